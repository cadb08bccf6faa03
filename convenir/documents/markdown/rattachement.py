"""Lines that CommonMark drops (an empty quote mark, too deep a list…) given back to the blocs."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from convenir.documents.blocs import Bloc, Element, Liste, Paragraphe, Place, Rang, Tableau, feuilles
from convenir.documents.entree.enrichi import enrichir

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOT = re.compile(r"\w")
_Feuille = TypeVar("_Feuille", bound="Bloc | Element | Rang")


def rattacher(blocs: list[Bloc], lignes: Sequence[str]) -> tuple[Bloc, ...]:
    """Give every non-blank line an owner: words become a paragraph, a bare mark joins the leaf above."""
    prises = {n for feuille in feuilles(blocs) for n in feuille.place.lignes}
    orphelines = [n for n, ligne in enumerate(lignes, 1) if ligne.strip() and n not in prises]
    if not orphelines:
        return tuple(blocs)
    debuts = sorted({feuille.place.lignes[0] for feuille in feuilles(blocs) if feuille.place.lignes})
    ajouts: dict[int, list[int]] = {}
    nouveaux: list[Bloc] = []
    for n in orphelines:
        if _MOT.search(lignes[n - 1]) or not debuts:
            nouveaux.append(Paragraphe(enrichir(lignes[n - 1].strip()), Place((n,))))
        else:
            ajouts.setdefault(debuts[max(0, bisect_right(debuts, n) - 1)], []).append(n)
    return _intercaler([_etendre(bloc, ajouts) for bloc in blocs], nouveaux)


def _intercaler(blocs: list[Bloc], nouveaux: list[Bloc]) -> tuple[Bloc, ...]:
    """Put each new paragraph at its line; a bloc without line stays behind the one before it."""
    cles: list[int] = []
    for bloc in blocs:
        cles.append(bloc.place.lignes[0] if bloc.place.lignes else (cles[-1] if cles else 0))
    tous = [*zip(cles, blocs, strict=True), *((bloc.place.lignes[0], bloc) for bloc in nouveaux)]
    return tuple(bloc for _, bloc in sorted(tous, key=lambda paire: paire[0]))


def _etendre(bloc: Bloc, ajouts: dict[int, list[int]]) -> Bloc:
    """The same bloc, its leaves lengthened by the lines that join them."""
    if isinstance(bloc, Liste):
        elements = tuple(_etendre_element(element, ajouts) for element in bloc.elements)
        return replace(bloc, elements=elements, place=_place_de(elements))
    if isinstance(bloc, Tableau):
        entetes = tuple(_etendre_feuille(rang, ajouts) for rang in bloc.entetes)
        rangs = tuple(_etendre_feuille(rang, ajouts) for rang in bloc.rangs)
        lignes = tuple(n for rang in (*entetes, *rangs) for n in rang.place.lignes)
        return replace(bloc, entetes=entetes, rangs=rangs, place=replace(bloc.place, lignes=lignes))
    return _etendre_feuille(bloc, ajouts)


def _etendre_element(element: Element, ajouts: dict[int, list[int]]) -> Element:
    sous = tuple(_etendre_element(petit, ajouts) for petit in element.sous)
    return replace(_etendre_feuille(element, ajouts), sous=sous)


def _place_de(elements: tuple[Element, ...]) -> Place:
    lignes = tuple(n for feuille in feuilles([Liste(elements)]) for n in feuille.place.lignes)
    return Place(lignes)


def _etendre_feuille(feuille: _Feuille, ajouts: dict[int, list[int]]) -> _Feuille:
    lignes = feuille.place.lignes
    de_plus = ajouts.pop(lignes[0], []) if lignes else []
    if not de_plus:
        return feuille
    return replace(feuille, place=replace(feuille.place, lignes=tuple(sorted((*lignes, *de_plus)))))
