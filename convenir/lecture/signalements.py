"""What rooms above have to say about figures of a convention: a registry that they fill in `ready()`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from convenir.conventions.models import Convention
    from convenir.lecture.dossier import Indicateur


@dataclass(frozen=True, slots=True)
class Signalement:
    """Something to settle: its title, the address where it is explained, the lines and values concerned."""

    titre: str
    adresse: str
    lignes: frozenset[int]
    valeurs: frozenset[Decimal]

    def vise(self, indicateur: Indicateur) -> bool:
        """Whether this figure is one of those to settle."""
        return indicateur.valeur in self.valeurs and not self.lignes.isdisjoint(indicateur.lignes)


SOURCES: list[Callable[[Convention], tuple[Signalement, ...]]] = []


def signalements_de(convention: Convention) -> tuple[Signalement, ...]:
    """All that was said of a convention, whoever said it."""
    return tuple(signalement for source in SOURCES for signalement in source(convention))
