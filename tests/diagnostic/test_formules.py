from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenir.diagnostic.catalogue import catalogue, verifier
from convenir.diagnostic.formules import cles_de, evaluer
from convenir.socle.erreurs import Refus
from convenir.socle.themes import THEMES


def test_formula_follows_the_order_of_operations():
    assert evaluer("-a + b * (c - 1) / 2", {"a": Decimal(1), "b": Decimal(6), "c": Decimal(5)}) == 11


def test_formula_that_divides_by_zero_gives_nothing():
    assert evaluer("a / (b - b)", {"a": Decimal(1), "b": Decimal(2)}) is None


def test_formula_that_overflows_gives_nothing():
    assert evaluer("*".join(["1e300"] * 40), {}) == Decimal("1e12000")
    assert evaluer("a * a", {"a": Decimal("1e999999")}) is None


def test_formula_tells_its_keys_once():
    assert cles_de("a / (b + a) * 100") == ("a", "b")


@pytest.mark.parametrize(
    "formule",
    [
        *("a ** 2", "a // b", "a % b", "f(a)", "a.b", "a[0]", "'a'", "True", "None", "a if b else c"),
        *("lambda: 1", "[a]", "a < b", "not a", "+a", "a, b", "a = 1", "", "(", "a @ b", "1j", "x := 1"),
        *("__import__('os')", "1e999", "a" * 301, "f'{a}'", "await a", "*a", "..."),
    ],
)
def test_formula_with_anything_else_is_refused(formule):
    with pytest.raises(Refus):
        cles_de(formule)


@given(st.text(max_size=60))
def test_any_text_is_a_formula_or_refused(texte):
    try:
        cles = cles_de(texte)
    except Refus:
        return
    evaluer(texte, dict.fromkeys(cles, Decimal(3)))


@pytest.mark.parametrize("formules", [{"a": "a + 1"}, {"a": "b", "b": "a"}, {"a": "inconnue * 2"}])
def test_formula_that_leads_to_itself_or_nowhere_is_refused(formules):
    with pytest.raises(Refus):
        verifier(formules)


def test_catalogue_has_one_entry_a_key_and_known_themes():
    lus = catalogue()
    assert len({lu["cle"] for lu in lus}) == len(lus)
    assert {lu.get("theme", "") for lu in lus} <= {"", *(theme.cle for theme in THEMES)}


def test_catalogue_shares_say_of_what_unless_they_exceed_a_hundred():
    muettes = [
        lu["cle"]
        for lu in catalogue()
        if lu["unite"] == "%" and not lu.get("peut_depasser_cent") and not lu.get("denominateur")
    ]
    assert muettes == []
