from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenir.conventions.rules.conseil import convocation, retroplanning
from convenir.conventions.rules.feries import est_ouvre


@pytest.mark.parametrize(
    ("population", "jours", "regle"),
    [
        (0, 3, "CGCT, art. L.2121-11"),
        (3499, 3, "CGCT, art. L.2121-11"),
        (3500, 5, "CGCT, art. L.2121-12"),
        (None, 5, "CGCT, art. L.2121-12"),
    ],
)
def test_convocation(population, jours, regle):
    assert (convocation(population).jours_francs, convocation(population).regle) == (jours, regle)


def test_retroplanning_of_a_small_commune():
    """A council on Thursday 20 November 2025: sent on Sunday 16 at the latest, so on Friday 14."""
    etapes = retroplanning(date(2025, 11, 20), 741, departement="59")
    assert [(e.cle, e.limite, e.conseillee, e.regle) for e in etapes] == [
        ("convocation", date(2025, 11, 16), date(2025, 11, 14), "CGCT, art. L.2121-11"),
        ("conseil", date(2025, 11, 20), date(2025, 11, 20), ""),
        ("liste", date(2025, 11, 27), date(2025, 11, 27), "CGCT, art. L.2121-25"),
        ("transmission", date(2025, 11, 27), date(2025, 11, 27), ""),
        ("publication", date(2025, 11, 27), date(2025, 11, 27), ""),
    ]


def test_retroplanning_from_3500_inhabitants_sends_the_note_with_five_clear_days():
    """A council on Monday 17 November 2025: the eleventh is Armistice Day, so Monday 10."""
    envoi = retroplanning(date(2025, 11, 17), 3500)[0]
    assert (envoi.libelle, envoi.limite, envoi.conseillee) == (
        "Envoyer la convocation et la note de synthèse",
        date(2025, 11, 11),
        date(2025, 11, 10),
    )


def test_retroplanning_across_the_end_of_february_of_a_leap_year():
    assert retroplanning(date(2024, 3, 4), None)[0].limite == date(2024, 2, 27)
    assert retroplanning(date(2025, 3, 4), None)[0].limite == date(2025, 2, 26)


@given(
    st.dates(date(2022, 7, 1), date(2100, 1, 1)),
    st.integers(0, 10_000),
    st.sampled_from(["59", "67", "972"]),
)
def test_retroplanning_advises_working_days_in_time_and_in_order(jour, population, departement):
    etapes = retroplanning(jour, population, departement=departement)
    assert [e.conseillee for e in etapes] == sorted(e.conseillee for e in etapes)
    assert all(e.conseillee <= e.limite for e in etapes)
    assert all(est_ouvre(e.conseillee, departement) for e in etapes if e.cle != "conseil")
    assert (jour - etapes[0].limite).days - 1 == (3 if population < 3500 else 5)
