"""The figures of a convention as its diagnostic reads them: by theme, territory beside territory."""

from __future__ import annotations

from convenir.diagnostic.queries.cellules import Calcul, Cellule, Lecture, se_contredisent
from convenir.diagnostic.queries.lieux import Lieu, lieux_compares, lieux_de_l_epci
from convenir.diagnostic.queries.points_de_vue import PointDeVue, Proches, point_de_vue
from convenir.diagnostic.queries.secret import montrables, place_de, places_retenues, valeurs_visibles
from convenir.diagnostic.queries.volets import (
    Rang,
    Volet,
    sources_utilisees,
    themes,
    total_des_communes,
    volets,
)

__all__ = [
    "Calcul",
    "Cellule",
    "Lecture",
    "Lieu",
    "PointDeVue",
    "Proches",
    "Rang",
    "Volet",
    "lieux_compares",
    "lieux_de_l_epci",
    "montrables",
    "place_de",
    "places_retenues",
    "point_de_vue",
    "se_contredisent",
    "sources_utilisees",
    "themes",
    "total_des_communes",
    "valeurs_visibles",
    "volets",
]
