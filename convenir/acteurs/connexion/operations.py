"""The acts on the ways in of a person: closing sessions, and telling the journal what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from convenir.journal.operations import consigner

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.acteurs.models import Personne


def noter(personne: Personne, acte: str, resume: str) -> None:
    """Tell the installation's chain that someone's own way in changed. Nothing is told of mere sign-ins."""
    with transaction.atomic():
        consigner(f"acteurs.{acte}", objet=personne.cle, resume=resume, auteur=personne.en_auteur(None))


@transaction.atomic
def fermer_sessions(personne: Personne, sessions: Iterable[UserSession]) -> int:
    """End these sessions of the person, wherever they are open. Returns how many were."""
    fermees = list(sessions)
    for session in fermees:
        session.end()
    if fermees:
        nombre = "Une session fermée" if len(fermees) == 1 else f"{len(fermees)} sessions fermées"
        noter(personne, "sessions_fermees", f"{nombre} à distance.")
    return len(fermees)


def oublier_les_sessions_finies() -> None:
    """Forget the sessions that time has closed, and from where they had been opened."""
    Session.objects.filter(expire_date__lte=timezone.now()).delete()
    ouvertes = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=ouvertes).delete()
