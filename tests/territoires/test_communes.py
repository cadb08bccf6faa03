from __future__ import annotations

import pytest

from convenir.territoires import queries
from convenir.territoires.enums import Disparition, TypeEpci
from convenir.territoires.queries.communes import lignes_anciennes, lignes_communes, lire_commune, rattacher


@pytest.fixture(scope="module")
def communes() -> list[queries.Commune]:
    return [lire_commune(ligne) for ligne in lignes_communes()]


def test_counts_of_the_geographic_code_of_2026(communes: list[queries.Commune]) -> None:
    assert len(communes) == len({c.insee for c in communes}) == 34_969
    assert sum(bool(c.siren) for c in communes) == len({c.siren for c in communes} - {""}) == 34_875
    assert len(queries.epcis()) == 1_255
    assert len(queries.departements()) == 109


def test_every_siren_passes_luhn(communes: list[queries.Commune]) -> None:
    assert [c for c in communes if c.siren and not queries.luhn_valide(c.siren)] == []
    assert [siren for siren in queries.epcis() if not queries.luhn_valide(siren)] == []


def test_every_commune_has_its_departement_and_its_epci(communes: list[queries.Commune]) -> None:
    assert {c.departement for c in communes} == set(queries.departements())
    assert {c.epci for c in communes} - {""} == set(queries.epcis())


def test_only_islands_and_overseas_collectivities_are_outside_an_epci(
    communes: list[queries.Commune],
) -> None:
    metropole = {c.nom for c in communes if not c.epci and c.siren}
    assert metropole == {"Île-de-Bréhat", "Île-de-Sein", "Ouessant", "L'Île-d'Yeu"}


def test_chief_towns_are_in_their_departement() -> None:
    chefs_lieux = {d.code: queries.commune(d.chef_lieu) for d in queries.departements().values()}
    assert {code for code, chef_lieu in chefs_lieux.items() if chef_lieu is None} == {"984"}
    assert all(chef_lieu.departement == code for code, chef_lieu in chefs_lieux.items() if chef_lieu)


def test_members_of_all_epci_are_the_communes_that_have_one(communes: list[queries.Commune]) -> None:
    for siren in list(queries.epcis())[::25]:
        assert queries.communes_de_epci(siren) == [c for c in communes if c.epci == siren] != []


def test_every_former_commune_leads_to_a_present_one() -> None:
    presentes = {ligne[:5] for ligne in lignes_communes()}
    assert {rattacher(ligne).insee for ligne in lignes_anciennes()} <= presentes


def test_commune_by_code_agrees_with_commune_by_siren(communes: list[queries.Commune]) -> None:
    avec_siren = [c for c in communes if c.siren][::50]
    assert [queries.commune_par_siren(c.siren) for c in avec_siren] == avec_siren
    assert [queries.commune(c.insee) for c in avec_siren] == avec_siren


@pytest.mark.parametrize("code", ["", "00000", "99999", "5960", "abcde", "5960\t"])
def test_commune_unknown_code_gives_none(code: str) -> None:
    assert queries.commune(code) is None


@pytest.mark.parametrize("siren", ["", "123456789", "245901160", "abc"])
def test_commune_par_siren_of_something_else_gives_none(siren: str) -> None:
    assert queries.commune_par_siren(siren) is None


def test_siren_is_read_from_the_table_where_the_usual_formula_fails(communes: list[queries.Commune]) -> None:
    hors_formule = [c for c in communes if c.siren and not c.siren.startswith(f"21{c.insee}")]
    assert [queries.commune_par_siren(c.siren) for c in hors_formule] == hors_formule != []


def test_merged_commune_resolves_to_its_successor_and_says_so() -> None:
    trouvee = queries.commune("49069")
    assert trouvee is not None
    assert (trouvee.insee, trouvee.nom) == ("49126", "Orée d'Anjou")
    assert trouvee.ancienne == queries.Ancienne("49069", "Champtoceaux", Disparition.DELEGUEE, 2015)
    assert (
        trouvee.avertissement
        == "Champtoceaux (49069, commune déléguée) depuis 2015 : voir Orée d'Anjou (49126)."
    )


