"""The proof that nothing was lost, and the list of what was kept without being understood."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Couverture, Nature

if TYPE_CHECKING:
    from convenir.documents.blocs import Source
    from convenir.lecture.dossier import Passage

_SENS = re.compile(r"\w")


def mesurer(source: Source, passages: tuple[Passage, ...], orphelines: tuple[int, ...] = ()) -> Couverture:
    """Count the non-blank lines of the source and those that exactly one passage holds.

    Not understood: stray symbols, and `orphelines`, the lines of figures that nothing says the meaning of.
    The ordinary prose of an article is text, not something that was missed.
    """
    pleines = {n for n, ligne in enumerate(source.lignes, start=1) if ligne.strip()}
    porteurs = Counter(n for passage in passages for n in passage.lignes)
    egarees = {
        n for p in passages if p.nature is not Nature.FIGURE and not _SENS.search(p.texte) for n in p.lignes
    }
    return Couverture(
        lignes=len(pleines),
        rattachees=sum(1 for n in pleines if porteurs[n] == 1),
        non_comprises=tuple(sorted((egarees | set(orphelines)) & pleines)),
    )
