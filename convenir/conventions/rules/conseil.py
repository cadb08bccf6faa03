"""The calendar of a vote, counted back and forth from the day of the council.

CGCT, art. L.2121-11 (three clear days under 3 500 inhabitants), L.2121-12 (five from 3 500 on, with a note
that explains), L.5211-1 (an EPCI follows the rule of its most populated commune), L.2121-25 (list of what was
decided, within a week). In Alsace-Moselle art. L.2541-2 asks small communes for three days: three clear days
satisfy it. https://www.senat.fr/questions/base/1996/qSEQ960917397.html
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from convenir.conventions.rules.delais import dernier_depart_franc, jour_ouvre_precedent
from convenir.conventions.rules.executoire import SEUIL

_UNE_SEMAINE = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Convocation:
    """How a council is convened: clear days between sending and sitting, what is sent, the article."""

    jours_francs: int
    envoi: str
    regle: str


PETITE = Convocation(3, "Envoyer la convocation", "CGCT, art. L.2121-11")
GRANDE = Convocation(5, "Envoyer la convocation et la note de synthèse", "CGCT, art. L.2121-12")


@dataclass(frozen=True, slots=True)
class Etape:
    """One thing to do for a vote.

    `limite`: the last day on which it may be done; `conseillee`: the same, or the working day before;
    `regle`: the article that sets the limit, empty when none does.
    """

    cle: str
    libelle: str
    limite: datetime.date
    conseillee: datetime.date
    regle: str = ""


def convocation(population: int | None) -> Convocation:
    """How the council of a commune, or of an EPCI, is convened.

    `population`: of the commune, or of the most populated commune of the EPCI; unknown, the longer delay.
    """
    return PETITE if population is not None and population < SEUIL else GRANDE


def retroplanning(
    date_conseil: datetime.date, population: int | None, *, departement: str = ""
) -> tuple[Etape, ...]:
    """What to do for a vote to be valid, known and executory, in order of date.

    `population`: as in `convocation`; `departement`: INSEE code, for its holidays. No text sets a delay to
    transmit or publish a délibération: the week of the list is advised.
    """
    forme = convocation(population)
    depart = dernier_depart_franc(date_conseil, forme.jours_francs)
    avant_depart = jour_ouvre_precedent(depart, departement)
    semaine = date_conseil + _UNE_SEMAINE
    avant_semaine = jour_ouvre_precedent(semaine, departement)
    return (
        Etape("convocation", forme.envoi, depart, avant_depart, forme.regle),
        Etape("conseil", "Réunir le conseil", date_conseil, date_conseil),
        Etape("liste", "Publier la liste des délibérations", semaine, avant_semaine, "CGCT, art. L.2121-25"),
        Etape("transmission", "Transmettre la délibération à la préfecture", semaine, avant_semaine),
        Etape("publication", "Publier la délibération", semaine, avant_semaine),
    )
