"""A score of priority by commune: criteria brought to one scale, weights chosen, what a weight changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Critere:
    """What counts in a priority. `monte`: the higher the figure, the more urgent the commune."""

    cle: str
    libelle: str
    monte: bool


@dataclass(frozen=True, slots=True)
class Classement:
    """A commune in the order of priority. `score`: 0 to 100; `parts`: what each criterion adds to it.

    `manquants`: criteria left out because their figure is not known; the others then weigh more.
    """

    code: str
    rang: int
    score: float
    parts: Mapping[str, float]
    notes: Mapping[str, float]
    manquants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deplacement:
    """A commune whose rank changes."""

    code: str
    avant: int
    apres: int


@dataclass(frozen=True, slots=True)
class Variation:
    """What happens when the weight of one criterion becomes `poids`, the others unchanged."""

    critere: str
    poids: float
    deplacements: tuple[Deplacement, ...]


def normaliser(valeurs: Mapping[str, float], *, monte: bool) -> dict[str, float]:
    """Figures by commune brought between 0 (least urgent) and 1 (most urgent), by their extremes.

    Equal figures all give 0: they tell nobody apart.
    """
    if not valeurs:
        return {}
    bas, haut = min(valeurs.values()), max(valeurs.values())
    if bas == haut:
        return dict.fromkeys(valeurs, 0.0)
    return {
        code: (valeur - bas if monte else haut - valeur) / (haut - bas) for code, valeur in valeurs.items()
    }


def classer(
    codes: Sequence[str],
    criteres: Sequence[Critere],
    valeurs: Mapping[str, Mapping[str, float]],
    poids: Mapping[str, float],
) -> tuple[Classement, ...]:
    """The communes by priority, the most urgent first; those of equal scores share a rank.

    `valeurs[critère][commune]`, absent where unknown; `poids` by criterion, absent or 0 to leave it out.
    A commune that no weighted criterion describes has no place in it.
    """
    pesants = [c for c in criteres if poids.get(c.cle, 0) > 0 and valeurs.get(c.cle)]
    notes = {c.cle: normaliser(valeurs.get(c.cle, {}), monte=c.monte) for c in pesants}
    lus = []
    for code in codes:
        connus = [c.cle for c in pesants if code in notes[c.cle]]
        total = sum(poids[cle] for cle in connus)
        if total:
            parts = {cle: 100 * poids[cle] * notes[cle][code] / total for cle in connus}
            lus.append((code, sum(parts.values()), parts))
    # scores a rounding error apart are equal
    scores = sorted((round(score, 9) for _, score, _ in lus), reverse=True)
    rangs = {score: rang for rang, score in reversed(list(enumerate(scores, start=1)))}
    lus.sort(key=lambda lu: -round(lu[1], 9))
    return tuple(
        Classement(
            code=code,
            rang=rangs[round(score, 9)],
            score=score,
            parts=parts,
            notes={cle: notes[cle][code] for cle in parts},
            manquants=tuple(c.cle for c in pesants if c.cle not in parts),
        )
        for code, score, parts in lus
    )


def eprouver(
    codes: Sequence[str],
    criteres: Sequence[Critere],
    valeurs: Mapping[str, Mapping[str, float]],
    poids: Mapping[str, float],
    pas: float,
) -> tuple[Variation, ...]:
    """Which ranks change when each weight in turn goes down, then up, by `pas` (never below 0)."""
    avant = {c.code: c.rang for c in classer(codes, criteres, valeurs, poids)}
    return tuple(
        Variation(critere.cle, essai, _deplacements(avant, classer(codes, criteres, valeurs, nouveaux)))
        for critere in criteres
        for essai in (max(0.0, poids.get(critere.cle, 0) - pas), poids.get(critere.cle, 0) + pas)
        for nouveaux in ({**poids, critere.cle: essai},)
    )


def _deplacements(avant: Mapping[str, int], apres: Sequence[Classement]) -> tuple[Deplacement, ...]:
    changes = (Deplacement(c.code, avant[c.code], c.rang) for c in apres if c.code in avant)
    return tuple(d for d in changes if d.avant != d.apres)
