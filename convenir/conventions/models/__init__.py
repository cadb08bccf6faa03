"""The convention as it is recorded: its text, who is or will be a member, the life of the text."""

from convenir.conventions.models.avenants import Avenant, Complement, Modification, Ralliement
from convenir.conventions.models.demandes import Demande
from convenir.conventions.models.fin import Differend, Procedure
from convenir.conventions.models.invitations import Invitation
from convenir.conventions.models.membres import Engagement, Membre, Place
from convenir.conventions.models.obligations import Abonnement, Accomplissement, Ecart, Rythme
from convenir.conventions.models.redaction import Dispense
from convenir.conventions.models.signatures import Circuit, Sceau, Signature
from convenir.conventions.models.texte import Convention, Disposition, Partie, Signataire, Visa
from convenir.conventions.models.vie import (
    Commentaire,
    Reponse,
    Version,
)

__all__ = [
    "Abonnement",
    "Accomplissement",
    "Avenant",
    "Circuit",
    "Commentaire",
    "Complement",
    "Convention",
    "Demande",
    "Differend",
    "Dispense",
    "Disposition",
    "Ecart",
    "Engagement",
    "Invitation",
    "Membre",
    "Modification",
    "Partie",
    "Place",
    "Procedure",
    "Ralliement",
    "Reponse",
    "Rythme",
    "Sceau",
    "Signataire",
    "Signature",
    "Version",
    "Visa",
]
