"""States and kinds of the plan: stable keys stored, French labels shown."""

from convenir.plan.enums.avancement import Avancement
from convenir.plan.enums.enjeux import EtatEnjeu
from convenir.plan.enums.fiches import AutrePlan, GenreIndicateur, NatureDeBudget, Priorite, RoleSurFiche
from convenir.plan.enums.redaction import Redaction

__all__ = [
    "AutrePlan",
    "Avancement",
    "EtatEnjeu",
    "GenreIndicateur",
    "NatureDeBudget",
    "Priorite",
    "Redaction",
    "RoleSurFiche",
]
