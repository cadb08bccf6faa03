import datetime
from decimal import Decimal

import pytest

from convenir.socle import formats


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("27 162 662 €", "27162662"),
        ("1\u202f204 enfants", "1204"),
        ("45.2%", "45.2"),
        ("45,2 %", "45.2"),
        ("1.250.000 €", "1250000"),
        ("1 200,50 euros", "1200.50"),
        ("12 3456", "12"),
    ],
)
def test_lire_nombre_as_people_type_it(ecrit, lu):
    assert formats.lire_nombre(ecrit) == Decimal(lu)


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("2,5 M€", "2500000"),
        ("> 300 k€", "300000"),
        ("16 000€", "16000"),
        ("1,2 million d’euros", "1200000"),
        ("3 milliards d'euros", "3000000000"),
    ],
)
def test_lire_euros_with_its_multiple(ecrit, lu):
    assert formats.lire_euros(ecrit) == Decimal(lu)


def test_lire_euros_without_a_currency_is_none():
    assert formats.lire_euros("27 162 662") is None


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("le 11/06/2025", "2025-06-11"),
        ("1^{er} janvier 2025", "2025-01-01"),
        ("1er Août 2024", "2024-08-01"),
        ("24 et 25 mars 2025", "2025-03-25"),
        ("01.02.24", "2024-02-01"),
        ("2025-06-11", "2025-06-11"),
    ],
)
def test_lire_date_as_people_type_it(ecrit, lu):
    assert formats.lire_date(ecrit) == datetime.date.fromisoformat(lu)


@pytest.mark.parametrize("ecrit", ["31/02/2025", "la loi n° 78-17", "2025 – 2029", ""])
def test_lire_date_without_a_possible_date_is_none(ecrit):
    assert formats.lire_date(ecrit) is None


def test_reperer_dates_gives_each_date_and_its_bounds():
    phrase = "du 01/01/2024 au 31 décembre 2028"
    assert [(str(date), phrase[de:a]) for date, de, a in formats.reperer_dates(phrase)] == [
        ("2024-01-01", "01/01/2024"),
        ("2028-12-31", "31 décembre 2028"),
    ]


def test_lire_quantite_in_letters_or_figures():
    assert [formats.lire_quantite(q) for q in ("cinq", "cinq (5)", "24", "Quatre", "plusieurs")] == [
        5,
        5,
        24,
        4,
        None,
    ]


def test_ecrire_the_french_way():
    assert formats.ecrire_nombre(Decimal(27162662)) == "27\u202f162\u202f662"
    assert formats.ecrire_nombre(45.2) == "45,2"
    assert formats.ecrire_euros(Decimal("12.5")) == "12,50\u202f€"
    assert formats.ecrire_euros(46270061) == "46\u202f270\u202f061\u202f€"
    assert formats.ecrire_pourcentage(Decimal("35.80")) == "35,8\u202f%"
    assert formats.ecrire_date(datetime.date(2025, 1, 1)) == "1er janvier 2025"
