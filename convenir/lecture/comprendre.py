"""Blocs → Dossier: the one door of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.lecture.couverture import mesurer
from convenir.lecture.dossier import Dossier
from convenir.lecture.estampille import lire_acte
from convenir.lecture.passages import decouper
from convenir.lecture.rubriques import situer
from convenir.lecture.structure import structurer
from convenir.lecture.tables import marquer_entetes

if TYPE_CHECKING:
    from convenir.documents.blocs import DocumentLu


def comprendre(document: DocumentLu) -> Dossier:
    """Give its meaning to a document that was read. Never fails: what is not understood stays as text."""
    structure = structurer(document, marquer_entetes(decouper(document)))
    passages = tuple(situer(structure.passages))
    return Dossier(
        document=document,
        passages=passages,
        couverture=mesurer(document.source, passages),
        titre=document.titre or next((p.texte for p in passages), ""),
        sommaire=tuple(structure.sommaire),
        dispositions=tuple(structure.dispositions),
        acte=lire_acte(passages),
    )
