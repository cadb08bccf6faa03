"""Charts and maps as SVG, drawn once for the page, the PDF, the office files and the slides.

Pure functions: typed data in, a `Graphique` out, which carries its drawing, its table, its source and its
year. No script and no inline style: colours are presentation attributes that the stylesheet of the page
(`graphiques.css`) replaces in the dark. Nothing is told by colour alone.
"""

from __future__ import annotations

from convenir.documents.graphiques.barres import barres
from convenir.documents.graphiques.carte import Calque, Marqueur, choroplethe, points
from convenir.documents.graphiques.classes import Classes, quantiles, seuils
from convenir.documents.graphiques.courbe import Serie, courbe
from convenir.documents.graphiques.distribution import distribution
from convenir.documents.graphiques.fond import Fond, projeter, tuiles
from convenir.documents.graphiques.graphique import Absence, Cartouche, Graphique, Mesure
from convenir.documents.graphiques.nuage import Couple, nuage

__all__ = [
    "Absence",
    "Calque",
    "Cartouche",
    "Classes",
    "Couple",
    "Fond",
    "Graphique",
    "Marqueur",
    "Mesure",
    "Serie",
    "barres",
    "choroplethe",
    "courbe",
    "distribution",
    "nuage",
    "points",
    "projeter",
    "quantiles",
    "seuils",
    "tuiles",
]
