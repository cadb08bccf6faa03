"""Bullets and numbers at the head of a line; flat items → nested lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.documents.blocs import Element, Liste, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convenir.documents.blocs import Contenu

NIVEAUX_MAXIMUM = 9  # as many as a word processor knows; deeper items join the last level
_GLYPHES = "•‣⁃▪▫■□●○◦▶►➔➜➢➤→✓✔✕✗×❖♦◆*"
_PUCE = re.compile(
    rf"(?P<retrait>\s*)(?P<signe>[-–—·o]|[{re.escape(_GLYPHES)}])(?:\s+|(?<=[•▪●▶►➔➢✓❖])(?=\w))(?=\S)"
)
_GLYPHE_DOUBLE = re.compile(rf"[{re.escape(_GLYPHES.replace('*', ''))}]\s+(?=\S)")
_NUMERO = re.compile(r"(?P<retrait>\s*)(?P<numero>\d{1,2}|[a-z])(?P<signe>[.)°]|\s?[/])\s+(?=\S)")
_SOUS_GLYPHES = frozenset("o◦–—‣▪▫")


@dataclass(frozen=True, slots=True)
class Item:
    """An item before nesting: `retrait` orders the levels (width of the indent, or a level as such)."""

    contenu: Contenu
    retrait: int
    place: Place
    signe: str = ""


@dataclass(frozen=True, slots=True)
class Amorce:
    """What opens an item: width of its indent, its bullet or its number, and the text after it."""

    retrait: int
    signe: str
    suite: str
    numero: str = ""


def puce(ligne: str) -> Amorce | None:
    """The bullet at the head of a line, or None. A symbol doubled by extraction ("- ▶ …") counts once."""
    trouve = _PUCE.match(ligne)
    if not trouve:
        return None
    suite = ligne[trouve.end() :]
    double = _GLYPHE_DOUBLE.match(suite)
    return Amorce(_largeur(trouve["retrait"]), trouve["signe"], suite[double.end() :] if double else suite)


def numero(ligne: str) -> Amorce | None:
    """The number or letter that opens an item of an ordered list ("1.", "2)", "a)"), or None."""
    trouve = _NUMERO.match(ligne)
    if not trouve:
        return None
    return Amorce(
        _largeur(trouve["retrait"]), trouve["signe"].strip(), ligne[trouve.end() :], trouve["numero"]
    )


def suivant(numero_lu: str) -> str:
    """The number or letter expected after this one."""
    return str(int(numero_lu) + 1) if numero_lu.isdigit() else chr(ord(numero_lu) + 1)


def _largeur(retrait: str) -> int:
    return len(retrait.expandtabs(4))


def emboiter(items: Sequence[Item], *, ordonnee: bool = False) -> Liste:
    """Nest items by their indent, then by their sign where the indent was lost ("o" under "-")."""
    niveaux = _niveaux(items)
    elements, _ = _elements(items, niveaux, 0)
    lignes = tuple(n for item in items for n in item.place.lignes)
    return Liste(elements, ordonnee=ordonnee, place=Place(lignes, items[0].place.page, items[0].place.repere))


def _niveaux(items: Sequence[Item]) -> list[int]:
    pile: list[tuple[int, str]] = []
    niveaux: list[int] = []
    for item in items:
        while pile and pile[-1][0] > item.retrait:
            pile.pop()
        _ajuster(pile, item)
        niveaux.append(min(len(pile), NIVEAUX_MAXIMUM) - 1)
    return niveaux


def _ajuster(pile: list[tuple[int, str]], item: Item) -> None:
    """Bring the stack of open levels, (indent, sign), to the level of `item`."""
    cle = (item.retrait, item.signe)
    if not pile or pile[-1][0] < item.retrait:
        pile.append(cle)
    elif pile[-1][1] != item.signe:
        if cle in pile:
            del pile[pile.index(cle) + 1 :]
        elif item.signe in _SOUS_GLYPHES and pile[-1][1] not in _SOUS_GLYPHES:
            pile.append(cle)


def _elements(items: Sequence[Item], niveaux: list[int], debut: int) -> tuple[tuple[Element, ...], int]:
    """Elements of one level from `debut`; recursion is bounded by `NIVEAUX_MAXIMUM`."""
    niveau = niveaux[debut]
    elements: list[Element] = []
    rang = debut
    while rang < len(items) and niveaux[rang] >= niveau:
        item = items[rang]
        rang += 1
        sous: tuple[Element, ...] = ()
        if rang < len(items) and niveaux[rang] > niveau:
            sous, rang = _elements(items, niveaux, rang)
        elements.append(Element(item.contenu, sous, item.place))
    return tuple(elements), rang
