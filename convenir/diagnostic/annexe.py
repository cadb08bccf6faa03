"""The sections that annexe 1 ends with, after its themes: a registry that parts of the diagnostic fill.

A part registers in `AppConfig.ready()`: `inscrire(Section("ecart", "L’offre et le besoin", composer))`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from convenir.conventions.models import Convention
    from convenir.documents.publication import BlocPublie


@dataclass(frozen=True, slots=True)
class Section:
    """A section of annexe 1. `composer` gives its blocs, headings from level 2 on; none: it is left out."""

    cle: str
    titre: str
    composer: Callable[[Convention], Sequence[BlocPublie]]


SECTIONS: dict[str, Section] = {}


def inscrire(section: Section) -> None:
    """Register a section; the order of registration is the order printed."""
    SECTIONS[section.cle] = section


def sections_de(convention: Convention) -> Iterator[tuple[Section, tuple[BlocPublie, ...]]]:
    """The sections that have something to say of a convention, with their blocs."""
    for section in SECTIONS.values():
        if blocs := tuple(section.composer(convention)):
            yield section, blocs
