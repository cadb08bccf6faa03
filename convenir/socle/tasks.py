"""Queueing and running a background job: the registry of natures, and the one task of the queue.

A room registers what it can do in `AppConfig.ready()`: `inscrire("depot", ("Ouverture", …), fonction)`.
"""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django_tasks import task

from convenir.socle import operations
from convenir.socle.erreurs import Refus
from convenir.socle.models import Travail

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.files.base import File

journal_technique = logging.getLogger(__name__)
PANNE = "Une erreur inattendue s’est produite ; elle est notée dans le journal technique. Rien n’a été gardé."


@dataclass(frozen=True, slots=True)
class Nature:
    """A kind of job: its steps, in the words shown to people, and the function that does it.

    The function gets the job, tells its steps through `operations.avancer`, and returns the address of
    the outcome.
    """

    etapes: tuple[str, ...]
    faire: Callable[[Travail], str]


NATURES: dict[str, Nature] = {}


def inscrire(nature: str, etapes: tuple[str, ...], faire: Callable[[Travail], str]) -> None:
    """Register a kind of job."""
    NATURES[nature] = Nature(etapes, faire)


@task()
def executer(cle: str) -> None:
    """Do one job, whatever happens: done, refused with its sentence, or failed with a plain one."""
    pk = uuid.UUID(cle)
    travail = operations.commencer(pk)
    try:
        resultat = NATURES[travail.nature].faire(travail)
    except Refus as refus:
        operations.refuser(pk, refus.message)
    except Exception:  # noqa: BLE001 -- whatever breaks, the person is told and the worker lives
        journal_technique.exception("job %s (%s) failed", pk, travail.nature)
        operations.echouer(pk, PANNE)
    else:
        operations.terminer(pk, resultat)


@transaction.atomic
def lancer(
    nature: str,
    *,
    libelle: str,
    retour: str,
    demandeur: str = "",
    objet: str = "",
    donnees: dict[str, Any] | None = None,
    piece: File[bytes] | None = None,
) -> Travail:
    """Record a job and queue it, both or neither.

    `libelle` says in French what is being done, `retour` is the address to start again from, `demandeur` the
    stable id of who asks ("personne:12"), who alone will see it.

    Raises KeyError when no room registered this nature.
    """
    etapes = NATURES[nature].etapes
    travail = Travail(
        nature=nature,
        libelle=libelle,
        retour=retour,
        demandeur=demandeur,
        objet=objet,
        donnees=donnees or {},
        etape=etapes[0],
    )
    if piece is not None:
        travail.piece.save(travail.pk.hex, piece, save=False)
    travail.save()
    executer.enqueue(str(travail.pk))
    return Travail.objects.get(pk=travail.pk)
