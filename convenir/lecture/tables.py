"""Tables: their header rows recognised, their rows grouped, their columns found by what heads them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.socle.themes import normaliser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Passage

#: words that head a column, normalised; a row is a header when two of its cells hold some
_MOTS = re.compile(
    r"\b(?:montants?|pilotes?|animateurs?|animation|participants?|composition|membres|objectifs?|roles?|missions?|rythme|"
    r"frequence|periodicite|thematiques?|themes?|types?|nombres?|numeros?|nom|maires?|dates?|communes?|prestations?|instances?|"
    r"comites?|qualite|fonction|enjeux|actions?|indicateurs?|territoires?|departement|equipements?|valeur|annees?|libelle|"
    r"deliberation|epci|population)\b"
)
#: what a body row holds and a header never does
_CONTENU = re.compile(r"\b(?!(?:19|20)\d\d\b)\d{2,}|\bxx\b|\b(?:objectif|axe|action|enjeu|fiche|phase) \d")
_DEUX = 2
_LONGUEUR = 110  # characters of a header cell


@dataclass(frozen=True, slots=True)
class Table:
    """Consecutive rows: `entete` the cells of the header (possibly none), `rangs` the body.

    `avant` is the passage right above the table, which often says what its figures are of.
    """

    entete: tuple[str, ...]
    rangs: tuple[Passage, ...]
    tete: Passage | None = None
    avant: Passage | None = None

    def colonne(self, *motifs: str) -> int | None:
        """Index of the first column whose header holds one of these normalised words, in their order."""
        entetes = [normaliser(cellule) for cellule in self.entete]
        for motif in motifs:
            for i, entete in enumerate(entetes):
                if re.search(motif, entete):
                    return i
        return None


def marquer_entetes(passages: list[Passage]) -> list[Passage]:
    """The same passages, the first row of a table marked as its header when its words are those of one."""
    marques: list[Passage] = []
    for i, passage in enumerate(passages):
        dans_une_table = i > 0 and passages[i - 1].nature in {Nature.RANG, Nature.ENTETE}
        premiere = passage.nature is Nature.RANG and not dans_une_table
        if premiere and _est_entete(passage.cellules):
            passage = replace(passage, nature=Nature.ENTETE)  # noqa: PLW2901 -- the same passage, better known
        marques.append(passage)
    return marques


def _est_entete(cellules: tuple[str, ...]) -> bool:
    pleines = [normaliser(cellule) for cellule in cellules if cellule.strip()]
    if len(pleines) < _DEUX or any(_CONTENU.search(cellule) for cellule in pleines):
        return False
    if any(cellule.rstrip().endswith((".", ";", ",")) or len(cellule) > _LONGUEUR for cellule in cellules):
        return False
    return sum(1 for cellule in pleines if _MOTS.search(cellule)) >= min(_DEUX, len(pleines))


def tables(passages: tuple[Passage, ...]) -> Iterator[Table]:
    """Every table of these passages. A header row begins a new one."""
    tete: Passage | None = None
    avant: Passage | None = None
    rangs: list[Passage] = []
    for passage in passages:
        if passage.nature is Nature.RANG:
            rangs.append(passage)
            continue
        if tete or rangs:
            yield Table(tete.cellules if tete else (), tuple(rangs), tete, avant)
            avant = None
        tete, rangs = (passage if passage.nature is Nature.ENTETE else None), []
        avant = avant if tete else passage
    if tete or rangs:
        yield Table(tete.cellules if tete else (), tuple(rangs), tete, avant)


def cellule(passage: Passage, colonne: int | None) -> str:
    """A cell of a row, empty when the row is shorter or the column unknown."""
    if colonne is None or colonne >= len(passage.cellules):
        return ""
    return passage.cellules[colonne]
