from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convenir.territoires import queries
from convenir.territoires.queries.communes import lignes_communes, lire_commune


def noms(texte: str, **filtres: object) -> list[str]:
    return [c.nom for c in queries.chercher(texte, **filtres)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "texte", ["saint amand les eaux", "ST-AMAND LES EAUX", "Saint-Amand-les-Eaux", "eaux amand saint"]
)
def test_chercher_ignores_accents_case_hyphens_and_abbreviations(texte: str) -> None:
    assert noms(texte) == ["Saint-Amand-les-Eaux"]


def test_chercher_article_does_not_count() -> None:
    assert noms("havre", limite=1) == noms("le havre", limite=1) == ["Le Havre"]


def test_chercher_exact_then_prefix_then_word_then_inside() -> None:
    trouvees = noms("lens", limite=30)
    rangs = [trouvees.index(nom) for nom in ("Lens", "Lens-Lestang", "Loison-sous-Lens")]
    assert rangs == sorted(rangs)
    assert rangs[0] == 0


def test_chercher_same_name_most_populated_first() -> None:
    habitants = [
        c.population or 0 for c in queries.chercher("Saint-Denis", limite=5) if c.nom == "Saint-Denis"
    ]
    assert habitants == sorted(habitants, reverse=True)
    assert len(habitants) > 1


def test_chercher_within_a_departement() -> None:
    assert {c.departement for c in queries.chercher("san", departement="02A")} == {"2A"}
    assert noms("lille", departement="2A") == []


def test_chercher_unknown_departement_or_no_room_finds_nothing() -> None:
    assert noms("lille", departement="99") == noms("lille", limite=0) == noms("") == noms("!!") == []


def test_chercher_by_code_postcode_and_siren() -> None:
    assert noms("59606") == noms("215906066") == noms("215 906 066") == ["Valenciennes"]
    assert noms("59300")[:2] == ["Hem-Lenglet", "Valenciennes"]  # INSEE code first, then that postcode
    assert noms("2a004") == ["Ajaccio"]


def test_chercher_former_name_gives_the_present_commune_once() -> None:
    (trouvee,) = queries.chercher("Châlons-sur-Marne")
    assert (trouvee.nom, getattr(trouvee.ancienne, "nom", "")) == (
        "Châlons-en-Champagne",
        "Châlons-sur-Marne",
    )
    codes = [c.insee for c in queries.chercher("saint", limite=500)]
    assert len(codes) == len(set(codes)) == 500


@settings(max_examples=50)
@given(st.text(max_size=30), st.integers(0, 30))
def test_chercher_never_fails_nor_exceeds_its_limit(texte: str, limite: int) -> None:
    assert len(queries.chercher(texte, limite=limite)) <= limite


def test_reconnaitre_every_commune_by_its_name_in_its_departement() -> None:
    communes = [lire_commune(ligne) for ligne in lignes_communes()]
    assert [c for c in communes if queries.reconnaitre_commune(c.nom, departement=c.departement) != c] == []


@pytest.mark.parametrize(
    ("nom", "attendu"),
    [
        ("la ville de Valenciennes", "Valenciennes"),
        ("Mairie d’Anzin", "Anzin"),
        ("CONDE SUR L ESCAUT", "Condé-sur-l'Escaut"),
        ("Fresnes-sur-Escaut (59)", "Fresnes-sur-Escaut"),
        ("commune de La Sentinelle", "La Sentinelle"),
        ("Sentinelle (La)", "La Sentinelle"),
        ("Madame le maire de Lille", "Lille"),
        ("la ville des Sables-d’Olonne", "Les Sables-d'Olonne"),
        ("Commune du Havre", "Le Havre"),
        ("St-Saulve", "Saint-Saulve"),
    ],
)
def test_reconnaitre_commune_as_texts_write_it(nom: str, attendu: str) -> None:
    trouvee = queries.reconnaitre_commune(nom)
    assert trouvee is not None
    assert trouvee.nom == attendu


def test_reconnaitre_commune_doubt_gives_none_and_a_territory_lifts_it() -> None:
    assert queries.reconnaitre_commune("Saint-Denis") is None
    trouvees = [
        queries.reconnaitre_commune("Saint-Denis", departement="974"),
        queries.reconnaitre_commune("Saint-Denis", epci="200054781"),
    ]
    assert [c.insee for c in trouvees if c] == ["97411", "93066"]


def test_reconnaitre_commune_forgives_an_article_only_where_the_territory_is_known() -> None:
    assert queries.reconnaitre_commune("Sentinelle") is None
    trouvees = [queries.reconnaitre_commune(nom, departement="59") for nom in ("Sentinelle", "Le Maubeuge")]
    assert [c.nom for c in trouvees if c] == ["La Sentinelle", "Maubeuge"]


def test_reconnaitre_commune_present_name_before_former_one() -> None:
    trouvee = queries.reconnaitre_commune("Ambérieu-en-Bugey")
    assert trouvee is not None
    assert trouvee.ancienne is None


@pytest.mark.parametrize("nom", ["", "   ", "Caisse d’allocations familiales", "la commune", "XX"])
def test_reconnaitre_commune_what_is_no_commune_gives_none(nom: str) -> None:
    assert queries.reconnaitre_commune(nom) is None


def test_epci_par_nom_finds_every_epci_whose_name_is_its_own() -> None:
    par_nom: dict[str, list[str]] = {}
    for epci in queries.epcis().values():
        par_nom.setdefault(epci.nom, []).append(epci.siren)
    uniques = [queries.epci(sirens[0]) for sirens in par_nom.values() if len(sirens) == 1]
    assert [e for e in uniques if e and queries.epci_par_nom(e.nom) != e] == []
    assert [e for e in uniques if e and queries.epci_par_nom(e.nom_complet.upper()) != e] == []


@pytest.mark.parametrize(
    "texte",
    [
        "la Communauté d’Agglomération de Valenciennes Métropole et son conseil",
        "Communauté d'agglomération Valenciennes Métropole (CAVM)",
        "VALENCIENNES METROPOLE",
        "Valenciennes Métropole représentée par son président",
        "Entre la Caf et la communauté d’agglomération Valenciennes Métropole dont le siège est à Valenciennes",
        "Pour la communauté d’agglomération Valenciennes Métropole et ses communes membres",
    ],
)
def test_epci_par_nom_as_texts_write_it(texte: str) -> None:
    trouve = queries.epci_par_nom(texte)
    assert trouve is not None
    assert trouve.siren == "245901160"


def test_epci_par_nom_of_another_name_that_begins_alike_gives_none() -> None:
    assert queries.epci_par_nom("la communauté d’agglomération Valenciennes Métropole Sud Hainaut") is None


def test_epci_par_nom_homonyms_need_a_departement() -> None:
    assert queries.epci_par_nom("CC des Quatre Rivières") is None
    trouve = queries.epci_par_nom("Communauté de communes des Quatre Rivières", departement="74")
    assert trouve is not None
    assert {c[:2] for c in trouve.communes} == {"74"}


@pytest.mark.parametrize(
    "texte", ["", "la communauté", "Caisse d’allocations familiales du Nord", "communauté de communes"]
)
def test_epci_par_nom_what_is_no_epci_gives_none(texte: str) -> None:
    assert queries.epci_par_nom(texte) is None
