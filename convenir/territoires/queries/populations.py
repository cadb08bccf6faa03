"""Municipal populations by year, on the present perimeter of each commune."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from convenir.territoires.queries.communes import commune, communes_de_epci
from convenir.territoires.queries.fichiers import lignes


@dataclass(frozen=True, slots=True)
class Population:
    """A municipal population (inhabitants) and the year it describes (INSEE's reference year)."""

    valeur: int
    annee: int


def population(insee: str, annee: int | None = None) -> Population | None:
    """The population of a commune in a year, or its latest one; None when it is not known.

    Unknown is not zero: a commune restored or enlarged since has no figure for the years before, Mayotte
    has only its census of 2017, other overseas collectivities only some years.
    """
    serie = populations(insee)
    if annee is None:
        return serie[-1] if serie else None
    return next((p for p in serie if p.annee == annee), None)


def populations(insee: str) -> list[Population]:
    """Every known population of a commune (or of the successor of a former code), oldest first."""
    trouvee = commune(insee)
    return list(_serie(_par_code().get(trouvee.insee, ""))) if trouvee else []


def population_epci(siren: str, annee: int) -> Population | None:
    """The population of an EPCI in a year: the sum of its members, None if one of them is not known."""
    membres = [population(c.insee, annee) for c in communes_de_epci(siren)]
    connues = [p.valeur for p in membres if p]
    return Population(sum(connues), annee) if membres and len(connues) == len(membres) else None


def _serie(ligne: str) -> tuple[Population, ...]:
    valeurs = zip(annees(), ligne.split("\t")[1:], strict=False)
    return tuple(Population(int(valeur), annee) for annee, valeur in valeurs if valeur)


@lru_cache(maxsize=1)
def annees() -> tuple[int, ...]:
    """The years of the table."""
    return tuple(map(int, _lignes()[0].split("\t")[1:]))


@lru_cache(maxsize=1)
def _par_code() -> dict[str, str]:
    return {ligne.split("\t", 1)[0]: ligne for ligne in _lignes()[1:]}


@lru_cache(maxsize=1)
def _lignes() -> list[str]:
    return lignes("populations")
