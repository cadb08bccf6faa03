"""The one writer of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from convenir.journal.models import Evenement

if TYPE_CHECKING:
    from collections.abc import Mapping


def consigner(
    type: str,  # noqa: A002 -- the field's word
    *,
    objet: str,
    resume: str,
    auteur: str = "",
    donnees: Mapping[str, Any] | None = None,
) -> Evenement:
    """Write an event inside the transaction of the act.

    `type` is a stable key ("convention.enregistree"), `objet` the stable id of what it is about
    ("convention:CODE"), `resume` one French sentence, `donnees` what a later reader needs as JSON,
    without personal data.

    Raises RuntimeError outside a transaction: an event must live or die with its act.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("consigner() is called inside the transaction of the act it tells")
    return Evenement.objects.create(
        type=type, objet=objet, resume=resume[:400], auteur=auteur, donnees=dict(donnees or {})
    )
