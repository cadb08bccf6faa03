"""Acknowledging the duty of confidentiality of a convention (article 15 of the model)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from convenir.conventions.models import Engagement
from convenir.conventions.operations.ecriture import consigner_l_acte, verrouiller

if TYPE_CHECKING:
    from convenir.conventions.acces import Acces
    from convenir.conventions.models import Convention


@transaction.atomic
def s_engager(convention: Convention, acces: Acces) -> Engagement:
    """Keep that a member acknowledged the duty, today. Done once: the first day stays."""
    actuelle = verrouiller(convention)
    engagement, nouveau = Engagement.objects.get_or_create(convention=actuelle, personne=acces.personne)
    if nouveau:
        consigner_l_acte(
            actuelle,
            "confidentialite_reconnue",
            "Engagement de confidentialité pris.",
            acces.auteur,
            personne=acces.personne.cle,
        )
    return engagement
