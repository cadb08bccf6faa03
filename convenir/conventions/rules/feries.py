"""French public holidays.

Whole country: Code du travail, art. L.3133-1. Bas-Rhin, Haut-Rhin, Moselle: art. L.3134-13 (26 December, and
Good Friday in communes with a Protestant church: taken here for all). Overseas: art. L.3422-2, abolition of
slavery; Saint-Martin is left out, 27 May in the code and 28 May in use.
https://www.legifrance.gouv.fr/affichCode.do?idSectionTA=LEGISCTA000006178062&cidTexte=LEGITEXT000006072050
"""

from __future__ import annotations

import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAMEDI = 5  # as date.weekday() counts
_FIXES = {
    (1, 1): "jour de l’an",
    (5, 1): "fête du Travail",
    (5, 8): "victoire de 1945",
    (7, 14): "fête nationale",
    (8, 15): "Assomption",
    (11, 1): "Toussaint",
    (11, 11): "armistice de 1918",
    (12, 25): "Noël",
}
_APRES_PAQUES = {1: "lundi de Pâques", 39: "Ascension", 50: "lundi de Pentecôte"}
_ALSACE_MOSELLE = frozenset({"57", "67", "68"})
_ABOLITION = {"971": (5, 27), "972": (5, 22), "973": (6, 10), "974": (12, 20), "976": (4, 27), "977": (10, 9)}


def paques(annee: int) -> datetime.date:
    """Easter Sunday of a year of the Gregorian calendar (algorithm of Meeus, Jones and Butcher)."""
    siecle, rang = divmod(annee, 100)
    lunaison = annee % 19
    correction = siecle - siecle // 4 - (siecle - (siecle + 8) // 25 + 1) // 3
    epacte = (19 * lunaison + correction + 15) % 30
    dimanche = (32 + 2 * (siecle % 4) + 2 * (rang // 4) - epacte - rang % 4) % 7
    recul = (lunaison + 11 * epacte + 22 * dimanche) // 451
    mois, jour = divmod(epacte + dimanche - 7 * recul + 114, 31)
    return datetime.date(annee, mois, jour + 1)


@lru_cache(maxsize=256)
def jours_feries(annee: int, departement: str = "") -> Mapping[datetime.date, str]:
    """The holidays of a year and their names, in order.

    `departement`: INSEE code ("67", "974"), which may have its own; empty for those of the whole country.
    """
    dimanche = paques(annee)
    jours = [(datetime.date(annee, *quand), nom) for quand, nom in _FIXES.items()]
    jours += [(dimanche + datetime.timedelta(apres), nom) for apres, nom in _APRES_PAQUES.items()]
    if departement in _ALSACE_MOSELLE:
        jours.append((dimanche - datetime.timedelta(2), "vendredi saint"))
        jours.append((datetime.date(annee, 12, 26), "Saint-Étienne"))
    if departement in _ABOLITION:
        jours.append((datetime.date(annee, *_ABOLITION[departement]), "abolition de l’esclavage"))
    noms: dict[datetime.date, str] = {}
    for jour, nom in sorted(jours):
        noms[jour] = f"{noms[jour]} et {nom}" if jour in noms else nom
    return MappingProxyType(noms)


def est_ouvre(jour: datetime.date, departement: str = "") -> bool:
    """Whether offices work: neither a Saturday, a Sunday nor a holiday."""
    return jour.weekday() < _SAMEDI and jour not in jours_feries(jour.year, departement)
