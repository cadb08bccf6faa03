"""Reads of the mails and of the preferences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from convenir.notifications.enums import EtatCourriel
from convenir.notifications.models import Courriel, Preference
from convenir.notifications.rules import relance_permise

if TYPE_CHECKING:
    import datetime

    from django.db.models import QuerySet


def courriels() -> QuerySet[Courriel]:
    """Every mail without its text, the newest first."""
    return Courriel.objects.defer("texte")


def retenus() -> QuerySet[Courriel]:
    """The mails that were retained, whole, the newest first."""
    return Courriel.objects.filter(etat=EtatCourriel.RETENU)


def is_refuse(personne: str, motif: str) -> bool:
    """Whether this person ("personne:12") does not want the mails of this `motif` that no act requires."""
    return Preference.objects.filter(personne=personne, motif=motif, recoit=False).exists()


def get_preferences(personne: str) -> dict[str, bool]:
    """What a person said of each `motif`; the others are received."""
    return dict(Preference.objects.filter(personne=personne).values_list("motif", "recoit"))


def get_dernier(destinataire: str, motif: str, sujet: str) -> datetime.datetime | None:
    """When this person was last written to for this reason about this; a mail given up does not count."""
    ecrits = Courriel.objects.filter(destinataire_cle=destinataire, motif=motif, sujet=sujet)
    dernier = ecrits.exclude(etat=EtatCourriel.ABANDONNE).order_by("-cree_le").first()
    return dernier.cree_le if dernier else None


def get_relance_permise(
    destinataire: str, motif: str, sujet: str, delai: datetime.timedelta
) -> datetime.datetime | None:
    """From when `relancer` will accept; None when it would now. For the button of a reminder."""
    return relance_permise(get_dernier(destinataire, motif, sujet), delai, timezone.now())
