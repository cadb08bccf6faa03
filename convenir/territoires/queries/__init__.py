"""What the rooms ask of the official geographic code, answered from the shipped files alone.

Neither Django nor a database: the command line uses it too. Each file is read at the first question that
needs it and kept. An unknown code, SIREN or name gives None or an empty list, never an exception.
"""

from __future__ import annotations

from convenir.territoires.queries.centres import centres, centres_de_epci, tous_les_centres
from convenir.territoires.queries.communes import (
    Ancienne,
    Commune,
    Departement,
    commune,
    commune_par_siren,
    communes_de_epci,
    communes_du_departement,
    departement,
    departements,
)
from convenir.territoires.queries.contours import contour_epci, contours
from convenir.territoires.queries.epci import Epci, epci, epci_par_nom, epcis
from convenir.territoires.queries.populations import Population, population, population_epci, populations
from convenir.territoires.queries.recherche import chercher, reconnaitre_commune
from convenir.territoires.queries.suggestions import suggerer_epcis
from convenir.territoires.queries.voisinages import communes_voisines, epcis_voisins
from convenir.territoires.rules import luhn_valide

__all__ = [
    "Ancienne",
    "Commune",
    "Departement",
    "Epci",
    "Population",
    "centres",
    "centres_de_epci",
    "chercher",
    "commune",
    "commune_par_siren",
    "communes_de_epci",
    "communes_du_departement",
    "communes_voisines",
    "contour_epci",
    "contours",
    "departement",
    "departements",
    "epci",
    "epci_par_nom",
    "epcis",
    "epcis_voisins",
    "luhn_valide",
    "population",
    "population_epci",
    "populations",
    "reconnaitre_commune",
    "suggerer_epcis",
    "tous_les_centres",
]
