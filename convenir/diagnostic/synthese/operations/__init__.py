"""The acts on the written diagnostic."""

from convenir.diagnostic.synthese.operations.blocs import rediger
from convenir.diagnostic.synthese.operations.enjeux import ecarter, remonter, retenir, retirer, revenir
from convenir.diagnostic.synthese.operations.recueil import relancer, repondre, solliciter
from convenir.diagnostic.synthese.operations.reprise import reprendre

__all__ = [
    "ecarter",
    "rediger",
    "relancer",
    "remonter",
    "repondre",
    "reprendre",
    "retenir",
    "retirer",
    "revenir",
    "solliciter",
]
