"""Open findings about figures, told where the figures are shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.urls import reverse

from convenir.lecture.signalements import SOURCES, Signalement
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.queries import get_constats, get_derniere
from convenir.socle.formats import MOTIF_NOMBRE, decimal

if TYPE_CHECKING:
    from decimal import Decimal

    from convenir.conventions.models import Convention
    from convenir.relecture.models import ConstatReleve

_NOMBRE = re.compile(MOTIF_NOMBRE)
_DE_CHIFFRES = frozenset({Famille.VALEURS, Famille.CALCULS})


def inscrire_les_signalements() -> None:
    """Register what the last reading says of the figures."""
    SOURCES.append(signaler)


def signaler(convention: Convention) -> tuple[Signalement, ...]:
    """One for each open finding of the last reading that is about figures, mere information apart. Three queries."""
    derniere = get_derniere(convention)
    if derniere is None:
        return ()
    return tuple(
        Signalement(
            suivi.constat.titre,
            f"{reverse('relecture:section', args=[convention.code, suivi.constat.section])}#c-{suivi.constat.empreinte}",
            frozenset(suivi.constat.lignes),
            _valeurs(suivi.constat),
        )
        for suivi in get_constats(derniere)
        if suivi.est_ouvert
        and suivi.constat.famille in _DE_CHIFFRES
        and suivi.constat.gravite != Gravite.INFORMATION
    )


def _valeurs(constat: ConstatReleve) -> frozenset[Decimal]:
    """The numbers that the finding quotes."""
    cite = f"{constat.message} ; {constat.preuve} ; {constat.extrait}"
    return frozenset(decimal(trouve.group()) for trouve in _NOMBRE.finditer(cite))
