"""Reads of the background jobs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.socle.enums import EtatTravail
from convenir.socle.tasks import NATURES

if TYPE_CHECKING:
    from convenir.socle.models import Travail


@dataclass(frozen=True, slots=True)
class Etape:
    """A step as shown: `etat` is "fait", "en-cours", "arret" or "a-venir"."""

    libelle: str
    etat: str


def get_etapes(travail: Travail) -> tuple[Etape, ...]:
    """The steps of a job and where each stands."""
    nature = NATURES.get(travail.nature)
    libelles = nature.etapes if nature else (travail.etape,)
    courante = libelles.index(travail.etape) if travail.etape in libelles else 0
    return tuple(Etape(libelle, _etat(travail, rang - courante)) for rang, libelle in enumerate(libelles))


def _etat(travail: Travail, ecart: int) -> str:
    """State of the step that stands `ecart` steps after the current one."""
    if travail.etat == EtatTravail.FAIT or ecart < 0:
        return "fait"
    if ecart > 0 or travail.etat == EtatTravail.EN_ATTENTE:
        return "a-venir"
    return "en-cours" if travail.etat == EtatTravail.EN_COURS else "arret"
