"""Planting and mending defects in a convention: changes of the text, and what the rules must then say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from convenir.documents.entree import lire_octets
from convenir.lecture.comprendre import comprendre
from convenir.relecture.registre import regles, relire


@dataclass(frozen=True, slots=True)
class Mutation:
    """Each `(before, after)` of `changements` is made once, in order.

    `ancres`: patterns that are each found on one line only of the changed text; the lines of the finding.
    `voisines`: rules that the same change rightly wakes too.
    """

    regle: str
    changements: tuple[tuple[str, str], ...]
    ancres: tuple[str, ...]
    voisines: frozenset[str] = frozenset()

    def appliquer(self, texte: str) -> str:
        for avant, apres in self.changements:
            assert avant in texte, f"{avant!r} is not in the text"
            texte = texte.replace(avant, apres, 1)
        return texte

    def lignes(self, texte: str) -> set[int]:
        """Lines of the anchors in the changed text."""
        return {ligne_de(texte, ancre) for ancre in self.ancres}


def muter(regle: str, avant: str, apres: str, *ancres: str, voisines: tuple[str, ...] = ()) -> Mutation:
    """One change. Without anchors, the finding is expected on the line that holds the text put in."""
    return Mutation(regle, ((avant, apres),), ancres or (re.escape(apres.strip("\n")),), frozenset(voisines))


def ligne_de(texte: str, ancre: str) -> int:
    """1-based number of the only line where a pattern is found."""
    trouvees = [n for n, ligne in enumerate(texte.splitlines(), 1) if re.search(ancre, ligne)]
    assert len(trouvees) == 1, f"{ancre!r} stands on lines {trouvees}"
    return trouvees[0]


def constats(texte: str):
    """All findings on a text."""
    return relire(comprendre(lire_octets("mutation.txt", texte.encode())))


def relever(texte: str, code: str):
    """The findings of one rule on a text, as sets of lines."""
    par_code = {r.code: r for r in regles()}
    return [
        set(t.lignes)
        for t in par_code[code].verifier(comprendre(lire_octets("mutation.txt", texte.encode())))
    ]
