"""What the diagnostic records: figures and their sources, services, synthesis, issues raised."""

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
from convenir.diagnostic.models.synthese import BlocDeSynthese, EnjeuRemonte, Sollicitation

__all__ = [
    "DERNIERE_ANNEE",
    "PREMIERE_ANNEE",
    "BlocDeSynthese",
    "Choix",
    "Correspondance",
    "Denombrement",
    "EnjeuRemonte",
    "Equipement",
    "Indicateur",
    "Sollicitation",
    "Source",
    "Valeur",
]
