"""What a password must be."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings

from config.settings import PASSWORD_HASHERS
from convenir.acteurs.connexion.mots_de_passe import Imprevisible, entropie


@pytest.mark.parametrize(
    "mot_de_passe",
    [
        *("aaaaaaaaaaaa", "123456789012", "abcdefghijkl", "abcabcabcabc", "motdepasse2026", "Azertyuiop2025"),
        *("049173826450", "xyxyxyxyxyxyxyxyxyxy", "Convenir2026!", "zyxwvutsrqponmlkj"),
    ],
)
def test_password_easy_to_guess_is_refused(mot_de_passe):
    with pytest.raises(ValidationError, match="se devine trop vite"):
        Imprevisible().validate(mot_de_passe)


@pytest.mark.parametrize(
    "mot_de_passe", ["quatre mots sans rapport", "gvxkqbzmwrtp", "Tr0mpette-Vélo", "5839204716905837"]
)
def test_password_of_fifty_bits_is_accepted(mot_de_passe):
    assert Imprevisible().validate(mot_de_passe) is None


def test_eleven_characters_are_too_few():
    with pytest.raises(ValidationError, match="au moins 12"):
        Imprevisible().validate("Xk7!pQ2#vR9")


def test_entropy_is_that_of_a_draw_among_the_characters_used():
    assert round(entropie("gvxkqbzmwrtp"), 1) == 56.4  # 12 × log2(26)
    assert entropie("") == 0


def test_passwords_are_kept_by_argon2():
    with override_settings(PASSWORD_HASHERS=PASSWORD_HASHERS):
        from django.contrib.auth.hashers import make_password

        assert make_password("quatre mots sans rapport").startswith("argon2$argon2id$")
