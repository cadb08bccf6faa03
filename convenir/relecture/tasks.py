"""Background jobs of proofreading: a deposited file read then proofread, and a new reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from convenir.acteurs.models import Organisation, Personne
from convenir.journal.operations import Auteur
from convenir.lecture import tasks as lecture
from convenir.lecture.operations import enregistrer
from convenir.relecture.operations import relire_convention
from convenir.socle.operations import avancer
from convenir.socle.tasks import inscrire

if TYPE_CHECKING:
    from convenir.socle.models import Travail

ETAPE = "Relecture"


def inscrire_les_natures() -> None:
    """Called once the applications are ready."""
    inscrire("depot", (*lecture.ETAPES, ETAPE), traiter_depot)
    inscrire("relecture", (ETAPE,), traiter_relecture)


def traiter_depot(travail: Travail) -> str:
    """Read the deposited file, record the draft and its findings: both, or nothing at all."""
    dossier, octets = lecture.lire_depot(travail)
    avancer(travail, ETAPE, 65)
    deposant = Personne.objects.get(pk=travail.donnees["personne"])
    organisation = Organisation.objects.get(pk=travail.donnees["organisation"])
    with transaction.atomic():
        convention = enregistrer(dossier, octets=octets, pour=(deposant, organisation))
        relire_convention(convention.code, auteur=deposant.en_auteur(organisation))
    return reverse("relecture:relecture", args=[convention.code])


def traiter_relecture(travail: Travail) -> str:
    """Proofread a recorded convention again."""
    avancer(travail, ETAPE, 40)
    relire_convention(travail.objet, auteur=Auteur(**travail.donnees["auteur"]))
    return reverse("relecture:relecture", args=[travail.objet])
