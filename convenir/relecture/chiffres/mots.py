"""Words compared without their accents, case, gender or number."""

from __future__ import annotations

import re
from functools import lru_cache

from convenir.relecture.mots import plier

__all__ = ["MOTS_OUTILS", "mots", "plier", "racine", "racines"]

_MOT = re.compile(r"[a-zœæ]+(?:-[a-zœæ]+)*")
_TERMINAISONS = (("aux", "al"), ("eaux", "eau"), ("trices", "teur"), ("trice", "teur"), ("euses", "eur"))

#: words that say nothing of what is counted
_SANS_PORTEE = """
a afin ainsi ans an au aux avec ayant ce ces cet cette chez comme d dans de des du elle elles en
entre environ est et ete etre il ils l la le les leur leurs lors meme n ne notre nous on ont ou par
pas plus pour pres qu que qui s sa se ses si soit son sont sous sur tout toute toutes tous un une
vers y age ages agee agees aussi total totale totaux territoire vivent vivant vit nombre compte
comptent recense recenses presents dont moins seul seule seulement aujourd hui agglomeration
collectivite intercommunalite
"""
MOTS_OUTILS = frozenset(_SANS_PORTEE.split())


@lru_cache(maxsize=20_000)
def racine(mot: str) -> str:
    """What the genders and numbers of one word share ("municipaux", "municipale" → "municipal")."""
    mot = plier(mot)
    for fin, remplacement in _TERMINAISONS:
        if mot.endswith(fin) and len(mot) > len(fin) + 2:
            return mot[: -len(fin)] + remplacement
    mot = mot.rstrip("sx") if len(mot) > 3 else mot  # noqa: PLR2004 -- "bus", "dix" keep their s
    mot = mot[:-1] if len(mot) > 4 and mot.endswith("e") else mot  # noqa: PLR2004
    return re.sub(r"(.)\1$", r"\1", mot)


def mots(chaine: str) -> list[str]:
    """The words of a text, folded, in order; elided articles are dropped ("l'emploi" → "emploi")."""
    return [mot for mot in _MOT.findall(plier(chaine)) if len(mot) > 1]


def racines(chaine: str) -> tuple[str, ...]:
    """The roots of the words that carry meaning, in order."""
    return tuple(racine(mot) for mot in mots(chaine) if mot not in MOTS_OUTILS)
