"""The counts of people by age band, nothing else said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.chiffres.lexique import Population
from convenir.relecture.chiffres.mesures import Mesure, mesures

if TYPE_CHECKING:
    from convenir.lecture.dossier import Dossier

Bornes = tuple[int, int]


def effectifs(dossier: Dossier) -> list[Mesure]:
    """Counts of persons whose age is all that is said of them, in order."""
    return [
        m
        for m in mesures(dossier).toutes
        if m.est_compte
        and m.tranche is not None
        and m.genre is Population.PERSONNES
        and not m.qualificatifs
        and not m.nombre.approche
        and m.lien not in {"soit", "sur"}
    ]


def bornes(mesure: Mesure) -> Bornes:
    """The band of a count that has one."""
    if mesure.tranche is None:
        raise ValueError("this count has no age band")
    return mesure.tranche


def series(dossier: Dossier) -> list[list[Mesure]]:
    """Counts by age laid out one after the other, with no other figure between."""
    lues = mesures(dossier)
    retenus = {id(m) for m in effectifs(dossier)}
    suites: list[list[Mesure]] = [[]]
    for mesure in lues.toutes:
        derniere = suites[-1][-1] if suites[-1] else None
        if id(mesure) not in retenus:
            suites.append([])
            continue
        if derniere is not None and (
            mesure.phrase.disposition != derniere.phrase.disposition
            or mesure.phrase.thematique != derniere.phrase.thematique
            or mesure.phrase.rubrique != derniere.phrase.rubrique
        ):
            suites.append([])
        suites[-1].append(mesure)
    return [s for s in suites if len(s) > 1]
