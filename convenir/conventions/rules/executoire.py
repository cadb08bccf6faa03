"""When an act is executory, and how it must be made public for that.

CGCT, art. L.2131-1, applied to EPCI by art. L.5211-3; ordonnance n° 2021-1310 of 7 October 2021, in force on
1 July 2022. https://legavox.fr/blog/guiso/publication-actes-collectivites-point-33431.htm
"""

from __future__ import annotations

import datetime
from enum import StrEnum

from convenir.conventions.rules.controles import Remarque
from convenir.territoires.queries import Population, populations

REFORME = datetime.date(2022, 7, 1)
#: inhabitants; from this figure on a commune publishes electronically only and convenes its council earlier
SEUIL = 3500
_ANNEES_DE_RECENSEMENT = 3


class Publication(StrEnum):
    """How an act was made public."""

    ELECTRONIQUE = "electronique"
    AFFICHAGE = "affichage"
    PAPIER = "papier"

    @property
    def libelle(self) -> str:
        return _LIBELLES[self]


_LIBELLES = {
    Publication.ELECTRONIQUE: "publication électronique",
    Publication.AFFICHAGE: "affichage",
    Publication.PAPIER: "publication sur papier",
}
_SANS_ECRAN = frozenset({Publication.AFFICHAGE, Publication.PAPIER})


def date_executoire(
    reception: datetime.date | None, publication: datetime.date | None
) -> datetime.date | None:
    """The day an act becomes executory: the later of its receipt by the préfecture and its publication.

    None as long as one of the two is missing: an act sent, voted or signed is not yet executory.
    """
    return None if reception is None or publication is None else max(reception, publication)


def population_en_vigueur(insee: str, jour: datetime.date) -> Population | None:
    """The population of a commune that counts at a date: that of three years before, else the last one known.

    The figures of a census year come into force on 1 January three years later (yearly decree that
    authenticates them). They are municipal populations; thresholds are read on the total population, a few
    inhabitants more: just under a threshold, the commune has the last word. None when nothing is known.
    """
    connues = [p for p in populations(insee) if p.annee <= jour.year - _ANNEES_DE_RECENSEMENT]
    return connues[-1] if connues else None


def modes_de_publication(
    jour: datetime.date, population: int | None, *, est_epci: bool = False
) -> frozenset[Publication]:
    """The ways to publish a délibération that make it executory.

    `jour`: of the publication; `population`: of the commune, None when unknown, and then all are possible;
    `est_epci`: the author is an EPCI with its own tax, whatever its population. Before the reform the
    electronic way only came on top of the others (law n° 2002-276, art. 6, VII).
    """
    if jour < REFORME:
        return _SANS_ECRAN
    if est_epci or (population is not None and population >= SEUIL):
        return frozenset({Publication.ELECTRONIQUE})
    return frozenset(Publication)


def remarque_publication(
    mode: Publication, jour: datetime.date, population: int | None, *, est_epci: bool = False
) -> Remarque | None:
    """What to tell of the way an act was published, None when it fits. Never bars the act: a judge would.

    Arguments as in `modes_de_publication`.
    """
    if mode not in modes_de_publication(jour, population, est_epci=est_epci):
        return Remarque(
            "publication-inadaptee", f"{_regle(jour, est_epci=est_epci)} Vérifiez la publication."
        )
    if jour >= REFORME and mode in _SANS_ECRAN:
        message = (
            f"L’acte est rendu public par {mode.libelle} : cela vaut si le conseil a choisi ce mode "
            "par délibération ; à défaut, la publication électronique est la règle."
        )
        return Remarque("publication-choisie", message)
    return None


def _regle(jour: datetime.date, *, est_epci: bool) -> str:
    if jour < REFORME:
        return "Avant le 1er juillet 2022, la publication électronique ne remplaçait pas l’affichage."
    qui = "une intercommunalité" if est_epci else "une commune de 3 500 habitants et plus"
    return f"Depuis le 1er juillet 2022, {qui} publie ses délibérations sous forme électronique."
