"""What every act of the room shares: a record is checked in its own words before it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from django.db.models import Model


def verifier(objet: Model) -> None:
    """Raise `Refus`, in the words of the model, when a field or a constraint is not respected."""
    try:
        objet.full_clean()
    except ValidationError as erreur:
        raise Refus(" ".join(erreur.messages)) from erreur
