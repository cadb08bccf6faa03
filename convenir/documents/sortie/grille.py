"""The grid of a table: how many columns, which hold figures, how wide each should be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.documents.blocs import Cellule, Champ, texte_brut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.documents.blocs import Rang, Tableau

_CHIFFRE = re.compile(
    r"^[<>≈~+±−-]?\s*\d[\d\s\u00a0\u202f.,]*\s*(%|‰|€|k€|M€|Md€|euros?|pts?|points?)?$", re.IGNORECASE
)
_PART_DE_CHIFFRES = 0.6


@dataclass(frozen=True, slots=True)
class Grille:
    """`colonnes`: their number; `chiffres`: those aligned on the right; `parts`: relative widths, sum 1."""

    colonnes: int
    chiffres: frozenset[int]
    parts: tuple[float, ...]


def grille(tableau: Tableau) -> Grille:
    """Measure a table. A column holds figures when most of its filled body cells do."""
    rangs = (*tableau.entetes, *tableau.rangs)
    nombre = max((colonne + cellule.colonnes for _, colonne, cellule in places(rangs)), default=1)
    corps = _par_colonne(tableau.rangs, nombre)
    chiffres = frozenset(n for n in range(nombre) if _de_chiffres(corps[n]))
    return Grille(nombre, chiffres, _parts(_par_colonne(rangs, nombre), nombre))


def est_chiffre(cellule: Cellule) -> bool:
    """Whether a cell holds one figure, alone or with its unit, or a missing value."""
    brut = texte_brut(cellule.contenu).strip()
    if not brut:
        return any(isinstance(f, Champ) for f in cellule.contenu)
    return bool(_CHIFFRE.match(brut))


def places(rangs: tuple[Rang, ...]) -> Iterator[tuple[int, int, Cellule]]:
    """(row, first column, cell) of every cell, spans taken into account."""
    occupees: set[tuple[int, int]] = set()
    for numero, rang in enumerate(rangs):
        colonne = 0
        for cellule in rang.cellules:
            while (numero, colonne) in occupees:
                colonne += 1
            yield numero, colonne, cellule
            occupees |= {
                (numero + dy, colonne + dx) for dy in range(cellule.rangs) for dx in range(cellule.colonnes)
            }
            colonne += cellule.colonnes


def _par_colonne(rangs: tuple[Rang, ...], nombre: int) -> list[list[Cellule]]:
    colonnes: list[list[Cellule]] = [[] for _ in range(nombre)]
    for _, colonne, cellule in places(rangs):
        if cellule.colonnes == 1 and colonne < nombre:
            colonnes[colonne].append(cellule)
    return colonnes


def _de_chiffres(cellules: list[Cellule]) -> bool:
    pleines = [c for c in cellules if c.contenu]
    return bool(pleines) and sum(map(est_chiffre, pleines)) >= _PART_DE_CHIFFRES * len(pleines)


def _parts(colonnes: list[list[Cellule]], nombre: int) -> tuple[float, ...]:
    """Between the longest word and the mean length, so that no word overflows and prose gets the room."""
    poids = []
    for cellules in colonnes:
        textes = [texte_brut(c.contenu) for c in cellules] or [""]
        mot = max((len(m) for t in textes for m in t.split()), default=1)
        longueur = max(len(t) for t in textes)
        poids.append(max(mot + 2.0, min(longueur, 40) * 0.75, 6.0))
    total = sum(poids) or 1.0
    return tuple(round(p / total, 4) for p in poids) if nombre else (1.0,)
