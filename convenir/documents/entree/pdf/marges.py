"""Headers, footers and page numbers: lines that come back at the same height on other pages."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from convenir.documents.entree.intitules import intitule

if TYPE_CHECKING:
    from convenir.documents.entree.pdf.extraction import Ligne, Page

_PAGE = re.compile(r"\d+\s*(?:/|sur|de)\s*\d+|page\s*\d+|\d+\s*$", re.IGNORECASE)
_NUMERO = re.compile(r"(?:page\s*)?[-–—\s]*\d{1,4}(?:\s*(?:/|sur|de)\s*\d{1,4})?[-–—\s.]*", re.IGNORECASE)
_BORD = 0.085  # share of the height of a page where a margin may stand
_REPETITIONS = 3
_CRAN = 4  # points


def en_marge(pages: list[Page]) -> frozenset[int]:
    """Identities (`id`) of the lines that are headers or footers.

    A line repeated near an edge on at least three pages (both when there are two) at the same height,
    its page number put aside; or a page number alone. A heading of the structure never is one.
    """
    lieux: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page in pages:
        for ligne in page.lignes:
            lieux[_cle(ligne)].add(page.numero)
    minimum = min(_REPETITIONS, len(pages)) if len(pages) > 1 else _REPETITIONS
    return frozenset(
        id(ligne)
        for page in pages
        for ligne in page.lignes
        if _au_bord(ligne, page) and _est_une_marge(ligne, len(lieux[_cle(ligne)]) >= minimum)
    )


def _est_une_marge(ligne: Ligne, repetee: bool) -> bool:  # noqa: FBT001 -- what the caller counted
    if _NUMERO.fullmatch(ligne.texte.strip()):
        return True
    trouve = intitule(ligne.texte)
    return repetee and not (trouve and trouve.cle)


def _cle(ligne: Ligne) -> tuple[str, int]:
    return _PAGE.sub("#", ligne.texte).casefold(), round(ligne.base / _CRAN)


def _au_bord(ligne: Ligne, page: Page) -> bool:
    return ligne.base < page.hauteur * _BORD or ligne.base > page.hauteur * (1 - _BORD)
