"""What the diagnostic records: figures and their sources, services to families."""

from convenir.diagnostic.models.chiffres import (
    DERNIERE_ANNEE,
    PREMIERE_ANNEE,
    Choix,
    Correspondance,
    Indicateur,
    Source,
    Valeur,
)
from convenir.diagnostic.models.equipements import Denombrement, Equipement

__all__ = [
    "DERNIERE_ANNEE",
    "PREMIERE_ANNEE",
    "Choix",
    "Correspondance",
    "Denombrement",
    "Equipement",
    "Indicateur",
    "Source",
    "Valeur",
]
