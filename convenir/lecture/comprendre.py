"""Blocs → Dossier: the one door of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.documents.blocs import Paragraphe, texte_brut
from convenir.lecture.dossier import Couverture, Dossier, Nature, Passage

if TYPE_CHECKING:
    from convenir.documents.blocs import DocumentLu


def comprendre(document: DocumentLu) -> Dossier:
    """Give its meaning to a document that was read. Never fails: what is not understood stays as text."""
    passages = tuple(
        Passage(texte=texte_brut(bloc.contenu), lignes=bloc.place.lignes, nature=Nature.PARAGRAPHE)
        for bloc in document.blocs
        if isinstance(bloc, Paragraphe)
    )
    lignes = sum(1 for ligne in document.source.lignes if ligne.strip())
    couverture = Couverture(lignes=lignes, rattachees=sum(len(p.lignes) for p in passages))
    return Dossier(document=document, passages=passages, couverture=couverture)
