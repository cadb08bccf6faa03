"""Word tables: rows that remain, header rows, merged cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.documents.blocs import Cellule
from convenir.documents.entree.docx.noms import W, entier, val

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    from convenir.documents.blocs import Contenu

_COLONNES_MAXIMUM = 63  # as many as Word accepts
_SECONDE_VERSION = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ENVELOPPES = frozenset(W + nom for nom in ("sdt", "sdtContent", "customXml", "ins"))

Rangee = tuple["_Element", list["_Element"]]


def rangees(tableau: _Element) -> list[Rangee]:
    """Rows of a table with their cells, without the rows deleted by a tracked change."""
    return [
        (rang, list(_enfants(rang, W + "tc")))
        for rang in _enfants(tableau, W + "tr")
        if rang.find(f"{W}trPr/{W}del") is None
    ]


def entetes(lignes: list[Rangee]) -> int:
    """Count of the first rows that are repeated at the head of each page."""
    nombre = 0
    while nombre < len(lignes) and val(lignes[nombre][0], "trPr/tblHeader") not in ("0", "false"):
        if lignes[nombre][0].find(f"{W}trPr/{W}tblHeader") is None:
            break
        nombre += 1
    return nombre if nombre < len(lignes) else 0


def paragraphes(racine: _Element) -> Iterator[_Element]:
    """Every w:p under an element, those of an alternative rendition left out."""
    pile = [iter(racine)]
    while pile:
        element = next(pile[-1], None)
        if element is None:
            pile.pop()
        elif element.tag != _SECONDE_VERSION:
            if element.tag == W + "p":
                yield element
            pile.append(iter(element))


def fusionner(lignes: list[Rangee], lire: Callable[[_Element], Contenu]) -> list[list[Cellule]]:
    """Cells of each row with their spans; a cell continued from above only lengthens that one."""
    resultat: list[list[Cellule]] = []
    ouvertes: dict[int, tuple[int, int]] = {}  # column → (row, index) of the cell that may go on downwards
    for rang, cellules in lignes:
        colonne = min(entier(val(rang, "trPr/gridBefore")), _COLONNES_MAXIMUM)
        rangee: list[Cellule] = [Cellule(())] * colonne
        for cellule in cellules:
            largeur = min(max(1, entier(val(cellule, "tcPr/gridSpan"), 1)), _COLONNES_MAXIMUM)
            if _continue(cellule) and colonne in ouvertes:
                _allonger(resultat, ouvertes[colonne])
            else:
                _ouvrir(ouvertes, cellule, colonne, (len(resultat), len(rangee)))
                rangee.append(Cellule(lire(cellule), largeur))
            colonne += largeur
        resultat.append(rangee)
    return resultat


def _ouvrir(
    ouvertes: dict[int, tuple[int, int]], cellule: _Element, colonne: int, lieu: tuple[int, int]
) -> None:
    if cellule.find(f"{W}tcPr/{W}vMerge") is None:
        ouvertes.pop(colonne, None)
    else:
        ouvertes[colonne] = lieu


def _continue(cellule: _Element) -> bool:
    fusion = cellule.find(f"{W}tcPr/{W}vMerge")
    return fusion is not None and fusion.get(W + "val") != "restart"


def _allonger(resultat: list[list[Cellule]], lieu: tuple[int, int]) -> None:
    rang, index = lieu
    haut = resultat[rang][index]
    resultat[rang][index] = Cellule(haut.contenu, haut.colonnes, len(resultat) - rang + 1)


def _enfants(parent: _Element, nom: str) -> Iterator[_Element]:
    """Children of that name, those wrapped in a control or an insertion too."""
    for enfant in parent:
        if enfant.tag == nom:
            yield enfant
        elif enfant.tag in _ENVELOPPES:
            yield from (petit for petit in enfant.iter(nom) if _plus_proche(petit, parent.tag) is parent)


def _plus_proche(element: _Element, nom: str) -> _Element | None:
    return next(element.iterancestors(nom), None)
