"""After too many failures: from when a sign-in is tried again, known account or not."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.utils import timezone

from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    from django.http import HttpRequest

_COMPTEURS = {"app": "allauth.account", "action": "login_failed"}
_MINUTE = datetime.timedelta(minutes=1)


def prochain_essai(request: HttpRequest, compteur: str) -> datetime.datetime:
    """When the last of the full counters lets one more try: those of this account, that of the address."""
    libres = [timezone.now()]
    for limite in ratelimit.get_rates(**_COMPTEURS):
        cle = ratelimit.get_cache_key(request, **_COMPTEURS, rate=limite, key=compteur)
        echecs = cache.get(cle, [])  # seconds since the epoch, the newest first
        if len(echecs) >= limite.amount:
            fin = echecs[limite.amount - 1] + limite.duration
            libres.append(datetime.datetime.fromtimestamp(fin, datetime.UTC))
    return max(libres)


def phrase(quand: datetime.datetime, maintenant: datetime.datetime) -> str:
    """What the page says until then, to the next whole minute."""
    local = timezone.localtime(quand + _MINUTE)
    heure = f"{local.hour} h {local.minute:02d}"
    jour = "" if local.date() == timezone.localtime(maintenant).date() else f"le {ecrire_date(local.date())} "
    return f"Trop d’essais à la suite : vous pourrez recommencer {jour}à partir de {heure}."
