"""Ruled tables of a PDF, found by pdfplumber on the pages that draw lines."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from convenir.documents.blocs import Cellule, texte
from convenir.documents.entree.pdf.extraction import quadrillees

if TYPE_CHECKING:
    from collections.abc import Callable

    from convenir.documents.entree.pdf.extraction import Ligne, Page

_PAGES_MAXIMUM = 200  # beyond, a table costs more to find than it brings
_MARGE = 3.0  # points
_NOUVELLE_LIGNE = re.compile(r"[-–•▪○●▶►➔✓]\s|\d{1,2}[.)]\s")


@dataclass(frozen=True, slots=True)
class Grille:
    """A table of a page: its box in points from the top left corner, and its rows."""

    x0: float
    haut: float
    x1: float
    bas: float
    rangees: tuple[tuple[Cellule, ...], ...]

    def contient(self, ligne: Ligne) -> bool:
        """Tell whether a line of the page stands inside."""
        milieu = ligne.base - ligne.taille / 2
        return self.haut - _MARGE <= milieu <= self.bas + _MARGE and self.x0 - _MARGE <= ligne.x0 <= self.x1


def trouver(octets: bytes, pages: list[Page], recoller: Callable[[str], str]) -> dict[int, list[Grille]]:
    """Tables by page number. `recoller` mends the words cut at the end of a line.

    A page that pdfplumber cannot read has no table: its text is there all the same.
    """
    tracees = quadrillees(pages)[:_PAGES_MAXIMUM]
    if not tracees:
        return {}
    import pdfplumber  # noqa: PLC0415 -- slow to import, and only for ruled tables

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(octets)) as document:
            return {numero: _de_la_page(document, numero, recoller) for numero in tracees}
    except Exception:  # noqa: BLE001 -- a damaged PDF makes pdfminer fail in any way; the text layer is enough
        return {}


def _de_la_page(document: Any, numero: int, recoller: Callable[[str], str]) -> list[Grille]:
    grilles = []
    page = document.pages[numero - 1]
    for tableau in page.find_tables():
        rangees = [rangee for rangee in tableau.extract() if any(cellule for cellule in rangee)]
        if rangees and max(len(rangee) for rangee in rangees) > 1:
            lues = tuple(
                tuple(Cellule(texte(_en_ligne(c or "", recoller))) for c in rangee) for rangee in rangees
            )
            x0, haut, x1, bas = tableau.bbox
            grilles.append(Grille(x0, haut, x1, bas, lues))
    page.close()
    return grilles


def _en_ligne(cellule: str, recoller: Callable[[str], str]) -> str:
    """Lines of a cell rejoined, but those that open an item."""
    lignes = [ligne.strip() for ligne in cellule.split("\n") if ligne.strip()]
    sortie = ""
    for ligne in lignes:
        liaison = "\n" if _NOUVELLE_LIGNE.match(ligne) else " "
        sortie = (
            recoller(f"{sortie[:-1]}\ufffe{ligne}") if _coupe(sortie, ligne) else f"{sortie}{liaison}{ligne}"
        )
    return sortie.strip()


def _coupe(avant: str, apres: str) -> bool:
    return avant[-1:] == "-" and avant[-2:-1].isalpha() and apres[:1].islower()
