"""OpenDocument tables: repeated rows and cells, spans, header rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.documents.blocs import Cellule, texte_brut
from convenir.documents.entree.odt.styles import TABLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from convenir.documents.blocs import Contenu

_REPETITIONS_MAXIMUM = 200  # of a row or cell: beyond, it is an accident of a spreadsheet
_CHIFFRES = 7


@dataclass(frozen=True, slots=True)
class RangOdt:
    """A row, its own cells (those covered by a span left out), whether it is a header."""

    element: _Element
    cellules: tuple[_Element, ...]
    entete: bool


def rangs(tableau: _Element) -> list[RangOdt]:
    """Rows of a table, not those of nested ones."""
    return [
        RangOdt(
            rang, tuple(cellule for cellule in rang if cellule.tag == TABLE + "table-cell"), _en_tete(rang)
        )
        for rang in tableau.iter(TABLE + "table-row")
        if next(rang.iterancestors(TABLE + "table"), None) is tableau
    ]


def est_un_cadre(lus: list[RangOdt]) -> bool:
    """Tell whether no row has two cells."""
    return all(sum(_fois(cellule, "columns") for cellule in rang.cellules) <= 1 for rang in lus)


def rangees(lus: list[RangOdt], lire: Callable[[_Element], Contenu]) -> tuple[list[list[Cellule]], int]:
    """Cells of each row, repetitions made, empty last columns left out; and the count of header rows."""
    lues = [(rang, _rangee(rang, lire)) for rang in lus]
    largeur = max((_derniere(rangee) for _, rangee in lues), default=0)
    resultat: list[list[Cellule]] = []
    entetes = 0
    for rang, rangee in lues:
        fois = _fois(rang.element, "rows") if _derniere(rangee) else 1
        entetes += fois if rang.entete and entetes == len(resultat) else 0
        resultat.extend([rangee[:largeur]] * fois)
    return resultat, entetes if entetes < len(resultat) else 0


def _en_tete(rang: _Element) -> bool:
    proche = next(rang.iterancestors(TABLE + "table-header-rows", TABLE + "table"), None)
    return proche is not None and proche.tag == TABLE + "table-header-rows"


def _rangee(rang: RangOdt, lire: Callable[[_Element], Contenu]) -> list[Cellule]:
    rangee: list[Cellule] = []
    for cellule in rang.cellules:
        colonnes, hauteur = (
            _nombre(cellule, "number-columns-spanned"),
            _nombre(cellule, "number-rows-spanned"),
        )
        rangee.extend([Cellule(lire(cellule), colonnes, hauteur)] * _fois(cellule, "columns"))
    return rangee


def _derniere(rangee: list[Cellule]) -> int:
    """Count of cells up to the last one that holds something."""
    return max((n for n, cellule in enumerate(rangee, 1) if texte_brut(cellule.contenu)), default=0)


def _fois(element: _Element, sens: str) -> int:
    return _nombre(element, f"number-{sens}-repeated")


def _nombre(element: _Element, nom: str) -> int:
    chaine = element.get(TABLE + nom, "1")
    lisible = chaine.isascii() and chaine.isdigit() and len(chaine) <= _CHIFFRES
    return max(1, min(int(chaine), _REPETITIONS_MAXIMUM)) if lisible else 1
