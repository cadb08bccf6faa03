"""Values as they may be read: secret ones have no number, nor those that would give a secret one away."""

from __future__ import annotations

import copy
from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q

from convenir.diagnostic.catalogue import decompositions
from convenir.diagnostic.enums import Niveau, StatutValeur
from convenir.diagnostic.models import Indicateur, Valeur
from convenir.diagnostic.queries.lieux import lieux_compares, lieux_de_l_epci
from convenir.diagnostic.secret import Relation, a_retenir

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from decimal import Decimal

    from django.db.models import QuerySet

    from convenir.conventions.models import Convention
    from convenir.diagnostic.queries.lieux import Lieu

#: indicator, level, code, year, population
Place = tuple[int, str, str, int, str]


def valeurs_visibles(convention: Convention) -> QuerySet[Valeur]:
    """Open data, and what belongs to this convention. To show them, go through `montrables`."""
    visibles = Q(source__convention=None) | Q(source__convention=convention)
    return Valeur.objects.filter(visibles).select_related("source", "saisie_par")


def montrables(
    convention: Convention, valeurs: Iterable[Valeur], indicateurs: Collection[int] | None = None
) -> list[Valeur]:
    """The same values; one that would let a secret one be found is kept back: secret too, and `protege`.

    `indicateurs`: the only ones among which to look, all by default. What is kept back does not depend on
    what is asked for: it is the same on every page, in every file.
    """
    retenues = places_retenues(convention, indicateurs)
    return [_taire(valeur) if place_de(valeur) in retenues else valeur for valeur in valeurs]


def place_de(valeur: Valeur) -> Place:
    """What a value is about, whatever its source."""
    return valeur.indicateur_id, valeur.niveau, valeur.code, valeur.millesime, valeur.population


def _taire(valeur: Valeur) -> Valeur:
    tue = copy.copy(valeur)
    tue.valeur, tue.statut, tue.protege = None, StatutValeur.SECRETE, True
    return tue


def places_retenues(convention: Convention, indicateurs: Collection[int] | None = None) -> frozenset[Place]:
    """What is kept back in the EPCI of a convention and its communes. One query when nothing is secret."""
    epci, communes = lieux_compares(convention)[:1], lieux_de_l_epci(convention)
    if not epci:
        return frozenset()
    cles = _familles(indicateurs)
    siennes = valeurs_visibles(convention).filter(
        code__in=[lieu.code for lieu in (*epci, *communes)], niveau__in=[Niveau.EPCI, Niveau.COMMUNE]
    )
    if cles is not None:
        siennes = siennes.filter(indicateur__in=cles)
    secretes = siennes.filter(statut=StatutValeur.SECRETE).order_by()
    annees = set(secretes.values_list("millesime", flat=True).distinct())
    if not annees:
        return frozenset()
    return _retenues(siennes.filter(millesime__in=annees), epci[0], communes)


def _familles(indicateurs: Collection[int] | None) -> set[int] | None:
    """The indicators, those they add up and those that add them up."""
    if indicateurs is None:
        return None
    cles = dict(Indicateur.objects.values_list("cle", "pk"))
    familles = [
        {cles[c] for c in (total, *parties) if c in cles} for total, parties in decompositions().items()
    ]
    voulus = set(indicateurs)
    while proches := [f for f in familles if f & voulus and not f <= voulus]:
        voulus = voulus.union(*proches)
    return voulus


def _retenues(valeurs: QuerySet[Valeur], epci: Lieu, communes: tuple[Lieu, ...]) -> frozenset[Place]:
    mesures = list(Indicateur.objects.filter(formule="").order_by("pk").values_list("cle", "pk", "sommable"))
    cles = {cle: pk for cle, pk, _ in mesures}
    sommables = {pk for _, pk, sommable in mesures if sommable}
    nombres: dict[Place, Decimal] = {}
    secrets: set[Place] = set()
    champs = ("indicateur_id", "niveau", "code", "millesime", "population", "valeur")
    for *place, nombre in valeurs.order_by("pk").values_list(*champs):
        lieu = (place[0], place[1], place[2], place[3], place[4])
        if nombre is None:
            secrets.add(lieu)
        else:
            nombres[lieu] = nombre
    # a number that another source publishes is not secret
    secrets -= nombres.keys()
    connues: dict[tuple[int, str], set[Place]] = defaultdict(set)
    for lieu in (*nombres, *secrets):
        connues[lieu[3:]].add(lieu)
    retenues: set[Hashable] = set()
    for places in connues.values():
        if places & secrets:
            siens = {lieu: nombres[lieu] for lieu in places if lieu in nombres}
            retenues |= a_retenir(
                siens, places & secrets, _relations(places, epci, communes, cles, sommables)
            )
    return frozenset(lieu for lieu in nombres if lieu in retenues)


def _relations(
    places: Iterable[Place],
    epci: Lieu,
    communes: tuple[Lieu, ...],
    cles: Mapping[str, int],
    sommables: AbstractSet[int],
) -> list[Relation]:
    """An EPCI is the sum of its communes; an indicator, of those it is declared to add up."""
    par_lieu: dict[tuple[str, str, int, str], set[int]] = defaultdict(set)
    mesures: set[tuple[int, int, str]] = set()
    for indicateur, niveau, code, annee, population in places:
        par_lieu[niveau, code, annee, population].add(indicateur)
        if indicateur in sommables:
            mesures.add((indicateur, annee, population))
    relations = [
        Relation((i, *epci.cle, annee, pop), tuple((i, *lieu.cle, annee, pop) for lieu in communes))
        for i, annee, pop in sorted(mesures)
    ]
    for total, parties in decompositions().items():
        termes = [cles[c] for c in (total, *parties) if c in cles]
        if len(termes) <= len(parties):
            continue
        relations += [
            Relation((termes[0], *ou), tuple((i, *ou) for i in termes[1:]))
            for ou, presents in sorted(par_lieu.items())
            if presents & set(termes)
        ]
    return relations
