"""Reads of the reply links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from convenir.acteurs.models import LienDeReponse
from convenir.acteurs.rules import empreinte_du_jeton

if TYPE_CHECKING:
    from django.db.models import QuerySet


def lien_ouvert(jeton: str, liens: QuerySet[LienDeReponse] | None = None) -> LienDeReponse | None:
    """The link of a secret, when it still works; None whatever the reason it does not."""
    tous = LienDeReponse.objects.all() if liens is None else liens
    ouverts = tous.filter(empreinte=empreinte_du_jeton(jeton), servi_le=None)
    return ouverts.filter(expire_le__gt=timezone.now()).first()
