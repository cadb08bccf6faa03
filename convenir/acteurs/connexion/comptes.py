"""How allauth signs people in here: by invitation only, in French, with our own mails and counters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from convenir.acteurs.connexion.limites import phrase, prochain_essai
from convenir.acteurs.connexion.navigateurs import nommer
from convenir.notifications.operations import Destinataire, ecrire

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

    from convenir.acteurs.models import Personne

MOTIF = "connexion"
TROP_D_ESSAIS = "too_many_login_attempts"


class Comptes(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by an invitation, never by a form."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Ce compte est fermé.",
        "email_password_mismatch": "Cette adresse et ce mot de passe ne vont pas ensemble.",
        "enter_current_password": "Ce n’est pas votre mot de passe actuel.",
        "incorrect_code": "Ce code, ou cette clé, n’est pas le bon : vérifiez, puis recommencez.",
        "incorrect_password": "Ce n’est pas votre mot de passe.",
        "invalid_password_reset": "Ce lien ne vaut plus rien.",
        "rate_limited": "Trop d’essais à la suite : recommencez dans cinq minutes.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        """No free registration."""
        return False

    def validation_error(self, code: str, *args: object) -> ValidationError:
        """The sentences above; after too many failures, the moment from which to try again."""
        if code != TROP_D_ESSAIS:
            erreur: ValidationError = super().validation_error(code, *args)
            return erreur
        quand = prochain_essai(self.request, getattr(self, "_compteur", None) or self._compteur_du_facteur())
        return ValidationError(phrase(quand, timezone.now()), code=code)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        self._compteur = self._get_login_attempts_cache_key(request, **credentials)
        super().pre_authenticate(request, **credentials)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ARG002 -- allauth's signature
        """The address alone: allauth adds the Host header, whose port anyone may vary to try for ever."""
        adresse: str = credentials.get("email") or ""
        return adresse.lower()

    def _compteur_du_facteur(self) -> str:
        etape = getattr(self.request, "_login_stage", None)
        personne = etape.login.user if etape else self.request.user
        return f"mfa-auth-user-{personne.pk}"

    def oublier_les_echecs(self, adresse: str) -> None:
        """Once a new password is chosen through the mailbox, this account may be tried again at once."""
        self._delete_login_attempts_cached_email(self.request, email=adresse)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 -- allauth's signature
        return reverse("acteurs:compte")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """A path: the mail completes it by the address of the site, never by what the request says."""
        personne, _, jeton = key.partition("-")
        return reverse("account_reset_password_from_key", kwargs={"uidb36": personne, "key": jeton})

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Personne,
        context: Mapping[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell someone that their way in has changed, from which browser."""
        if adresse := email or user.email:
            navigateur = nommer(self.get_http_user_agent(self.request))
            suite = {"user": user, "navigateur": navigateur, "le": timezone.now(), **(context or {})}
            self.send_mail(template_prefix, adresse, suite)

    def send_mail(self, template_prefix: str, email: str, context: Mapping[str, Any]) -> None:
        """Every mail of the library leaves as ours do, from the template of the same name."""
        gabarit = template_prefix.rpartition("/")[2]
        personne: Personne | None = context.get("user")
        contexte = {
            "auteur": "Le service Convenir",
            "lien": context.get("password_reset_url", ""),
            **{cle: context[cle] for cle in ("navigateur", "le") if cle in context},
        }
        with transaction.atomic():
            ecrire(
                _destinataire(personne, email),
                f"acteurs/courriels/{gabarit}.txt",
                contexte,
                motif=MOTIF,
                sujet=f"{MOTIF}:{gabarit}",
            )


def _destinataire(personne: Personne | None, adresse: str) -> Destinataire:
    if personne is None:
        return Destinataire("inconnu", adresse, adresse)
    return Destinataire(personne.cle, str(personne), adresse)
