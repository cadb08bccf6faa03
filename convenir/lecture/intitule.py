"""What a convention is called: its printed title, never the heading of one of its parts."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from convenir.lecture import titres
from convenir.lecture.dossier import Nature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convenir.documents.blocs import DocumentLu
    from convenir.lecture.dossier import Passage

_CONVENTION = re.compile(
    r"(?:(?:projet|modèle)\s+d[e'’]\s*)?(?:convention|avenant|contrat|ctg|c\.\s?t\.\s?g)\b", re.IGNORECASE
)
_DEBUT_DU_TEXTE = re.compile(r"(?:entre|vu|consid[ée]rant|il\s+est|et)\b", re.IGNORECASE)
_ECARTEES = frozenset({Nature.SOMMAIRE, Nature.ESTAMPILLE})


def intituler(document: DocumentLu, passages: Sequence[Passage]) -> str:
    """The title, "" when none is printed: the words that name a convention first, else the first heading."""
    tete = [p.texte for p in takewhile(lambda p: not p.disposition, passages) if p.nature not in _ECARTEES]
    candidats = [texte for texte in (document.titre, *tete) if _peut_intituler(texte)]
    return next((t for t in candidats if _CONVENTION.match(t)), next(iter(candidats), ""))


def _peut_intituler(texte: str) -> bool:
    """Short and no sentence; no heading of a provision or of the contents, no first words of the act."""
    return (
        bool(texte)
        and len(texte) <= titres.TITRE_MAXIMAL
        and not texte.rstrip().endswith((";", ",", ":"))
        and not titres.est_sommaire(texte)
        and titres.reconnaitre(texte) is None
        and not _DEBUT_DU_TEXTE.match(texte)
    )
