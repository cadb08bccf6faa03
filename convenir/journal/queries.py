"""Reading the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.journal.models import Evenement

if TYPE_CHECKING:
    from django.db.models import QuerySet


def evenements_de(objet: str) -> QuerySet[Evenement]:
    """The events about one object, the newest first."""
    return Evenement.objects.filter(objet=objet).order_by("-id")
