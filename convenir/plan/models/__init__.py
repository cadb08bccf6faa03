"""The records of the plan."""

from convenir.plan.models.details import (
    CommuneConcernee,
    EffetSurOffre,
    Etape,
    IndicateurDeFiche,
    Intervenant,
    LigneDeBudget,
    Mesure,
    Nouvelle,
    PieceJointe,
    VersionDeFiche,
)
from convenir.plan.models.fiches import FicheAction, Reserve
from convenir.plan.models.strategie import Enjeu, Objectif

__all__ = [
    "CommuneConcernee",
    "EffetSurOffre",
    "Enjeu",
    "Etape",
    "FicheAction",
    "IndicateurDeFiche",
    "Intervenant",
    "LigneDeBudget",
    "Mesure",
    "Nouvelle",
    "Objectif",
    "PieceJointe",
    "Reserve",
    "VersionDeFiche",
]
