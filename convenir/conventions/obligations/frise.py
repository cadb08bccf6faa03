"""The life of a convention as one drawing: past acts, due dates, today, the term. The page adds its table."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.conventions.enums.echeances import Etat, Nature

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.conventions.obligations.registres import ActePasse
    from convenir.conventions.obligations.rules import Occurrence, Vie

LARGEUR, HAUTEUR, MARGE = 960, 190, 34
AXE = 96  # height of the line of time
_PAS = 13  # between two marks of a same stack
_VOISINS = 11  # marks nearer than this are stacked
_PILE = 4  # height of a stack: beyond, marks cover one another and the table tells them apart


@dataclass(frozen=True, slots=True)
class Marque:
    """A mark: `forme` names its shape and colour, `titre` what it says."""

    x: float
    y: float
    forme: str
    titre: str


@dataclass(frozen=True, slots=True)
class Annee:
    x: float
    nombre: int


@dataclass(frozen=True, slots=True)
class Frise:
    """`aujourd_hui` is None outside the time shown; `ecoule` is the length of the time past."""

    annees: tuple[Annee, ...]
    faits: tuple[Marque, ...]
    dus: tuple[Marque, ...]
    aujourd_hui: float | None
    terme: float
    ecoule: float
    largeur: int = LARGEUR
    hauteur: int = HAUTEUR
    axe: int = AXE
    marge: int = MARGE


def dessiner(
    vie: Vie, actes: Iterable[ActePasse], occurrences: Iterable[Occurrence], jour: datetime.date
) -> Frise:
    """Place everything between the first thing known and the term, or today when it is later."""
    passes, dus = list(actes), [o for o in occurrences if not o.fait and not o.abandon]
    dates = [vie.debut, vie.fin, *(a.le for a in passes), *(o.date for o in dus)]
    debut, fin = min(dates), max(dates)
    echelle = (LARGEUR - 2 * MARGE) / max(1, (fin - debut).days)

    def x(date: datetime.date) -> float:
        return round(MARGE + (date - debut).days * echelle, 1)

    faits = [(x(a.le), "fait", f"{a.le:%d/%m/%Y} : {a.libelle}") for a in passes]
    attendus = [(x(o.date), _forme(o, jour), f"{o.date:%d/%m/%Y} : {o.libelle}") for o in dus]
    ici = x(min(max(jour, debut), fin))
    return Frise(
        annees=tuple(
            Annee(x(date), date.year)
            for annee in range(debut.year, fin.year + 1)
            if debut <= (date := datetime.date(annee, 1, 1)) <= fin
        ),
        faits=tuple(_empiler(faits, -1)),
        dus=tuple(_empiler(attendus, 1)),
        aujourd_hui=ici if debut <= jour <= fin else None,
        terme=x(vie.fin),
        ecoule=round(ici - MARGE, 1),
    )


def _forme(occurrence: Occurrence, jour: datetime.date) -> str:
    if occurrence.etat(jour) == Etat.EN_RETARD:
        return "retard"
    return "repere" if occurrence.obligation.nature != Nature.LIMITE else "a-venir"


def _empiler(marques: Iterable[tuple[float, str, str]], sens: int) -> Iterable[Marque]:
    """Marks that would overlap stand one above the other, away from the line (`sens`: −1 above, 1 below)."""
    precedent, rang = -float(_VOISINS), 0
    for x, forme, titre in sorted(marques):
        rang = rang + 1 if x - precedent < _VOISINS else 0
        precedent = x if rang == 0 else precedent
        yield Marque(x, AXE + sens * (22 + min(rang, _PILE) * _PAS), forme, titre)
