"""Pure rules on names and numbers of territories."""

from __future__ import annotations

import re
import unicodedata

LONGUEUR_SIREN = 9

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ð": "d"})
_ABREGES = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "lez": "les"}
_SOUS_OU_SUR = re.compile(r"\bs/\s*s\b\s*/?|\bs/")
_SEPARATEURS = re.compile(r"[^0-9a-z]+")


def cle(texte: str) -> str:
    """The form under which two spellings of one name meet: "St-Amand les Eaux" → "saint amand les eaux".

    Without accents, case, ligatures, hyphens nor apostrophes; "St", "Ste", "s/" and "lez" are spelled out.
    """
    bas = unicodedata.normalize("NFKD", texte.lower().translate(_LIGATURES))
    nu = "".join(lettre for lettre in bas if not unicodedata.combining(lettre))
    entier = _SOUS_OU_SUR.sub(lambda trouve: " sous " if trouve[0].count("s") > 1 else " sur ", nu)
    mots = _SEPARATEURS.sub(" ", entier).split()
    return " ".join(_ABREGES.get(mot, mot) for mot in mots)


def luhn_valide(siren: str) -> bool:
    """Whether a SIREN has nine digits and a right check digit (Luhn, ISO/IEC 7812-1), spaces allowed.

    >>> luhn_valide("245 901 160")
    True
    """
    chiffres = "".join(siren.split())
    if len(chiffres) != LONGUEUR_SIREN or not (chiffres.isascii() and chiffres.isdigit()):
        return False
    doubles = (int(c) * (1 + rang % 2) for rang, c in enumerate(reversed(chiffres)))
    return sum(n - 9 if n > LONGUEUR_SIREN else n for n in doubles) % 10 == 0
