"""What proofreading asks for before a text is said ready: read since it last changed, nothing that blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from convenir.conventions.prealables import Manque, empreinte, inscrire
from convenir.lecture.queries import get_dossier
from convenir.relecture.enums import Gravite
from convenir.relecture.operations import empreinte_du_texte
from convenir.relecture.queries import get_constats, get_derniere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.conventions.models import Convention


def inscrire_les_manques() -> None:
    """Register what this room waits for."""
    inscrire(_relecture_a_jour)
    inscrire(_bloquants)


def _relecture_a_jour(convention: Convention) -> Iterator[Manque]:
    texte = empreinte_du_texte(get_dossier(convention.code))
    derniere = get_derniere(convention)
    if derniere is None or derniere.empreinte_texte != texte:
        phrase = (
            "Le texte n’a jamais été relu." if derniere is None else "Le texte a changé depuis sa relecture."
        )
        page = reverse("relecture:relecture", args=[convention.code])
        yield Manque(f"relecture:{empreinte(texte)}", phrase, page)


def _bloquants(convention: Convention) -> Iterator[Manque]:
    derniere = get_derniere(convention)
    suivis = get_constats(derniere) if derniere else ()
    bloquants = [
        s.constat.empreinte for s in suivis if s.est_ouvert and s.constat.gravite == Gravite.BLOQUANT
    ]
    if bloquants:
        nombre = len(bloquants)
        phrase = (
            "Un constat bloquant est ouvert." if nombre == 1 else f"{nombre} constats bloquants sont ouverts."
        )
        page = reverse("relecture:constats", args=[convention.code]) + f"?gravite={Gravite.BLOQUANT}"
        yield Manque(f"bloquants:{empreinte(*sorted(bloquants))}", phrase, page)
