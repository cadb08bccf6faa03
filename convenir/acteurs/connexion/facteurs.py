"""The second factors: passkeys tied to the site's own name, secrets encrypted at rest, words in French."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.acteurs.models import Personne


ILLISIBLE = (
    "Vos codes ne peuvent plus être vérifiés, parce que la clé de cette installation a changé : utilisez "
    "une clé d’accès si vous en avez une, ou demandez à qui tient l’installation d’ôter votre second facteur."
)


class Facteurs(DefaultMFAAdapter):  # type: ignore[misc]
    """What allauth asks about second factors."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": "Ajoutez d’abord une clé d’accès ou une application de codes.",
        "incorrect_code": "Ce code, ou cette clé, n’est pas le bon : vérifiez, puis recommencez.",
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the name of CONVENIR_ADRESSE, whatever name a request was sent to."""
        return {"id": urlsplit(settings.ADRESSE_DU_SITE).hostname or "localhost", "name": "Convenir"}

    def generate_authenticator_name(self, user: Personne, type: Any) -> str:  # noqa: A002 -- allauth's signature
        nombre = Authenticator.objects.filter(user=user, type=type).count()
        return f"Clé d’accès {nombre + 1}"

    def encrypt(self, text: str) -> str:
        """A copy of the database gives nobody's codes: the key is derived from that of the installation."""
        return _chiffre().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises `Refus` when the key of the installation changed: recovery codes are lost with it too."""
        try:
            return _chiffre().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as erreur:
            raise Refus(ILLISIBLE) from erreur


def _chiffre() -> MultiFernet:
    cles = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derivee(cle))) for cle in cles])


def _derivee(cle: str | bytes) -> bytes:
    return salted_hmac("convenir.acteurs.connexion.facteurs", "", secret=cle, algorithm="sha256").digest()
