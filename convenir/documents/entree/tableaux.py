"""Rows of cells → a table, with its header row when the wording shows one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.documents.blocs import Cellule, Place, Rang, Tableau, texte_brut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convenir.documents.blocs import Contenu

_LONGUEUR_D_ENTETE = 90  # characters
_CHIFFRE_HORS_MILLESIME = re.compile(r"\d")
_MILLESIME = re.compile(r"\b(?:19|20)\d{2}\b")
_A_COMPLETER = re.compile(r"\bX{2,}\b|[….]{3,}|€\s*$")


def tableau(rangees: Sequence[Sequence[Contenu]], places: Sequence[Place]) -> Tableau:
    """Build a rectangular table: short rows are completed with empty cells.

    `rangees` and `places` go together, one place per row.
    """
    colonnes = max(len(rangee) for rangee in rangees)
    rangs = tuple(
        Rang(tuple(Cellule(contenu) for contenu in (*rangee, *[()] * (colonnes - len(rangee)))), place)
        for rangee, place in zip(rangees, places, strict=True)
    )
    lignes = tuple(n for place in places for n in place.lignes)
    place = Place(lignes, places[0].page, places[0].repere)
    entete = colonnes > 1 and semble_entete(rangs[0])
    return Tableau(rangs[1:] if entete else rangs, rangs[:1] if entete else (), place=place)


def semble_entete(rang: Rang) -> bool:
    """Tell whether a row words a header: short labels everywhere but perhaps in the corner, no figure, no sentence."""
    cellules = [texte_brut(cellule.contenu).strip() for cellule in rang.cellules]
    return all(cellules[1:]) and all(_est_libelle(cellule) for cellule in cellules)


def _est_libelle(cellule: str) -> bool:
    if len(cellule) > _LONGUEUR_D_ENTETE or cellule.endswith((".", ";", ",")) or _A_COMPLETER.search(cellule):
        return False
    return not _CHIFFRE_HORS_MILLESIME.search(_MILLESIME.sub("", cellule))
