"""Rows of cells → a table, with its header row when the wording shows one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.documents.blocs import Cellule, Place, Rang, Tableau, texte_brut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convenir.documents.blocs import Contenu

_LONGUEUR_D_ENTETE = 90  # characters
_COLONNES_SANS_DOUTE = 3
_RANGS_VUS = 50
_CHIFFRE = re.compile(r"\d")
_MILLESIME = re.compile(r"\b(?:19|20)\d{2}\b")
_A_COMPLETER = re.compile(r"\bX{2,}\b|[….]{3,}|€\s*$")


def tableau(rangees: Sequence[Sequence[Contenu]], places: Sequence[Place]) -> Tableau:
    """Build a rectangular table: short rows are completed with empty cells.

    `rangees` and `places` go together, one place per row.
    """
    colonnes = max(len(rangee) for rangee in rangees)
    rangs = [
        Rang(tuple(Cellule(contenu) for contenu in (*rangee, *[()] * (colonnes - len(rangee)))), place)
        for rangee, place in zip(rangees, places, strict=True)
    ]
    return dresser(rangs)


def dresser(rangs: Sequence[Rang], entetes: int = 0) -> Tableau:
    """Build a table of rows, the first `entetes` being its header; when 0, the wording may show one."""
    lignes = tuple(n for rang in rangs for n in rang.place.lignes)
    place = Place(lignes, rangs[0].place.page, rangs[0].place.repere)
    if not entetes and len(rangs[0].cellules) > 1 and semble_entete(rangs):
        entetes = 1
    return Tableau(tuple(rangs[entetes:]), tuple(rangs[:entetes]), place=place)


def semble_entete(rangs: Sequence[Rang]) -> bool:
    """Tell whether the first row words a header.

    It holds short labels (the corner may be empty), no figure and no sentence; and something sets it
    apart: three columns, an empty corner, nothing below, figures below, or capitals.
    """
    premier, *corps = [[texte_brut(c.contenu).strip() for c in rang.cellules] for rang in rangs[:_RANGS_VUS]]
    if not all(premier[1:]) or not all(_est_libelle(cellule) for cellule in premier):
        return False
    if len(premier) >= _COLONNES_SANS_DOUTE or not premier[0] or not corps:
        return True
    valeurs = [cellules[-1] for cellules in corps if cellules]
    en_capitales = all(cellule.isupper() for cellule in premier)
    return en_capitales or any(
        not _est_libelle(valeur) for valeur in valeurs if len(valeur) < _LONGUEUR_D_ENTETE
    )


def _est_libelle(cellule: str) -> bool:
    if len(cellule) > _LONGUEUR_D_ENTETE or cellule.endswith((".", ";", ",")) or "\n" in cellule:
        return False
    return not (_A_COMPLETER.search(cellule) or _CHIFFRE.search(_MILLESIME.sub("", cellule)))
