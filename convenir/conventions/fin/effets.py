"""What the end of a convention stops: a registry that rooms fill in `AppConfig.ready()`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable

    from convenir.conventions.models import Convention


@dataclass(frozen=True, slots=True)
class Effet:
    """Something that stops: who or what is touched, and how many; the list of them, when it is short."""

    phrase: str
    details: tuple[str, ...] = ()


SOURCES: list[Callable[[Convention, datetime.date], Iterable[Effet]]] = []


def inscrire(source: Callable[[Convention, datetime.date], Iterable[Effet]]) -> None:
    """Register what a room loses with a convention; the order of registration is the order shown."""
    SOURCES.append(source)


def effets_de_la_fin(convention: Convention, jour: datetime.date) -> tuple[Effet, ...]:
    """All that stops if the convention ends on that day."""
    communs = Effet("Les engagements des parties s’arrêtent ce jour-là ; ce qui était dû avant le reste.")
    return (communs, *(effet for source in SOURCES for effet in source(convention, jour)))
