"""The acts of the room: on organisations, on people and their accounts, on posts, on mandates."""

from convenir.acteurs.operations.comptes import fermer_compte, ouvrir_compte, rouvrir_compte
from convenir.acteurs.operations.confirmations import confirmer_une_personne
from convenir.acteurs.operations.fusion import fusionner
from convenir.acteurs.operations.mandats import (
    ignorer_la_suite,
    mandater,
    reconduire,
    remplacer,
    terminer_mandat,
)
from convenir.acteurs.operations.organisations import (
    DoublonProbable,
    enregistrer_organisation,
    modifier_organisation,
    organisation_designee,
)
from convenir.acteurs.operations.personnes import creer_personne, effacer_personnes, trouver_ou_creer
from convenir.acteurs.operations.postes import enregistrer_poste, liberer, nommer, occuper

__all__ = [
    "DoublonProbable",
    "confirmer_une_personne",
    "creer_personne",
    "effacer_personnes",
    "enregistrer_organisation",
    "enregistrer_poste",
    "fermer_compte",
    "fusionner",
    "ignorer_la_suite",
    "liberer",
    "mandater",
    "modifier_organisation",
    "nommer",
    "occuper",
    "organisation_designee",
    "ouvrir_compte",
    "reconduire",
    "remplacer",
    "rouvrir_compte",
    "terminer_mandat",
    "trouver_ou_creer",
]
