"""What a general renewal of municipal councils changes in mandates, and what it leaves as it is."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import TextChoices

from convenir.acteurs.enums import QualiteMandat, TypeOrganisation


@dataclass(frozen=True, slots=True)
class Scrutin:
    """A general renewal of municipal and community councils, the same days everywhere."""

    premier_tour: datetime.date
    second_tour: datetime.date
    source: str


#: Every six years, in March (code électoral, art. L. 227), community councillors with them (art. L. 273-3).
SCRUTINS = (
    Scrutin(
        datetime.date(2020, 3, 15),
        datetime.date(2020, 6, 28),
        "décret n° 2019-928 du 4 septembre 2019 ; décret n° 2020-642 du 27 mai 2020 pour le second tour",
    ),
    Scrutin(
        datetime.date(2026, 3, 15),
        datetime.date(2026, 3, 22),
        "décret n° 2025-848 du 27 août 2025",
    ),
)
PROCHAINE_ANNEE = 2032

_MUNICIPALES = frozenset({TypeOrganisation.COMMUNE, TypeOrganisation.EPCI})
_AUTRES_SCRUTINS = {
    QualiteMandat.CONSEILLER_DEPARTEMENTAL: (
        "Élu aux élections départementales, à une autre date (code électoral, art. L. 192)."
    ),
    QualiteMandat.ADMINISTRATEUR: (
        "Désigné, non élu par une commune (code de la sécurité sociale, art. L. 212-2 pour une Caf)."
    ),
}


class Etat(TextChoices):
    """What is known of a mandate after the vote."""

    A_CONFIRMER = "a_confirmer", "À confirmer"
    INCONNU = "inconnu", "Ne sait pas encore"
    A_POURVOIR = "a_pourvoir", "Terminé, sans suite connue"
    RECONDUIT = "reconduit", "Reconduit"
    REMPLACE = "remplace", "Remplacé"


#: Those for whom nobody has told yet who goes on.
SANS_REPONSE = frozenset({Etat.A_CONFIRMER, Etat.INCONNU, Etat.A_POURVOIR})


def dernier_scrutin(jour: datetime.date) -> Scrutin:
    """The last general renewal whose first round was held by that day; the oldest known before them all."""
    tenus = [scrutin for scrutin in SCRUTINS if scrutin.premier_tour <= jour]
    return tenus[-1] if tenus else SCRUTINS[0]


def raison_de_ne_pas_confirmer(organisation: str, qualite: str) -> str:
    """Why municipal elections leave this mandate as it is; empty when they end it.

    The president of an EPCI is elected again by the new community council (code général des collectivités
    territoriales, art. L. 5211-2 et L. 5211-8). `organisation` and `qualite` are keys of enums.
    """
    if qualite in _AUTRES_SCRUTINS:
        return _AUTRES_SCRUTINS[QualiteMandat(qualite)]
    if organisation not in _MUNICIPALES:
        return f"Mandat exercé pour un organisme que les communes n’élisent pas ({_libelle(organisation)})."
    return ""


def _libelle(organisation: str) -> str:
    libelle = str(TypeOrganisation(organisation).label)
    return libelle if libelle.isupper() else libelle[0].lower() + libelle[1:]
