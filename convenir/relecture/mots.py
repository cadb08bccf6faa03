"""French words compared as a person compares them: without case, accents, plurals or empty words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = "’‘ʼ´`"
_TIRETS = "‐‑‒–—−"
_ESPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\t"


def _table() -> dict[int, str]:
    table = {
        code: unicodedata.normalize("NFKD", chr(code).lower())[:1]
        for code in (*range(0x41, 0x5B), *range(0xC0, 0x180))
    }
    for caracteres, simple in ((_APOSTROPHES, "'"), (_TIRETS, "-"), (_ESPACES, " ")):
        table.update(dict.fromkeys(map(ord, caracteres), simple))
    return table


_PLI = _table()
_MOT = re.compile(r"[a-zœæ0-9]+")
_SUFFIXES = (
    "issements", "issement", "isations", "isation", "ements", "ement", "ations", "ation", "itions", "ition",
    "ateurs", "ateur", "atrices", "atrice", "tions", "tion", "aires", "aire", "ales", "ale", "aux", "al",
    "elles", "elle", "els", "el", "ites", "ite", "ives", "ive", "ifs", "if", "iques", "ique", "antes", "ante",
    "ants", "ant", "ees", "ee", "es", "er", "e", "s", "x",
)  # fmt: skip
_RADICAL_MINIMAL = 4

#: Words that say nothing of a subject.
VIDES = frozenset(
    """
    a afin ainsi alors apres au aucun aura auront aussi autre autres aux avant avec avoir ayant c ce ceci cela celle
    celles celui ces cet cette ceux chaque ci comme contre d dans de depuis des deux devra doit doivent dont du elle
    elles en entre es est et etait etant ete etre eu eux faire fait figure figurant font fur hors il ils j jusqu je l
    la le lequel les leur leurs lors lui mais meme memes mesure mise n ne ni nos notre nous on ont ou par partir pas
    peut peuvent plus pour pourra pourront present presente presentes presents pres qu quand que quel quelle quelles
    quels qui s sa sans se selon sera seront ses si soit son sont sous sur t tant tel telle telles tels tous tout
    toute toutes tres trois un une vers via voir vos votre y
    """.split()
)


def plier(chaine: str) -> str:
    """Lower case without accents, curly apostrophes or odd spaces; same length, so offsets still hold."""
    return chaine.translate(_PLI)


@lru_cache(maxsize=50_000)
def racine(mot: str) -> str:
    """A rough stem of one folded word: the same for "communale", "communal" and "communaux"."""
    for suffixe in _SUFFIXES:
        if mot.endswith(suffixe) and len(mot) - len(suffixe) >= _RADICAL_MINIMAL:
            return mot[: -len(suffixe)]
    return mot


def mots(chaine: str) -> list[str]:
    """The folded words of a text, in order."""
    return _MOT.findall(plier(chaine))


def racines(chaine: str) -> frozenset[str]:
    """The stems of the words of a text that carry its subject."""
    return frozenset(racine(mot) for mot in mots(chaine) if mot not in VIDES and len(mot) > 1)
