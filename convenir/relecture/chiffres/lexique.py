"""The field's own words: names of services and their acronyms, kinds of population, what groups them."""

from __future__ import annotations

import re
from enum import StrEnum

from convenir.relecture.chiffres.mots import plier, racine

#: acronym → its long names (folded); both count the same thing
_SERVICES = {
    "eaje": r"etablissements? d'accueil (?:du|de) jeunes? enfants?",
    "rpe": r"relais (?:de la )?petite[- ]enfance|relais d'assistante?s maternel(?:le)?s",
    "mam": r"maisons? d'assistante?s maternel(?:le)?s",
    "laep": r"lieux? d'accueil enfants?[-/ ]parents?",
    "alsh": r"accueils? (?:collectifs? )?de loisirs?(?: sans hebergement)?",
    "clas": r"contrats? loca(?:l|ux) d'accompagnement a la scolarite",
    "reaap": r"reseaux? d'ecoute,? d'appui et d'accompagnement des parents",
    "evs": r"espaces? de vies? sociales?",
    "csoc": r"centres? socia(?:l|ux)",
    "fjt": r"foyers? (?:de |des )?jeunes travailleurs|residences? habitat jeunes",
    "pif": r"points? infos? familles?",
    "avs": r"animations? de la vie sociale",
    "qpv": r"quartiers? prioritaires?(?: de la (?:politique de la )?ville)?",
    "ctg": r"conventions? territoriales? globales?",
    "caf": r"caisses? d'allocations familiales",
    "assmat": r"assistante?s maternel(?:le)?s",
}
_service = re.compile("|".join(rf"(?P<{cle}>\b(?:{motif})\b)" for cle, motif in _SERVICES.items()))


class Population(StrEnum):
    """What kind of people a count is made of: one person, or a household that gathers several."""

    PERSONNES = "personnes"
    MENAGES = "ménages"


_POPULATIONS = {
    racine(mot): genre
    for genre, liste in (
        (
            Population.PERSONNES,
            "enfant jeune personne habitant adolescent ado bebe eleve individu senior mineur",
        ),
        (Population.MENAGES, "famille menage foyer allocataire couple"),
    )
    for mot in liste.split()
}

#: services that gather others: their sum is the whole
REGROUPEMENTS = {"avs": ("csoc", "evs")}


def abreger(chaine: str) -> str:
    """The text, folded, with the long names of services replaced by their acronym."""
    return _service.sub(lambda m: m.lastgroup or "", plier(chaine))


def population(tete: str) -> Population | None:
    """The kind of population a head noun (its root) names, None for anything else."""
    return _POPULATIONS.get(tete)


def est_service(tete: str) -> bool:
    """Whether a head noun is a kind of service or one of its acronyms, countable on its own."""
    return tete in _SERVICES and tete not in {"caf", "ctg", "avs", "qpv"}
