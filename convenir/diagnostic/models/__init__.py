"""What the diagnostic records: figures, services, synthesis, issues raised, choices on the gap."""

from convenir.diagnostic.models.chiffres import (
    DERNIERE_ANNEE,
    PREMIERE_ANNEE,
    Choix,
    Correspondance,
    Indicateur,
    Source,
    TableauRecu,
    Valeur,
)
from convenir.diagnostic.models.ecart import Bassin, Effet, Reglage, Scenario, Trajets
from convenir.diagnostic.models.equipements import Denombrement, Equipement
from convenir.diagnostic.models.synthese import BlocDeSynthese, EnjeuRemonte, Sollicitation

__all__ = [
    "DERNIERE_ANNEE",
    "PREMIERE_ANNEE",
    "Bassin",
    "BlocDeSynthese",
    "Choix",
    "Correspondance",
    "Denombrement",
    "Effet",
    "EnjeuRemonte",
    "Equipement",
    "Indicateur",
    "Reglage",
    "Scenario",
    "Sollicitation",
    "Source",
    "TableauRecu",
    "Trajets",
    "Valeur",
]
