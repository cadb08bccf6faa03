"""French typography in templates: a layer over `convenir.socle.formats`, available in every template."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

from django import template
from django.utils import timezone

from convenir.socle import formats
from convenir.socle.formats import FINE

if TYPE_CHECKING:
    from decimal import Decimal

_MILLIERS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
register = template.Library()


@register.filter
def date_longue(valeur: datetime.date | datetime.datetime | None) -> str:
    """« 1er janvier 2025 », empty when there is no date."""
    if isinstance(valeur, datetime.datetime):
        valeur = timezone.localtime(valeur).date()
    return formats.ecrire_date(valeur) if valeur else ""


@register.filter
def moment(valeur: datetime.datetime | None) -> str:
    """« 16 juillet 2025 à 9 h 05 »."""
    if valeur is None:
        return ""
    local = timezone.localtime(valeur)
    return f"{formats.ecrire_date(local.date())} à {local.hour}{FINE}h{FINE}{local.minute:02d}"


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
def fines(texte: Any) -> str:
    """Narrow no-break spaces where French wants them, for sentences composed elsewhere."""
    chaine = _MILLIERS.sub(FINE, str(texte))
    for signe in ";!?%€":
        chaine = chaine.replace(f" {signe}", FINE + signe)
    return chaine.replace(" :", "\u00a0:").replace("« ", "«\u00a0").replace(" »", "\u00a0»")


@register.filter
def avec_unite(valeur: Decimal | float, unite: str) -> str:
    """A value and its unit the French way: « 45,2 % », « 12 € », « 5 901 enfants »."""
    if unite == "€":
        return formats.ecrire_euros(valeur)
    return f"{formats.ecrire_nombre(valeur)}{FINE if unite == '%' else ' '}{unite}".strip()


@register.filter
def poids(octets: int) -> str:
    """The size of a file as people say it: « 348 ko », « 1,2 Mo »."""
    if octets < 10**6:
        return f"{formats.ecrire_nombre(max(1, round(octets / 1000)))}\u00a0ko"
    return f"{formats.ecrire_nombre(octets / 10**6, 1)}\u00a0Mo"
