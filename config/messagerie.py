"""The mail server, as one address in the environment: `CONVENIR_SMTP=smtp+tls://nom:secret@serveur:587`."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import SplitResult, unquote, urlsplit

from convenir.socle.erreurs import Refus

#: scheme → port: in the clear, encrypted after a greeting (STARTTLS), encrypted from the start
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
LOCALES = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Messagerie:
    """Where to hand the mails, and under which name."""

    hote: str
    port: int
    utilisateur: str
    mot_de_passe: str
    schema: str
    expediteur: str


def lire_messagerie(adresse: str, expediteur: str) -> Messagerie | None:
    """The mail server of `CONVENIR_SMTP` and `CONVENIR_EXPEDITEUR`; None when no server is named.

    Percent-encoding is understood in name and password. Raises `Refus`, which never prints the password.
    """
    if not adresse.strip():
        return None
    hote, port, morceaux = _situer(adresse.strip())
    utilisateur, secret = unquote(morceaux.username or ""), unquote(morceaux.password or "")
    if secret and morceaux.scheme == "smtp" and hote not in LOCALES:
        raise Refus(
            "CONVENIR_SMTP enverrait le mot de passe en clair : écrivez smtp+tls:// ou smtps:// au lieu de smtp://."
        )
    if bool(utilisateur) != bool(secret):
        raise Refus("CONVENIR_SMTP donne un nom sans mot de passe, ou l’inverse : donnez les deux, ou aucun.")
    return Messagerie(hote, port, utilisateur, secret, morceaux.scheme, _expediteur(expediteur))


def _situer(adresse: str) -> tuple[str, int, SplitResult]:
    try:
        morceaux = urlsplit(adresse)
        hote, port = morceaux.hostname or "", morceaux.port
    except ValueError:
        morceaux, hote, port = urlsplit(""), "", None
    if (
        not hote
        or morceaux.scheme not in PORTS
        or morceaux.path.strip("/")
        or morceaux.query
        or morceaux.fragment
    ):
        raise Refus(
            "CONVENIR_SMTP ne se lit pas : écrivez-le « smtp+tls://nom:mot-de-passe@serveur:587 » "
            "ou « smtps://… » ; dans le mot de passe, remplacez / @ : # ? % par %2F %40 %3A %23 %3F %25."
        )
    return hote, port or PORTS[morceaux.scheme], morceaux


def _expediteur(valeur: str) -> str:
    _, adresse = parseaddr(valeur)
    if not all(adresse.partition("@")):
        raise Refus(
            "CONVENIR_SMTP demande aussi CONVENIR_EXPEDITEUR, l’adresse qui envoie : "
            "« Convenir <convenir@caf.example> »."
        )
    return valeur.strip()
