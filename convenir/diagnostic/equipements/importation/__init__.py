"""Services from a table: columns recognised or chosen, each line told, nothing done twice."""

from convenir.diagnostic.equipements.importation.colonnes import COLONNES, LIBELLES, reconnaitre_les_colonnes
from convenir.diagnostic.equipements.importation.importer import Ligne, Rapport, Verdict, importer

__all__ = [
    "COLONNES",
    "LIBELLES",
    "Ligne",
    "Rapport",
    "Verdict",
    "importer",
    "reconnaitre_les_colonnes",
]
