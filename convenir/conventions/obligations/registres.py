"""What upper rooms know of a convention: filled by each in `AppConfig.ready()`.

- `ACCOMPLISSEMENTS`: key of an obligation → functions that give what was done of it (`Fait`);
- `SOURCES`: functions that give what is due for each object of the record (`Du`);
- `PASSES`: functions that give the acts already there, for the picture of the life of the convention.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable

    from convenir.conventions.models import Convention
    from convenir.conventions.obligations.rules import Fait


@dataclass(frozen=True, slots=True)
class Du:
    """What is due for one object: which obligation (key), of what (`sujet`, a slug), by when."""

    obligation: str
    sujet: str
    precision: str
    pour_le: datetime.date
    fait: Fait | None = None
    adresse: str = ""


@dataclass(frozen=True, slots=True)
class ActePasse:
    """An act already there: its day, what it is, its kind (a heading), the page that shows it."""

    le: datetime.date
    libelle: str
    genre: str
    adresse: str = ""


ACCOMPLISSEMENTS: dict[str, list[Callable[[Convention], Iterable[Fait]]]] = defaultdict(list)
SOURCES: list[Callable[[Convention], Iterable[Du]]] = []
PASSES: list[Callable[[Convention], Iterable[ActePasse]]] = []
