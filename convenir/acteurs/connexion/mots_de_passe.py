"""What a password must be: hard to guess, then kept for as long as it is not known to have leaked.

CNIL, délibération n° 2022-100 of 21 July 2022 (https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000046432885):
50 bits of entropy where failed attempts are restricted, no renewal imposed at intervals.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from convenir.acteurs.models import Personne

LONGUEUR = 12
ENTROPIE = 50  # bits
CONSEIL = (
    "Au moins 12 caractères, que personne ne devinerait : par exemple quatre mots sans rapport entre eux. "
    "Il ne vous sera jamais demandé d’en changer sans raison."
)
_ALPHABETS = ((r"[a-z]", 26), (r"[A-Z]", 26), (r"[0-9]", 10), (r"[^a-zA-Z0-9]", 33))
#: Sequences that guessing tools try first: each counts for one character.
_RENGAINES = re.compile(
    "motdepasse|password|azerty(?:uiop)?|qwerty(?:uiop)?|qsdfghjklm|asdfghjkl|wxcvbn|bonjour|soleil|"
    "convenir|(?:19|20)[0-9]{2}",
    re.IGNORECASE,
)


def entropie(mot_de_passe: str) -> float:
    """Bits that a guesser lacks, at best: useful characters, times what each may be.

    A character that repeats or follows the one before it (aaa, 123, cba), a pattern played again
    (abcabc) and a sequence known to all bring nothing.
    """
    reste = _sans_reprise(_RENGAINES.sub("-", mot_de_passe))
    utiles = sum(
        abs(ord(lettre) - ord(precedente)) > 1
        for precedente, lettre in zip("\0" + reste.lower(), reste.lower(), strict=False)
    )
    taille = sum(taille for motif, taille in _ALPHABETS if re.search(motif, reste))
    return utiles * math.log2(taille) if taille else 0.0


def _sans_reprise(texte: str) -> str:
    """The shortest beginning that, repeated, gives the whole."""
    return texte[: (texte + texte).find(texte, 1)] if texte else texte


class Imprevisible:
    """Refuses passwords that are short, or long but easy to guess."""

    def validate(self, password: str, user: Personne | None = None) -> None:  # noqa: ARG002 -- Django's signature
        if len(password) < LONGUEUR:
            raise ValidationError(f"Ce mot de passe est trop court : il faut au moins {LONGUEUR} caractères.")
        if entropie(password) < ENTROPIE:
            raise ValidationError(
                "Ce mot de passe se devine trop vite : évitez suites et répétitions, ajoutez des mots."
            )

    def get_help_text(self) -> str:
        return CONSEIL
