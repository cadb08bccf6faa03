"""How deep each list item stands, so that announced counts are compared with items of one level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.documents.blocs import Liste
from convenir.lecture.dossier import Nature

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from convenir.documents.blocs import Element
    from convenir.lecture.dossier import Dossier, Passage


def profondeurs(dossier: Dossier) -> dict[int, int]:
    """First line of a list item → its depth (0 for the outer level), from the tree of blocs."""
    trouvees: dict[int, int] = {}
    for bloc in dossier.document.blocs:
        if isinstance(bloc, Liste):
            for element, niveau in _parcourir(bloc.elements, 0):
                trouvees.update(dict.fromkeys(element.place.lignes[:1], niveau))
    return trouvees


def _parcourir(elements: Sequence[Element], niveau: int) -> Iterator[tuple[Element, int]]:
    for element in elements:
        yield element, niveau
        yield from _parcourir(element.sous, niveau + 1)


def elements_apres(dossier: Dossier, rang: int, niveaux: dict[int, int]) -> list[Passage]:
    """The items of the list that follows the passage at `rang`, those of its first level only."""
    elements: list[Passage] = []
    for passage in dossier.passages[rang + 1 :]:
        if passage.nature != Nature.ELEMENT or passage.disposition != dossier.passages[rang].disposition:
            break
        elements.append(passage)
    if not elements:
        return []
    niveau = _niveau(elements[0], dossier, niveaux)
    return [e for e in elements if _niveau(e, dossier, niveaux) <= niveau]


def _niveau(element: Passage, dossier: Dossier, niveaux: dict[int, int]) -> int:
    ligne = element.lignes[0] if element.lignes else 0
    if ligne in niveaux:
        return niveaux[ligne]
    ecrite = dossier.source.lignes[ligne - 1] if 0 < ligne <= len(dossier.source.lignes) else ""
    return len(ecrite) - len(ecrite.lstrip())
