"""What is missing before a text is said ready: one list, for the screen and for the guard.

A registry that rooms fill in `AppConfig.ready()`: each source says what it still waits for.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.conventions.models import Dispense

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from convenir.conventions.models import Convention


@dataclass(frozen=True, slots=True)
class Manque:
    """Something missing: a stable `cle`, one sentence, the address where it is mended.

    A key that ends with the `empreinte` of what it is about changes with it, and its waiver falls.
    """

    cle: str
    phrase: str
    adresse: str
    dispensable: bool = True


@dataclass(frozen=True, slots=True)
class Point:
    """Something missing, and the waiver that lifts it, if any."""

    manque: Manque
    dispense: Dispense | None = None

    @property
    def est_leve(self) -> bool:
        return self.dispense is not None


SOURCES: list[Callable[[Convention], Iterable[Manque]]] = []


def inscrire(source: Callable[[Convention], Iterable[Manque]]) -> None:
    """Register what a room waits for; the order of registration is the order shown."""
    SOURCES.append(source)


def empreinte(*valeurs: object) -> str:
    """The end of a key: changes as soon as one of these values does."""
    return hashlib.sha256("\n".join(map(str, valeurs)).encode()).hexdigest()[:12]


def points(convention: Convention) -> tuple[Point, ...]:
    """All that is missing from a convention, waived or not."""
    dispenses = {d.cle: d for d in Dispense.objects.filter(convention=convention).select_related("personne")}
    return tuple(
        Point(manque, dispenses.get(manque.cle) if manque.dispensable else None)
        for source in SOURCES
        for manque in source(convention)
    )


def manques(convention: Convention) -> tuple[Manque, ...]:
    """What is missing and was not waived: nothing is said ready before it is empty."""
    return tuple(point.manque for point in points(convention) if not point.est_leve)
