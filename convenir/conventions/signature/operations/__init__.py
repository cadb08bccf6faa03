"""The acts of the circuit: send, sign, refuse, withdraw, seal."""

from convenir.conventions.signature.operations.circuit import (
    Attendu,
    Envoi,
    designer,
    envoyer,
    figer_pour_la_signature,
    relancer_le_signataire,
    retirer,
)
from convenir.conventions.signature.operations.papier import ExemplairePapier, enregistrer_signee_sur_papier
from convenir.conventions.signature.operations.signatures import (
    constater_sur_papier,
    joindre_l_exemplaire_certifie,
    joindre_le_scan,
    refuser,
    signer,
    signer_avec_un_certificat,
)

__all__ = [
    "Attendu",
    "Envoi",
    "ExemplairePapier",
    "constater_sur_papier",
    "designer",
    "enregistrer_signee_sur_papier",
    "envoyer",
    "figer_pour_la_signature",
    "joindre_l_exemplaire_certifie",
    "joindre_le_scan",
    "refuser",
    "relancer_le_signataire",
    "retirer",
    "signer",
    "signer_avec_un_certificat",
]
