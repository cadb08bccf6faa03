from __future__ import annotations

import pytest

from convenir.territoires import queries
from convenir.territoires.queries import Population
from convenir.territoires.queries.communes import lignes_communes, lire_commune
from convenir.territoires.queries.populations import annees

PUBLIEES_PAR_INSEE = {2019: 66_988_403, 2023: 68_094_280}  # France without Mayotte nor the collectivities


def test_populations_against_outside_figures(communes_de_reference: list[dict[str, str]]) -> None:
    for commune in communes_de_reference:
        attendues = [Population(int(commune[f"pop_mun_{annee}"]), annee) for annee in range(2016, 2024)]
        assert queries.populations(commune["insee"]) == attendues


def test_population_epci_against_outside_figures(communes_de_reference: list[dict[str, str]]) -> None:
    for annee in range(2016, 2024):
        total = sum(int(commune[f"pop_mun_{annee}"]) for commune in communes_de_reference)
        assert queries.population_epci("245901160", annee) == Population(total, annee)


@pytest.mark.parametrize("annee", PUBLIEES_PAR_INSEE)
def test_populations_add_up_to_the_published_total(annee: int) -> None:
    communes = [lire_commune(ligne) for ligne in lignes_communes()]
    valeurs = [
        (p.valeur if (p := queries.population(c.insee, annee)) else 0)
        for c in communes
        if not c.departement.startswith(("975", "976", "977", "978", "98"))
    ]
    manque = PUBLIEES_PAR_INSEE[annee] - sum(valeurs)
    assert 0 <= manque < 12_000  # only communes split since then are left out


def test_latest_population_is_the_one_the_commune_carries() -> None:
    communes = [lire_commune(ligne) for ligne in lignes_communes()]
    ecarts = [
        c.insee
        for c in communes
        if queries.population(c.insee)
        != (Population(c.population or 0, c.millesime) if c.millesime else None)
    ]
    assert ecarts == []


def test_population_of_a_merged_commune_is_on_its_present_perimeter() -> None:
    # Saint-Denis absorbed Pierrefitte-sur-Seine in 2025: no drop nor leap between the two geographies.
    valeurs = [p.valeur for p in queries.populations("93066")]
    assert len(valeurs) == 8
    assert max(valeurs) < 1.1 * min(valeurs)


def test_population_of_a_split_commune_is_unknown_before() -> None:
    # L'Oie and Sainte-Florence left Essarts-en-Bocage on 1 January 2024.
    annees_connues = [[p.annee for p in queries.populations(code)] for code in ("85084", "85165", "85212")]
    assert annees_connues == [[2021, 2022, 2023]] * 3


def test_population_unknown_is_none_never_zero() -> None:
    assert queries.population("59606", 1999) is None
    assert queries.population("98901") is None
    assert queries.population("00000") is None
    assert queries.population("85165", 2016) is None


def test_population_overseas_has_its_own_years() -> None:
    assert [p.annee for p in queries.populations("97608")] == [2017]
    assert [p.annee for p in queries.populations("98818")] == [2019, 2025]
    assert [p.annee for p in queries.populations("97411")] == list(range(2016, 2024))


def test_population_of_a_former_code_is_its_successor_s() -> None:
    assert queries.population("20004", 2021) == queries.population("2A004", 2021) is not None


def test_population_epci_is_unknown_when_one_member_is() -> None:
    essarts = queries.commune("85084")
    assert essarts is not None
    assert queries.population_epci(essarts.epci, 2016) is None
    assert queries.population_epci(essarts.epci, 2023) is not None
    assert queries.population_epci("000000000", 2023) is None


def test_years_follow_each_other() -> None:
    assert list(annees()) == list(range(annees()[0], annees()[-1] + 1))
