"""Tables as grids of cells, and series of figures laid out one under the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.chiffres.mots import plier
from convenir.relecture.chiffres.nombres import Nombre, nombres

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Passage

_TOTAL = re.compile(r"(?:montant |nombre )?(?:total|totaux|ensemble|cumul|somme)\b")
_SOUS_TOTAL = re.compile(r"(?:sous|s)[-/ ]?total")


@dataclass(frozen=True, slots=True)
class Grille:
    """A table: its header rows and its body rows, and where its first and last passages stand."""

    entetes: tuple[Passage, ...]
    rangs: tuple[Passage, ...]
    debut: int
    fin: int

    def entete(self, colonne: int) -> str:
        return " ".join(e.cellules[colonne] for e in self.entetes if colonne < len(e.cellules))

    def colonne(self, colonne: int) -> list[Nombre | None]:
        """The pure number of each row in that column, None where there is none."""
        return [nombre_seul(r.cellules[colonne]) if colonne < len(r.cellules) else None for r in self.rangs]

    @property
    def largeur(self) -> int:
        return max((len(r.cellules) for r in self.rangs), default=0)


def grilles(dossier: Dossier) -> Iterator[Grille]:
    """The tables of a dossier, in order; `debut` and `fin` (excluded) index `dossier.passages`."""
    entetes: list[Passage] = []
    rangs: list[Passage] = []
    debut = 0
    for i, passage in enumerate(dossier.passages):
        en_tableau = passage.nature in {Nature.ENTETE, Nature.RANG} and bool(passage.cellules)
        if rangs and (not en_tableau or passage.nature == Nature.ENTETE):
            yield Grille(tuple(entetes), tuple(rangs), debut, i)
            entetes, rangs = [], []
        if not en_tableau:
            entetes = []
        elif passage.nature == Nature.ENTETE:
            debut = debut if entetes else i
            entetes.append(passage)
        else:
            debut = i if not entetes and not rangs else debut
            rangs.append(passage)
    if rangs:
        yield Grille(tuple(entetes), tuple(rangs), debut, len(dossier.passages))


def nombre_seul(cellule: str) -> Nombre | None:
    """The number a cell is made of, None when the cell says anything else."""
    trouves = nombres(cellule)
    if len(trouves) != 1:
        return None
    reste = plier(cellule[: trouves[0].debut] + cellule[trouves[0].fin :])
    return trouves[0] if not re.search(r"[a-z0-9]", re.sub(r"environ|euros?", "", reste)) else None


def est_total(libelle: str) -> bool:
    return bool(_TOTAL.match(plier(libelle).strip(" :*")))


def est_sous_total(libelle: str) -> bool:
    return bool(_SOUS_TOTAL.match(plier(libelle).strip()))
