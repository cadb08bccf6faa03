"""The gap of a convention as its pages read it: computed from the figures and services of today."""

from __future__ import annotations

from convenir.diagnostic.ecart.queries.acces import Acces, acces, eloignements
from convenir.diagnostic.ecart.queries.ecarts import Ecart, Ligne, ecart
from convenir.diagnostic.ecart.queries.priorites import Priorites, priorites
from convenir.diagnostic.ecart.queries.projections import Projection, projection
from convenir.diagnostic.ecart.queries.reglages import Reglages, reglages_de
from convenir.diagnostic.ecart.queries.releves import Releve, relever

__all__ = [
    "Acces",
    "Ecart",
    "Ligne",
    "Priorites",
    "Projection",
    "Reglages",
    "Releve",
    "acces",
    "ecart",
    "eloignements",
    "priorites",
    "projection",
    "reglages_de",
    "relever",
]
