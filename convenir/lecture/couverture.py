"""The proof that nothing was lost, and the list of what was kept without being understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.lecture.dossier import Couverture

if TYPE_CHECKING:
    from convenir.documents.blocs import Source
    from convenir.lecture.dossier import Passage


def mesurer(source: Source, passages: tuple[Passage, ...]) -> Couverture:
    """Count the non-blank lines of the source and those that exactly one passage holds."""
    pleines = {n for n, ligne in enumerate(source.lignes, start=1) if ligne.strip()}
    porteurs: dict[int, int] = {}
    for passage in passages:
        for numero in passage.lignes:
            porteurs[numero] = porteurs.get(numero, 0) + 1
    rattachees = sum(1 for n in pleines if porteurs.get(n) == 1)
    return Couverture(lignes=len(pleines), rattachees=rattachees)
