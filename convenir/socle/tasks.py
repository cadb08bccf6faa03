"""Running a background job: the registry of natures and the one task of the queue.

A room registers what it can do in `AppConfig.ready()`: `inscrire("depot", ("Ouverture", …), fonction)`.
"""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django_tasks import task

from convenir.socle import operations
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Callable

    from convenir.socle.models import Travail

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
