"""The link by which a person chooses a password, given by hand when an account is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

if TYPE_CHECKING:
    from convenir.acteurs.models import Personne


def lien_du_mot_de_passe(personne: Personne) -> str:
    """A whole link that works once, for `PASSWORD_RESET_TIMEOUT` seconds: its key dies when it served."""
    cle = default_token_generator.make_token(personne)
    chemin = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(personne), cle])
    return f"{settings.ADRESSE_DU_SITE}{chemin}"
