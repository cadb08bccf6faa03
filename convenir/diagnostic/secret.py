"""Which figures to keep back so that those shown never give a secret one away.

A total and its parts say the same thing twice: when one of them alone is not known, it is what is left.
Statistical offices then keep a second one back (*secret secondaire*: Insee, « Guide du secret statistique »).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    Rangee = dict[Hashable, Fraction]


@dataclass(frozen=True, slots=True)
class Relation:
    """A total is the sum of its parts."""

    total: Hashable
    parties: tuple[Hashable, ...]

    @property
    def places(self) -> tuple[Hashable, ...]:
        return (*self.parties, self.total)


def a_retenir(
    nombres: Mapping[Any, Any], secrets: AbstractSet[Hashable], relations: Sequence[Relation]
) -> frozenset[Hashable]:
    """The known numbers to keep back besides the secret ones, so that no secret one can be computed.

    `nombres` are the numbers known (a rounded one counts as exact: it gives the secret one within a few
    units). The one kept back is the next part after the secret one, whatever its number, which therefore
    says nothing; the total only when no part is left.
    """
    montres = {place: Fraction(nombre) for place, nombre in nombres.items() if place not in secrets}
    retenus: set[Hashable] = set()
    utiles = [r for r in relations if any(place in secrets for place in r.places)]
    liees = _liees(relations, utiles)
    # always met in the same order: the same figures are kept back on every page
    rangs = [place for r in liees for place in r.places if place in secrets]
    while (devoile := _premier(rangs, deductibles(montres, liees))) is not None:
        complement = _complement(devoile, montres, liees)
        retenus |= complement
        for place in complement:
            del montres[place]
    return frozenset(retenus)


def _premier(rangs: Iterable[Hashable], parmi: AbstractSet[Hashable]) -> Hashable | None:
    return next((place for place in rangs if place in parmi), None)


def _liees(relations: Sequence[Relation], utiles: list[Relation]) -> list[Relation]:
    """The relations that hold a secret number, and those that share a place with them, however far."""
    restent = [r for r in relations if r not in utiles]
    places = {place for r in utiles for place in r.places}
    while proches := [r for r in restent if places & set(r.places)]:
        utiles = utiles + proches
        places |= {place for r in proches for place in r.places}
        restent = [r for r in restent if r not in proches]
    return utiles


def _complement(
    devoile: Hashable, montres: Mapping[Hashable, Fraction], relations: Sequence[Relation]
) -> set[Hashable]:
    """What to keep back for a secret number that the others give: one more in each relation it is in.

    When those show nothing any more, one in the first that does.
    """
    siennes = [r for r in relations if devoile in r.places]
    choisis = {place for r in siennes if (place := _suivante(devoile, r, montres)) is not None}
    if choisis:
        return choisis
    autres = (place for r in relations for place in r.places if place in montres)
    return {next(autres)}


def _suivante(devoile: Hashable, relation: Relation, montres: Mapping[Hashable, Fraction]) -> Hashable | None:
    """The next part shown after this place, the total when there is none."""
    rang = relation.places.index(devoile)
    suivantes = (*relation.parties[rang + 1 :], *relation.parties[:rang], relation.total)
    return next((place for place in suivantes if place in montres), None)


def deductibles(montres: Mapping[Any, Fraction], relations: Sequence[Relation]) -> set[Hashable]:
    """The numbers not shown that those shown give: by elimination, and because no count is negative."""
    connus = dict(montres)
    trouves: set[Hashable] = set()
    while nouveaux := _un_tour(connus, relations):
        connus |= nouveaux
        trouves |= nouveaux.keys()
    return trouves


def _un_tour(connus: Mapping[Hashable, Fraction], relations: Sequence[Relation]) -> dict[Hashable, Fraction]:
    nouveaux: dict[Hashable, Fraction] = {}
    for coefficients, reste in _eliminer([_equation(r, connus) for r in relations]):
        if len(coefficients) == 1:
            ((place, facteur),) = coefficients.items()
            nouveaux[place] = reste / facteur
        elif reste == 0 and len({facteur > 0 for facteur in coefficients.values()}) == 1:
            nouveaux |= dict.fromkeys(coefficients, Fraction(0))
    return nouveaux


def _equation(relation: Relation, connus: Mapping[Hashable, Fraction]) -> tuple[Rangee, Fraction]:
    """Unknown places with their factor, and what they add up to."""
    coefficients: Rangee = {}
    reste = Fraction(0)
    for place in relation.places:
        signe = -1 if place == relation.total else 1
        if place in connus:
            reste -= signe * Fraction(connus[place])
        else:
            coefficients[place] = coefficients.get(place, Fraction(0)) + signe
    return {place: facteur for place, facteur in coefficients.items() if facteur}, reste


def _eliminer(equations: list[tuple[Rangee, Fraction]]) -> list[tuple[Rangee, Fraction]]:
    """Gauss and Jordan: each equation keeps an unknown that no other has; the original ones stay too."""
    reduites: list[tuple[Rangee, Fraction]] = []
    for coefficients, reste in equations:
        courante, valeur = dict(coefficients), reste
        for autres, autre in reduites:
            pivot = next(iter(autres))
            if pivot in courante:
                courante, valeur = _soustraire(courante, valeur, autres, autre, pivot)
        if not courante:
            continue
        pivot = next(iter(courante))
        reduites = [
            _soustraire(autres, autre, courante, valeur, pivot) if pivot in autres else (autres, autre)
            for autres, autre in reduites
        ]
        reduites.append((courante, valeur))
    return [*_non_vides(equations), *reduites]


def _non_vides(equations: Iterable[tuple[Rangee, Fraction]]) -> list[tuple[Rangee, Fraction]]:
    return [equation for equation in equations if equation[0]]


def _soustraire(
    une: Rangee, valeur: Fraction, autre: Rangee, autre_valeur: Fraction, pivot: Hashable
) -> tuple[Rangee, Fraction]:
    facteur = une[pivot] / autre[pivot]
    somme = {
        place: une.get(place, Fraction(0)) - facteur * autre.get(place, Fraction(0))
        for place in {**une, **autre}
    }
    return {place: f for place, f in somme.items() if f}, valeur - facteur * autre_valeur
