from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenir.conventions.rules.executoire import (
    Publication,
    date_executoire,
    modes_de_publication,
    population_en_vigueur,
    remarque_publication,
)

VEILLE, REFORME = date(2022, 6, 30), date(2022, 7, 1)
ECRAN, AFFICHAGE, PAPIER = Publication.ELECTRONIQUE, Publication.AFFICHAGE, Publication.PAPIER


@given(st.dates(), st.dates())
def test_date_executoire_is_the_later_of_the_two(reception, publication):
    retenue = date_executoire(reception, publication)
    assert retenue in {reception, publication}
    assert retenue - reception >= timedelta(0) <= retenue - publication


@given(st.none() | st.dates())
def test_date_executoire_is_none_while_one_is_missing(jour):
    assert date_executoire(jour, None) is None
    assert date_executoire(None, jour) is None


@pytest.mark.parametrize(
    ("jour", "population", "est_epci", "modes"),
    [
        (REFORME, 3499, False, {ECRAN, AFFICHAGE, PAPIER}),
        (REFORME, 3500, False, {ECRAN}),
        (REFORME, None, False, {ECRAN, AFFICHAGE, PAPIER}),
        (REFORME, None, True, {ECRAN}),
        (REFORME, 800, True, {ECRAN}),
        (VEILLE, 3500, False, {AFFICHAGE, PAPIER}),
        (VEILLE, None, True, {AFFICHAGE, PAPIER}),
    ],
)
def test_modes_de_publication(jour, population, est_epci, modes):
    assert modes_de_publication(jour, population, est_epci=est_epci) == modes


@pytest.mark.parametrize(
    ("mode", "jour", "population", "est_epci", "cle"),
    [
        (ECRAN, REFORME, 741, False, None),
        (ECRAN, REFORME, 42_000, False, None),
        (AFFICHAGE, REFORME, 741, False, "publication-choisie"),
        (PAPIER, REFORME, None, False, "publication-choisie"),
        (AFFICHAGE, REFORME, 42_000, False, "publication-inadaptee"),
        (PAPIER, REFORME, None, True, "publication-inadaptee"),
        (AFFICHAGE, VEILLE, 42_000, False, None),
        (ECRAN, VEILLE, 741, False, "publication-inadaptee"),
    ],
)
def test_remarque_publication(mode, jour, population, est_epci, cle):
    remarque = remarque_publication(mode, jour, population, est_epci=est_epci)
    assert (remarque and remarque.cle) == cle
    assert remarque is None or not remarque.bloquante


def test_remarque_publication_names_who_must_publish_on_screen():
    assert remarque_publication(AFFICHAGE, REFORME, None, est_epci=True).message == (
        "Depuis le 1er juillet 2022, une intercommunalité publie ses délibérations sous forme électronique. "
        "Vérifiez la publication."
    )


@pytest.mark.parametrize(
    ("jour", "annee"),
    [
        (date(2026, 1, 1), 2023),
        (date(2025, 12, 31), 2022),
        (date(2025, 1, 1), 2022),
        (date(2024, 6, 30), 2021),
        (date(2040, 1, 1), 2023),
    ],
)
def test_population_en_vigueur_is_that_of_three_years_before(jour, annee):
    assert population_en_vigueur("59606", jour).annee == annee


def test_population_en_vigueur_when_nothing_is_known():
    assert population_en_vigueur("59606", date(2015, 1, 1)) is None
    assert population_en_vigueur("99999", date(2025, 1, 1)) is None


def test_population_en_vigueur_falls_back_on_the_last_census():
    """Mayotte was counted in 2017 only."""
    assert population_en_vigueur("97601", date(2025, 1, 1)).annee == 2017
