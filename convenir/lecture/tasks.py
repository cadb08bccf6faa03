"""Reading a deposited file, outside the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.documents.entree.a_part import lire_a_part
from convenir.lecture.comprendre import comprendre
from convenir.socle.operations import avancer

if TYPE_CHECKING:
    from convenir.lecture.dossier import Dossier
    from convenir.socle.models import Travail

ETAPES = ("Ouverture du fichier", "Lecture de la convention")


def lire_depot(travail: Travail) -> tuple[Dossier, bytes]:
    """Open and understand the file of a job. Nothing is recorded. Raises `Refus`."""
    avancer(travail, ETAPES[0], 10)
    with travail.piece.open("rb") as flux:
        octets = flux.read()
    document = lire_a_part(travail.donnees["nom"], octets)
    avancer(travail, ETAPES[1], 35)
    return comprendre(document), octets
