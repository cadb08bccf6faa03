"""Words of the proofreading in templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.libelles import FAMILLES, GRAVITES

if TYPE_CHECKING:
    from collections import Counter

register = template.Library()


@register.filter
def par_gravite(ouverts: Counter[Gravite]) -> list[tuple[str, int]]:
    """Severities that have open findings, the gravest first, with their number."""
    return [(gravite.value, ouverts[gravite]) for gravite in Gravite if ouverts[gravite]]


@register.filter
def mot_de_gravite(gravite: str, nombre: int = 1) -> str:
    """« bloquant », « avertissements »…"""
    mots = GRAVITES[Gravite(gravite)]
    return mots.singulier if nombre == 1 else mots.pluriel


@register.filter
def mot_de_famille(famille: str) -> str:
    """« Dates et délais »…"""
    return FAMILLES[Famille(famille)]
