"""What a member holds in a convention, and to whom each thing goes when they leave.

A registry that rooms fill in `AppConfig.ready()`: each source says what it knows of a member.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from convenir.conventions.acces import Acces
    from convenir.conventions.models import Membre


@dataclass(frozen=True, slots=True)
class Charge:
    """Something held here: what, in detail, and `suite`, the sentence that says to whom it goes.

    `transmettre` gives it to the member chosen to take over, unsaved changes included; without one, nobody
    in particular takes it. `obligatoire` is why nobody leaves without a successor, empty otherwise.
    """

    intitule: str
    lignes: tuple[str, ...]
    suite: str
    transmettre: Callable[[Membre], None] | None = None
    obligatoire: str = ""


SOURCES: list[Callable[[Membre, Acces], Iterable[Charge]]] = []


def inscrire(source: Callable[[Membre, Acces], Iterable[Charge]]) -> None:
    """Register what a room knows of a member; the order of registration is the order shown."""
    SOURCES.append(source)


def charges_de(membre: Membre, acces: Acces) -> tuple[Charge, ...]:
    """All that a member holds here, as far as whoever asks may hand it over."""
    return tuple(charge for source in SOURCES for charge in source(membre, acces))
