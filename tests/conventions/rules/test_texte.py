import datetime

import pytest

from convenir.conventions.rules.texte import code_libre, code_propose, numeros, periode_valide


@pytest.mark.parametrize(
    ("mots", "code"),
    [
        (("Pays d’Œuvre", "2025"), "pays-d-oeuvre-2025"),
        (("Val d'Ambre", ""), "val-d-ambre"),
        (("…",), "convention"),
        (("a" * 80,), "a" * 60),
    ],
)
def test_code_propose(mots, code):
    assert code_propose(*mots) == code


def test_code_libre_gives_the_first_free_suffix():
    assert code_libre("ambre", {"ambre", "ambre-2", "ambre-4"}) == "ambre-3"


def test_code_libre_stays_within_the_length_of_a_code():
    assert code_libre("a" * 60, {"a" * 60}) == f"{'a' * 58}-2"


def test_numeros_follow_the_order_within_each_type():
    suite = [("p", "preambule", None), ("a", "article", None), ("x", "annexe", None), ("b", "article", None)]

    assert numeros(suite) == {"p": None, "a": 1, "x": 1, "b": 2}


def test_numeros_keep_what_was_written():
    assert numeros([("a", "article", 3), ("b", "article", None)]) == {"a": 3, "b": 2}


@pytest.mark.parametrize(
    ("debut", "fin", "valide"),
    [
        (datetime.date(2031, 1, 1), datetime.date(2031, 1, 1), True),
        (datetime.date(2031, 1, 2), datetime.date(2031, 1, 1), False),
        (None, datetime.date(2031, 1, 1), True),
        (datetime.date(2031, 1, 1), None, True),
    ],
)
def test_periode_valide(debut, fin, valide):
    assert periode_valide(debut, fin) is valide
