"""What is told to the journal, and ended, when a person's way in changes: receivers of allauth's signals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import signals as compte
from allauth.account.adapter import get_adapter
from allauth.mfa import signals as facteurs
from allauth.mfa.models import Authenticator

from convenir.acteurs.connexion.operations import fermer_sessions, noter, oublier_les_sessions_finies
from convenir.acteurs.connexion.queries import sessions_de

if TYPE_CHECKING:
    from django.http import HttpRequest

    from convenir.acteurs.models import Personne

FACTEURS = {
    Authenticator.Type.WEBAUTHN: "clé d’accès",
    Authenticator.Type.TOTP: "application de codes",
    Authenticator.Type.RECOVERY_CODES: "codes de secours",
}


def ecouter() -> None:
    """Called once the applications are ready."""
    compte.user_logged_in.connect(_ranger)
    for signal in (compte.password_changed, compte.password_set, compte.password_reset):
        signal.connect(_mot_de_passe_change)
    facteurs.authenticator_added.connect(_facteur_ajoute)
    facteurs.authenticator_removed.connect(_facteur_retire)
    facteurs.authenticator_reset.connect(_facteur_ajoute)


def _ranger(**_: Any) -> None:
    oublier_les_sessions_finies()


def _mot_de_passe_change(request: HttpRequest, user: Personne, **_: Any) -> None:
    """Whoever had the former password is out, everywhere but here."""
    noter(user, "mot_de_passe_change", "Mot de passe changé.")
    get_adapter(request).oublier_les_echecs(user.email or "")
    fermer_sessions(user, sessions_de(user).exclude(session_key=request.session.session_key))


def _facteur_ajoute(user: Personne, authenticator: Authenticator, **_: Any) -> None:
    noter(user, "facteur_ajoute", f"Second facteur ajouté : {FACTEURS[authenticator.type]}.")


def _facteur_retire(user: Personne, authenticator: Authenticator, **_: Any) -> None:
    noter(user, "facteur_retire", f"Second facteur retiré : {FACTEURS[authenticator.type]}.")
