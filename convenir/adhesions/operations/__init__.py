"""The acts on adhesions: the only writer of their state."""

from convenir.adhesions.operations.actes import Vote, dater, enregistrer, retirer
from convenir.adhesions.operations.corrections import annoncer_conseil, annuler, classer
from convenir.adhesions.operations.demandes import RELANCE, demander, relancer
from convenir.adhesions.operations.registre import ouvrir, reprendre

__all__ = [
    "RELANCE",
    "Vote",
    "annoncer_conseil",
    "annuler",
    "classer",
    "dater",
    "demander",
    "enregistrer",
    "ouvrir",
    "relancer",
    "reprendre",
    "retirer",
]
