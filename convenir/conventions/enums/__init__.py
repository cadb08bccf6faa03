"""Types and states of the room, a module for each life: its states, its TRANSITIONS, its PHRASES."""

from convenir.conventions.enums.avenants import NatureComplement, NatureModification
from convenir.conventions.enums.circuits import EtatCircuit
from convenir.conventions.enums.commentaires import EtatCommentaire
from convenir.conventions.enums.demandes import EtatDemande
from convenir.conventions.enums.differends import EtatDifferend
from convenir.conventions.enums.invitations import EtatInvitation
from convenir.conventions.enums.procedures import EtatProcedure, NatureProcedure
from convenir.conventions.enums.signatures import EtatSignature, ModeSignature
from convenir.conventions.enums.texte import AVENANT_DIT, SCELLES, Statut, TypeDisposition

__all__ = [
    "AVENANT_DIT",
    "SCELLES",
    "EtatCircuit",
    "EtatCommentaire",
    "EtatDemande",
    "EtatDifferend",
    "EtatInvitation",
    "EtatProcedure",
    "EtatSignature",
    "ModeSignature",
    "NatureComplement",
    "NatureModification",
    "NatureProcedure",
    "Statut",
    "TypeDisposition",
]
