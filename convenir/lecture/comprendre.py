"""Blocs → Dossier: the one door of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.documents.blocs import Rang, feuilles, texte_brut
from convenir.lecture.dossier import Couverture, Dossier, Nature, Passage

if TYPE_CHECKING:
    from convenir.documents.blocs import DocumentLu, Feuille


def comprendre(document: DocumentLu) -> Dossier:
    """Give its meaning to a document that was read. Never fails: what is not understood stays as text."""
    passages = tuple(
        Passage(texte=_texte(feuille), lignes=feuille.place.lignes, nature=Nature.PARAGRAPHE)
        for feuille in feuilles(document.blocs)
    )
    lignes = sum(1 for ligne in document.source.lignes if ligne.strip())
    couverture = Couverture(lignes=lignes, rattachees=sum(len(p.lignes) for p in passages))
    return Dossier(document=document, passages=passages, couverture=couverture)


def _texte(feuille: Feuille) -> str:
    if isinstance(feuille, Rang):
        return "\t".join(texte_brut(cellule.contenu) for cellule in feuille.cellules)
    return texte_brut(getattr(feuille, "contenu", ()))
