import datetime
from decimal import Decimal

import pytest

from convenir.socle.templatetags import typographie


@pytest.mark.parametrize(
    ("nombre", "attendu"),
    [(0, "aucun point"), (1, "1 point"), (2, "2 points"), (1200, "1\u202f200 points")],
)
def test_compte_agrees_with_its_number(nombre, attendu):
    assert typographie.compte(nombre, "point,points") == attendu


def test_compte_of_none_takes_the_third_word():
    assert typographie.compte(0, "ligne,lignes,aucune") == "aucune ligne"


@pytest.mark.parametrize(
    ("valeur", "unite", "attendu"),
    [
        (Decimal("45.2"), "%", "45,2\u202f%"),
        (Decimal(27162662), "€", "27\u202f162\u202f662\u202f€"),
        (Decimal(5901), "enfants", "5\u202f901 enfants"),
        (Decimal(3), "", "3"),
    ],
)
def test_avec_unite_writes_the_french_way(valeur, unite, attendu):
    assert typographie.avec_unite(valeur, unite) == attendu


def test_moment_is_told_in_local_time():
    instant = datetime.datetime(2031, 1, 1, 8, 5, tzinfo=datetime.UTC)
    assert typographie.moment(instant) == "1<sup>er</sup> janvier 2031 à 9\u202fh\u202f05"


def test_date_longue_of_nothing_is_empty():
    assert typographie.date_longue(None) == ""


def test_fines_keeps_a_number_on_one_line():
    assert typographie.fines("1 240 500 € en 2024") == "1\u00a0240\u00a0500\u202f€ en 2024"


def test_fines_puts_no_break_spaces():
    assert typographie.fines("« oui » ; 3 % : non") == "«\u00a0oui\u00a0»\u202f; 3\u202f%\u00a0: non"


@pytest.mark.parametrize(
    ("octets", "attendu"), [(12, "1\u00a0ko"), (348_321, "348\u00a0ko"), (1_240_000, "1,2\u00a0Mo")]
)
def test_poids_of_a_file(octets, attendu):
    assert typographie.poids(octets) == attendu


def test_fines_escapes_what_it_is_given():
    assert typographie.fines("<b>1er</b> & 2") == "&lt;b&gt;1<sup>er</sup>&lt;/b&gt; &amp; 2"
