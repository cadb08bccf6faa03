from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenir.territoires.rules import cle, luhn_valide


@pytest.mark.parametrize(
    ("texte", "attendue"),
    [
        ("Condé-sur-l'Escaut", "conde sur l escaut"),
        ("CONDÉ SUR L’ESCAUT", "conde sur l escaut"),
        ("St-Saulve", "saint saulve"),
        ("Ste Menehould", "sainte menehould"),
        ("Bruay s/ l’Escaut", "bruay sur l escaut"),
        ("Aulnoy-lez-Valenciennes", "aulnoy les valenciennes"),
        ("Œuilly", "oeuilly"),
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("  Y  ", "y"),
        ("—", ""),
    ],
)
def test_cle_same_name_written_otherwise(texte: str, attendue: str) -> None:
    assert cle(texte) == attendue


@given(st.text())
def test_cle_of_a_key_is_the_key(texte: str) -> None:
    assert cle(cle(texte)) == cle(texte)


@given(st.integers(0, 99_999_999))
def test_luhn_exactly_one_check_digit_fits(debut: int) -> None:
    assert [luhn_valide(f"{debut:08}{dernier}") for dernier in range(10)].count(True) == 1


@pytest.mark.parametrize("siren", ["", "24590116", "2459011600", "24590116X", "²45901160", "245901161"])
def test_luhn_refuses_what_is_no_siren(siren: str) -> None:
    assert not luhn_valide(siren)


def test_luhn_accepts_spaces() -> None:
    assert luhn_valide("245 901 160")