def test_siren_of_a_merged_commune_resolves_too() -> None:
    # Saint-Denis and Pierrefitte-sur-Seine merged on 1 January 2025.
    trouvee = queries.commune_par_siren("219300597")
    assert trouvee is not None
    assert trouvee.insee == "93066"
    assert trouvee.ancienne is not None
    assert (trouvee.ancienne.insee, trouvee.ancienne.nom) == ("93059", "Pierrefitte-sur-Seine")


@pytest.mark.parametrize(
    ("ancien", "present", "raison"),
    [
        ("20004", "2A004", Disparition.RECODEE),  # Corse, before 1976
        ("78001", "91001", Disparition.RECODEE),  # Seine-et-Oise
        ("75101", "75056", Disparition.ARRONDISSEMENT),
        ("69381", "69123", Disparition.ARRONDISSEMENT),
        ("59540", "59183", Disparition.ASSOCIEE),  # Saint-Pol-sur-Mer, Dunkerque
    ],
)
def test_former_code_resolves(ancien: str, present: str, raison: Disparition) -> None:
    trouvee = queries.commune(ancien)
    assert trouvee is not None
    assert trouvee.ancienne is not None
    assert (trouvee.insee, trouvee.ancienne.disparition) == (present, raison)


def test_every_code_that_is_gone_has_one_answer() -> None:
    presentes = {ligne[:5] for ligne in lignes_communes()}
    disparus = [ligne[:5] for ligne in lignes_anciennes() if ligne[:5] not in presentes]
    assert len(disparus) == len(set(disparus))


def test_present_commune_carries_no_warning() -> None:
    trouvee = queries.commune("59606")
    assert trouvee is not None
    assert (trouvee.ancienne, trouvee.avertissement) == (None, "")


@pytest.mark.parametrize(
    ("ecrit", "code"), [("59", "59"), ("059", "59"), ("02A", "2A"), ("2b", "2B"), ("974", "974")]
)
def test_departement_by_code_or_as_acts_write_it(ecrit: str, code: str) -> None:
    trouve = queries.departement(ecrit)
    assert trouve is not None
    assert trouve.code == code


@pytest.mark.parametrize("code", ["", "0", "20", "99", "59000"])
def test_departement_unknown(code: str) -> None:
    assert queries.departement(code) is None
    assert queries.communes_du_departement(code) == []


def test_communes_of_departements_share_out_all_communes(communes: list[queries.Commune]) -> None:
    assert [
        c for code in sorted(queries.departements()) for c in queries.communes_du_departement(code)
    ] == sorted(communes, key=lambda c: (c.departement, c.insee))


def test_overseas_communes_are_included() -> None:
    codes = ["97105", "97209", "97302", "97411", "97608", "97502", "98735", "98818"]
    noms = [
        "Basse-Terre",
        "Fort-de-France",
        "Cayenne",
        "Saint-Denis",
        "Dzaoudzi",
        "Saint-Pierre",
        "Papeete",
        "Nouméa",
    ]
    assert [getattr(queries.commune(code), "nom", None) for code in codes] == noms


def test_communes_de_epci_against_outside_list(communes_de_reference: list[dict[str, str]]) -> None:
    attendues = sorted((c["insee"], c["siren"], c["nom"]) for c in communes_de_reference)
    assert [(c.insee, c.siren, c.nom) for c in queries.communes_de_epci("245901160")] == attendues


def test_communes_de_epci_unknown() -> None:
    assert queries.communes_de_epci("215906066") == []


def test_epci_by_siren_tells_type_and_members() -> None:
    trouve = queries.epci("200 046 977")
    assert trouve is not None
    assert (trouve.nom, trouve.type, len(trouve.communes)) == (
        "Métropole de Lyon",
        TypeEpci.METROPOLE_DE_LYON,
        58,
    )
    assert queries.epci("219300597") is None


def test_epci_nom_complet_spells_the_type_out() -> None:
    noms = [trouve.nom_complet for siren in ("245901160", "200093201") if (trouve := queries.epci(siren))]
    assert noms == ["Communauté d’agglomération Valenciennes Métropole", "Métropole Européenne de Lille"]
