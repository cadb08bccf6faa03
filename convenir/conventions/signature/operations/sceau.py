"""The last signature given, the bytes everybody signed are sealed with the data of that day."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from convenir.conventions.enums import EtatCircuit, Statut
from convenir.conventions.models import Sceau
from convenir.conventions.operations.ecriture import verifier
from convenir.conventions.signature.courriels import annoncer_le_sceau
from convenir.conventions.signature.operations.passage import (
    consigner_sur,
    passer_le_circuit,
    passer_le_texte,
    verrouiller_le_texte,
)
from convenir.conventions.signature.textes import texte_du_circuit
from convenir.documents.queries import octets
from convenir.journal.rules import canonique

if TYPE_CHECKING:
    from convenir.conventions.models import Circuit, Signature
    from convenir.journal.operations import Auteur


def sceller(circuit: Circuit, auteur: str | Auteur) -> Sceau:
    """Seal the present copy: its bytes, their SHA-256, the text and who signed how, with what proof.

    Runs inside the act of the last signature. Raises `Refus` when the file is not the one that was kept.
    """
    courant = circuit.courant
    octets(courant)  # proved by their hash, or refused
    donnees = photographier(circuit)
    sceau = Sceau(circuit=circuit, fichier=courant, sha256=courant.sha256, donnees=donnees)
    verifier(sceau, unicite=True)
    sceau.save(force_insert=True)
    passer_le_circuit(circuit, EtatCircuit.ACHEVE)
    texte = verrouiller_le_texte(texte_du_circuit(circuit))
    passer_le_texte(texte, Statut.SIGNEE)
    consigner_sur(
        texte,
        "scellee",
        "Dernière signature donnée : l’exemplaire est scellé.",
        auteur,
        sha256=sceau.sha256,
        donnees=empreinte_des_donnees(donnees),
    )
    annoncer_le_sceau(circuit, auteur)
    return sceau


def photographier(circuit: Circuit) -> dict[str, Any]:
    """The data of a round: the text frozen, what was read with it, every signature."""
    version = circuit.version
    lues = circuit.signatures.select_related("preuve", "delegation", "personne").order_by("rang", "pk")
    return {
        "version": version.numero,
        "empreinte_du_texte": version.empreinte,
        "contenu": version.contenu,
        "lecture": {} if version.avenant_id else version.convention.lecture,
        "exemplaire": circuit.exemplaire.sha256,
        "signatures": [_signature(signature) for signature in lues],
    }


def _signature(signature: Signature) -> dict[str, Any]:
    return {
        "partie": signature.partie,
        "nom": signature.nom,
        "qualite": signature.qualite,
        "mode": signature.mode,
        "signee_le": signature.signee_le.isoformat() if signature.signee_le else None,
        "lieu": signature.lieu,
        "attestation": signature.attestation,
        "par_delegation": str(signature.personne or "") if signature.delegation else "",
        "delegation": signature.delegation.sha256 if signature.delegation else "",
        "preuve": signature.preuve.sha256 if signature.preuve else "",
    }


def empreinte_des_donnees(donnees: dict[str, Any]) -> str:
    """The SHA-256 of the data of a seal, which the journal keeps too."""
    return hashlib.sha256(canonique(donnees)).hexdigest()
