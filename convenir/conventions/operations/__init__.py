"""The acts on a convention: on its text, on its members."""

from convenir.conventions.operations.commentaires import (
    clore,
    commenter,
    deverrouiller,
    repondre,
    rouvrir_commentaire,
)
from convenir.conventions.operations.confidentialite import s_engager
from convenir.conventions.operations.creation import creer, creer_depuis_modele
from convenir.conventions.operations.demandes import (
    accepter_demande,
    decliner_demande,
    demander_a_rejoindre,
)
from convenir.conventions.operations.departs import faire_partir
from convenir.conventions.operations.invitations import (
    LienMort,
    accepter_en_s_inscrivant,
    accepter_invitation,
    annuler_invitation,
    inviter,
    renvoyer_invitation,
)
from convenir.conventions.operations.membres import PlacePerimee, ajouter_membre, fonder, modifier_membre
from convenir.conventions.operations.redaction import (
    declarer_prete,
    dispenser,
    retirer_la_dispense,
    rouvrir,
)
from convenir.conventions.operations.territoire import rattacher
from convenir.conventions.operations.texte import (
    TextePerime,
    ajouter_disposition,
    deplacer_disposition,
    modifier_disposition,
    modifier_duree,
    modifier_parties,
    modifier_visas,
    renumeroter,
    retirer_disposition,
)

__all__ = [
    "LienMort",
    "PlacePerimee",
    "TextePerime",
    "accepter_demande",
    "accepter_en_s_inscrivant",
    "accepter_invitation",
    "ajouter_disposition",
    "ajouter_membre",
    "annuler_invitation",
    "clore",
    "commenter",
    "creer",
    "creer_depuis_modele",
    "declarer_prete",
    "decliner_demande",
    "demander_a_rejoindre",
    "deplacer_disposition",
    "deverrouiller",
    "dispenser",
    "faire_partir",
    "fonder",
    "inviter",
    "modifier_disposition",
    "modifier_duree",
    "modifier_membre",
    "modifier_parties",
    "modifier_visas",
    "rattacher",
    "renumeroter",
    "renvoyer_invitation",
    "repondre",
    "retirer_disposition",
    "retirer_la_dispense",
    "rouvrir",
    "rouvrir_commentaire",
    "s_engager",
]
