"""One mail handed to the mail server, and what the server answered, in plain French."""

from __future__ import annotations

import smtplib
from contextlib import contextmanager, suppress
from email.utils import formataddr, parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.mail.backends.base import BaseEmailBackend

    from convenir.notifications.models import Courriel

REFUS_DEFINITIF = 500  # from this code on, a mail server says never; below, later (RFC 5321, § 4.2.1)


class Echec(Exception):  # noqa: N818 -- a French business noun
    """The mail did not leave, or may have. `est_definitif` when it must not be tried again."""

    def __init__(self, phrase: str, *, est_definitif: bool) -> None:
        super().__init__(phrase)
        self.phrase = phrase
        self.est_definitif = est_definitif


def is_ouverte() -> bool:
    """Whether mails leave: a mail server is set, and this is no demonstration."""
    return bool(settings.MESSAGERIE_REGLEE) and not getattr(settings, "DEMONSTRATION", False)


def transmettre(courriel: Courriel) -> None:
    """Send one mail, now.

    Its Message-ID is that of the record at each attempt, so that two copies, if there ever were, would be
    recognised as one.

    Raises `Echec`: to try again when nothing can have left, definitive when the server says never or when
    the link broke midway, since nobody then knows whether the mail left.
    """
    with _liaison() as liaison, _reponse():
        liaison.send_messages([_message(courriel)])


def _message(courriel: Courriel) -> EmailMessage:
    _, expediteur = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return EmailMessage(
        subject=courriel.objet,
        body=courriel.texte,
        to=[formataddr((courriel.destinataire_nom, courriel.adresse))],
        headers={
            "Message-ID": f"<{courriel.pk}@{expediteur.rpartition('@')[2]}>",
            "Auto-Submitted": "auto-generated",  # no automatic answer, please (RFC 3834)
        },
    )


@contextmanager
def _liaison() -> Iterator[BaseEmailBackend]:
    """A link to the mail server, closed whatever happens. Nothing has left as long as it is not open."""
    liaison = get_connection()
    try:
        _ouvrir(liaison)
        yield liaison
    finally:
        with suppress(OSError):
            liaison.close()


def _ouvrir(liaison: BaseEmailBackend) -> None:
    try:
        liaison.open()
    except smtplib.SMTPAuthenticationError as erreur:
        phrase = "Le serveur de messagerie refuse le nom ou le mot de passe : vérifiez CONVENIR_SMTP."
        raise Echec(phrase, est_definitif=False) from erreur
    except OSError as erreur:  # every error of SMTP is one
        phrase = "Le serveur de messagerie ne répond pas : vérifiez son adresse, ou attendez qu’il revienne."
        raise Echec(phrase, est_definitif=False) from erreur


@contextmanager
def _reponse() -> Iterator[None]:
    """What the server says of the mail, as an `Echec` when it is no."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as erreur:
        raise _refus("cette adresse", max(code for code, _ in erreur.recipients.values())) from erreur
    except smtplib.SMTPResponseException as erreur:
        raise _refus("ce courriel", erreur.smtp_code) from erreur
    except OSError as erreur:
        phrase = "La liaison s’est rompue pendant l’envoi : on ne sait pas si le courriel est parti."
        raise Echec(phrase, est_definitif=True) from erreur


def _refus(quoi: str, code: int) -> Echec:
    if code >= REFUS_DEFINITIF:
        return Echec(f"Le serveur de messagerie refuse {quoi} (code {code}).", est_definitif=True)
    return Echec(f"Le serveur de messagerie demande d’attendre (code {code}).", est_definitif=False)
