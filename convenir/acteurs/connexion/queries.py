"""Reads of someone's ways in: factors, sessions. None of them writes, unlike those of the library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from convenir.acteurs.connexion.navigateurs import nommer

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from convenir.acteurs.models import Personne


@dataclass(frozen=True, slots=True)
class Facteurs:
    """What someone signs in with besides a password."""

    cles: tuple[Authenticator, ...]
    application: Authenticator | None
    codes_restants: int | None

    @property
    def a_un_second(self) -> bool:
        """Recovery codes alone replace a factor that was lost; they are none."""
        return bool(self.cles or self.application)


def get_facteurs(personne: Personne) -> Facteurs:
    """The factors of a person, in one query."""
    trouves = list(Authenticator.objects.filter(user=personne).order_by("created_at", "pk"))
    par_type = {facteur.type: facteur for facteur in trouves}
    codes = par_type.get(Authenticator.Type.RECOVERY_CODES)
    return Facteurs(
        cles=tuple(f for f in trouves if f.type == Authenticator.Type.WEBAUTHN),
        application=par_type.get(Authenticator.Type.TOTP),
        codes_restants=len(codes.wrap().get_unused_codes()) if codes else None,
    )


def sessions_de(personne: Personne) -> QuerySet[UserSession]:
    """Where the person is signed in now, the latest first."""
    ouvertes = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    de_la_personne: QuerySet[UserSession] = UserSession.objects.filter(user=personne)
    return de_la_personne.filter(session_key__in=ouvertes).order_by("-created_at", "-pk")


@dataclass(frozen=True, slots=True)
class SessionOuverte:
    """One line of the list."""

    numero: int
    navigateur: str
    session: UserSession
    is_courante: bool


def decrire_les_sessions(personne: Personne, courante: str) -> list[SessionOuverte]:
    """The open sessions as shown; `courante` is the key of the one that asks."""
    return [
        SessionOuverte(s.pk, nommer(s.user_agent), s, s.session_key == courante)
        for s in sessions_de(personne)
    ]
