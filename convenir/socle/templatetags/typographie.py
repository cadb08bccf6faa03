"""French typography in templates: a layer over `convenir.socle.formats`, available in every template."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from convenir.socle import formats
from convenir.socle.formats import FINE

if TYPE_CHECKING:
    from decimal import Decimal

    from django.utils.safestring import SafeString

_PREMIER = re.compile(r"\b(1)(er|re)\b")
register = template.Library()


@register.filter
def date_longue(valeur: datetime.date | datetime.datetime | None) -> str:
    """« 1er janvier 2025 », with its raised letters, empty when there is no date."""
    if isinstance(valeur, datetime.datetime):
        valeur = timezone.localtime(valeur).date()
    return fines(formats.ecrire_date(valeur)) if valeur else ""


@register.filter
def moment(valeur: datetime.datetime | None) -> str:
    """« 16 juillet 2025 à 9 h 05 »."""
    if valeur is None:
        return ""
    local = timezone.localtime(valeur)
    return fines(f"{formats.ecrire_date(local.date())} à {local.hour}{FINE}h{FINE}{local.minute:02d}")


@register.filter
def nombre(valeur: Decimal | float | None) -> str:
    """« 27 162 662 »."""
    return "" if valeur is None else formats.ecrire_nombre(valeur)


@register.filter
def euros(valeur: Decimal | float | None) -> str:
    """« 27 162 662 € »."""
    return "" if valeur is None else formats.ecrire_euros(valeur)


@register.filter
def compte(valeur: int, mots: str) -> str:
    """A number and its noun: `3|compte:"point,points"` → « 3 points », « aucun point » for none.

    A third form, "point,points,aucune", replaces the word for none.
    """
    singulier, pluriel, *zero = mots.split(",")
    if not valeur:
        return f"{zero[0] if zero else 'aucun'} {singulier}"
    return f"{formats.ecrire_nombre(valeur)} {singulier if valeur == 1 else pluriel}"


@register.filter
def fines(texte: Any) -> SafeString:
    """A sentence composed elsewhere, escaped and set the French way: no-break spaces, raised « 1er »."""
    echappe = conditional_escape(formats.espacer(str(texte)))
    return mark_safe(_PREMIER.sub(r"\1<sup>\2</sup>", echappe))  # noqa: S308 -- escaped just above


@register.filter
def arrondi(valeur: Decimal, decimales: int) -> Decimal:
    """A value with no more decimals than its definition says."""
    return round(valeur, decimales)


@register.filter
def avec_unite(valeur: Decimal | float, unite: str) -> str:
    """A value and its unit the French way: « 45,2 % », « 12 € », « 5 901 enfants »."""
    return formats.ecrire_avec_unite(valeur, unite)


@register.filter
def poids(octets: int) -> str:
    """The size of a file as people say it: « 348 ko », « 1,2 Mo »."""
    if octets < 10**6:
        return f"{formats.ecrire_nombre(max(1, round(octets / 1000)))}\u00a0ko"
    return f"{formats.ecrire_nombre(octets / 10**6, 1)}\u00a0Mo"
