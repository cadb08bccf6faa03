"""The counts of people by age band, nothing else said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.chiffres.lexique import Population
from convenir.relecture.chiffres.mesures import Mesure, Mesures, mesures

if TYPE_CHECKING:
    from convenir.lecture.dossier import Dossier

Bornes = tuple[int, int]


def effectifs(dossier: Dossier) -> list[Mesure]:
    """Counts of persons whose age is all that is said of them, in order."""
    lues = mesures(dossier)
    return [
        m
        for m in lues.toutes
        if m.est_compte
        and m.tranche is not None
        and m.genre is Population.PERSONNES
        and not m.qualificatifs
        and not m.nombre.approche
        and m.lien != "sur"
        and not (m.lien == "soit" and _suit_une_part(m, lues))
    ]


def _suit_une_part(mesure: Mesure, lues: Mesures) -> bool:
    """As in "38 % des enfants…, soit 820 enfants de 0 à 2 ans" counts some of them, not all."""
    groupe = lues.par_phrase[mesure.rang]
    avant = groupe[: groupe.index(mesure)] or (lues.par_phrase[mesure.rang - 1] if mesure.rang else ())
    return bool(avant) and avant[-1].est_part


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
