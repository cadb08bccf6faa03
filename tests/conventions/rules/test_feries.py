from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenir.conventions.rules.feries import est_ouvre, jours_feries, paques


@pytest.mark.parametrize(
    "dimanche",
    [
        date(1818, 3, 22),  # the earliest there is
        date(1943, 4, 25),  # the latest there is
        date(1954, 4, 18),
        date(1981, 4, 19),
        date(2000, 4, 23),
        date(2008, 3, 23),
        date(2011, 4, 24),
        date(2016, 3, 27),
        date(2020, 4, 12),
        date(2021, 4, 4),
        date(2022, 4, 17),
        date(2023, 4, 9),
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2028, 4, 16),
        date(2029, 4, 1),
        date(2030, 4, 21),
        date(2038, 4, 25),
    ],
)
def test_paques(dimanche):
    assert paques(dimanche.year) == dimanche


@given(st.integers(1583, 4000))
def test_paques_is_a_sunday_between_22_march_and_25_april(annee):
    dimanche = paques(annee)
    assert dimanche.weekday() == 6
    assert date(annee, 3, 22) <= dimanche <= date(annee, 4, 25)


@pytest.mark.parametrize(
    ("annee", "jours"),
    [
        (2024, "01-01 04-01 05-01 05-08 05-09 05-20 07-14 08-15 11-01 11-11 12-25"),
        (2025, "01-01 04-21 05-01 05-08 05-29 06-09 07-14 08-15 11-01 11-11 12-25"),
        (2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25"),
    ],
)
def test_jours_feries_of_the_whole_country(annee, jours):
    assert list(jours_feries(annee)) == [date.fromisoformat(f"{annee}-{jour}") for jour in jours.split()]


def test_jours_feries_when_two_fall_on_one_day():
    """Ascension Day of 2008 was also the first of May: ten days, one of them with two names."""
    feries = jours_feries(2008)
    assert (len(feries), feries[date(2008, 5, 1)]) == (10, "Ascension et fête du Travail")


@pytest.mark.parametrize(
    ("departement", "propres"),
    [
        ("59", []),
        ("67", [date(2025, 4, 18), date(2025, 12, 26)]),
        ("68", [date(2025, 4, 18), date(2025, 12, 26)]),
        ("57", [date(2025, 4, 18), date(2025, 12, 26)]),
        ("971", [date(2025, 5, 27)]),
        ("972", [date(2025, 5, 22)]),
        ("973", [date(2025, 6, 10)]),
        ("974", [date(2025, 12, 20)]),
        ("976", [date(2025, 4, 27)]),
        ("977", [date(2025, 10, 9)]),
    ],
)
def test_jours_feries_of_a_departement(departement, propres):
    assert sorted(set(jours_feries(2025, departement)) - set(jours_feries(2025))) == propres


@given(st.dates(date(1983, 1, 1), date(2100, 1, 1)))
def test_est_ouvre_leaves_no_more_than_four_days_off_in_a_row(jour):
    assert any(est_ouvre(jour + timedelta(n)) for n in range(5))
