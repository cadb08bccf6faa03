"""Need and offer carried to the end of the convention: a line through the last years, effects declared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping

POINTS_MINIMUM = 3
POINTS_MAXIMUM = 6


@dataclass(frozen=True, slots=True)
class Tendance:
    """A line by least squares: `pente` a year, through (`annee`, `niveau`); the years it is drawn from."""

    pente: Decimal
    annee: Decimal
    niveau: Decimal
    annees: tuple[int, ...]

    def en(self, annee: int) -> Decimal:
        """What it gives for a year; a need cannot be below 0."""
        return max(Decimal(0), self.niveau + self.pente * (annee - self.annee))


@dataclass(frozen=True, slots=True)
class Etape:
    """The end of one year. `besoin`: known or projected, None when neither; `cible`: offer it asks for."""

    annee: int
    besoin: Decimal | None
    projete: bool
    offre: Decimal | None
    cible: Decimal | None

    @property
    def manque(self) -> Decimal | None:
        if self.offre is None or self.cible is None:
            return None
        return max(Decimal(0), self.cible - self.offre)


def tendance(serie: Mapping[int, Decimal]) -> Tendance | None:
    """The trend of a need by year, on its last years; None under three points: it is not known."""
    annees = sorted(serie)[-POINTS_MAXIMUM:]
    if len(annees) < POINTS_MINIMUM:
        return None
    milieu = Decimal(sum(annees)) / len(annees)
    niveau = sum((serie[a] for a in annees), Decimal(0)) / len(annees)
    ecarts = sum(((a - milieu) ** 2 for a in annees), Decimal(0))
    pente = sum(((a - milieu) * (serie[a] - niveau) for a in annees), Decimal(0)) / ecarts
    return Tendance(pente, milieu, niveau, tuple(annees))


def projeter(
    serie: Mapping[int, Decimal],
    offre: Decimal | None,
    effets: Iterable[tuple[datetime.date, Decimal]],
    *,
    cible: Decimal | None,
    pour: int,
    de: int,
    a: int,
) -> tuple[Etape, ...]:
    """Each year's end from `de` to `a`: the need known or projected, the offer of today and its effects.

    `offre` is that of 31 December `de`; `effets`: when each starts and what it adds (or takes away).
    """
    droite, prevus = tendance(serie), sorted(effets)
    etapes = []
    for annee in range(de, a + 1):
        besoin = serie.get(annee)
        projete = besoin is None and droite is not None
        if besoin is None and droite is not None:
            besoin = droite.en(annee)
        ajoutes = sum((places for jour, places in prevus if jour.year <= annee), Decimal(0))
        etapes.append(
            Etape(
                annee,
                besoin,
                projete,
                None if offre is None else max(Decimal(0), offre + ajoutes),
                None if cible is None or besoin is None else cible * besoin / pour,
            )
        )
    return tuple(etapes)
