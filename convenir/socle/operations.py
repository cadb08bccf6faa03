"""The acts on a background job: the only writer of its state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from convenir.socle.enums import TRANSITIONS, EtatTravail
from convenir.socle.models import Travail

if TYPE_CHECKING:
    import uuid


INTERRUPTION = "Le serveur s’est arrêté pendant ce travail ; rien n’a été gardé : recommencez."


class TransitionInterdite(Exception):  # noqa: N818 -- a French business noun
    """A state was asked for that TRANSITIONS does not allow: a defect of the program, never shown."""


def avancer(travail: Travail, etape: str, progression: int) -> None:
    """Tell the person who waits which step has begun; `progression` in per cent."""
    Travail.objects.filter(pk=travail.pk, etat=EtatTravail.EN_COURS).update(
        etape=etape, progression=progression
    )


def commencer(pk: uuid.UUID) -> Travail:
    """Take a waiting job. Raises TransitionInterdite when it was taken already."""
    return _passer(pk, EtatTravail.EN_COURS, debute_le=timezone.now())


def terminer(pk: uuid.UUID, resultat: str) -> Travail:
    """The job is done; `resultat` is the address where its outcome is seen."""
    return _clore(pk, EtatTravail.FAIT, resultat=resultat, progression=100)


def refuser(pk: uuid.UUID, message: str) -> Travail:
    """The input cannot be honoured; `message` is the sentence of the `Refus`."""
    return _clore(pk, EtatTravail.REFUSE, message=message)


def echouer(pk: uuid.UUID, message: str) -> Travail:
    """The program failed; the details go to the technical log, a plain sentence to the person."""
    return _clore(pk, EtatTravail.ECHOUE, message=message)


def clore_les_interrompus() -> int:
    """At start-up, close the jobs that a stopped worker left unfinished. Returns how many."""
    interrompus = list(Travail.objects.filter(etat=EtatTravail.EN_COURS).values_list("pk", flat=True))
    for pk in interrompus:
        echouer(pk, INTERRUPTION)
    return len(interrompus)


def _clore(pk: uuid.UUID, etat: EtatTravail, **champs: Any) -> Travail:
    travail = _passer(pk, etat, fini_le=timezone.now(), **champs)
    if travail.piece:
        travail.piece.delete(save=True)
    return travail


@transaction.atomic
def _passer(pk: uuid.UUID, etat: EtatTravail, **champs: Any) -> Travail:
    travail = Travail.objects.select_for_update().get(pk=pk)
    if etat not in TRANSITIONS[EtatTravail(travail.etat)]:
        raise TransitionInterdite(f"{travail.etat} → {etat}")
    for nom, valeur in {"etat": etat, **champs}.items():
        setattr(travail, nom, valeur)
    travail.save(update_fields=["etat", *champs])
    return travail
