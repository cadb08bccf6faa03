"""The round itself: sent, its signatories named, reminded, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from convenir.conventions.enums import EtatCircuit, EtatSignature, Statut
from convenir.conventions.models import Circuit, Membre, Signature
from convenir.conventions.operations.avenants import exiger_un_avenant_entier
from convenir.conventions.operations.ecriture import verifier
from convenir.conventions.operations.versions import figer
from convenir.conventions.prealables import manques
from convenir.conventions.signature.courriels import prevenir_le_groupe, relancer_une_personne
from convenir.conventions.signature.operations.passage import (
    consigner_sur,
    passer_la_signature,
    passer_le_circuit,
    passer_le_texte,
    verrouiller_la_signature,
    verrouiller_le_circuit,
    verrouiller_le_texte,
)
from convenir.conventions.signature.queries import groupe_en_cours
from convenir.conventions.signature.rules import est_de_ce_nom
from convenir.conventions.signature.textes import texte_du_circuit
from convenir.documents.operations import conserver
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    import uuid

    from convenir.acteurs.models import Personne
    from convenir.conventions.models import Version
    from convenir.conventions.signature.textes import Texte
    from convenir.documents.models import Fichier
    from convenir.journal.operations import Auteur

MOTIF = "Texte envoyé à la signature"
A_CHANGE = "Le texte a changé pendant la préparation de l’exemplaire : recommencez l’envoi."
SANS_SIGNATAIRE = "Aucun signataire n’est prévu : complétez d’abord les parties."


@dataclass(frozen=True, slots=True)
class Attendu:
    """Somebody expected to sign for a party, in which rank; `personne` has the account that may sign here."""

    partie: str
    nom: str
    qualite: str
    rang: int
    personne: Personne | None = None
    delegation: Fichier | None = None


@dataclass(frozen=True, slots=True)
class Envoi:
    """What is sent: the version, its PDF, the key in its QR code, who signs, where."""

    version: Version
    cle: uuid.UUID
    exemplaire: bytes
    attendus: tuple[Attendu, ...]
    lieu: str = ""


@transaction.atomic
def figer_pour_la_signature(texte: Texte) -> Version:
    """Freeze what is about to be printed and signed. Raises `Refus` when not ready or not whole."""
    return _figer(verrouiller_le_texte(texte))


def _figer(texte: Texte) -> Version:
    if texte.statut != Statut.PRETE:
        raise Refus(
            f"Seul un texte dit prêt part à la signature : celui-ci est à l’état « {texte.etat_dit} »."
        )
    if texte.avenant:
        exiger_un_avenant_entier(texte.avenant)
    elif restants := manques(texte.convention):
        raise Refus(f"Un point reste à régler avant d’envoyer ce texte à la signature : {restants[0].phrase}")
    return figer(texte.convention, MOTIF, texte.avenant)


@transaction.atomic
def envoyer(texte: Texte, envoi: Envoi, *, auteur: str | Auteur = "") -> Circuit:
    """Send a text out for signature and write to those who sign first.

    Raises `Refus` when it is not ready, misses something, or changed since it was printed.
    """
    actuel = verrouiller_le_texte(texte)
    if _figer(actuel) != envoi.version:
        raise Refus(A_CHANGE)
    if not envoi.attendus:
        raise Refus(SANS_SIGNATAIRE)
    exemplaire = conserver(f"{actuel.convention.code}-a-signer.pdf", envoi.exemplaire, "pdf")
    circuit = Circuit(
        cle=envoi.cle,
        version=envoi.version,
        exemplaire=exemplaire,
        courant=exemplaire,
        lieu=envoi.lieu.strip(),
    )
    verifier(circuit, unicite=True)
    circuit.save(force_insert=True)
    for attendu in envoi.attendus:
        _attendre(circuit, attendu)
    passer_le_texte(actuel, Statut.EN_SIGNATURE)
    combien = len(envoi.attendus)
    resume = f"Envoi à la signature de {combien} personne{'s' if combien > 1 else ''}."
    consigner_sur(actuel, "envoyee", resume, auteur, version=envoi.version.numero, sha256=exemplaire.sha256)
    prevenir_le_groupe(circuit, auteur)
    return circuit


def _attendre(circuit: Circuit, attendu: Attendu) -> None:
    signature = Signature(
        circuit=circuit,
        rang=attendu.rang,
        partie=attendu.partie,
        nom=attendu.nom,
        qualite=attendu.qualite,
        personne=attendu.personne,
        delegation=attendu.delegation,
    )
    _exiger_signataire(signature)
    verifier(signature)
    signature.save(force_insert=True)


def _exiger_signataire(signature: Signature) -> None:
    """Who signs here is a member with that function, and the person named unless a delegation is there."""
    personne = signature.personne
    if personne is None:
        return
    membres = Membre.objects.filter(convention=signature.circuit.version.convention_id, parti_le=None)
    if not membres.filter(personne=personne, signataire=True).exists():
        raise Refus(
            f"{personne} n’a pas la fonction de signataire dans cette convention : donnez-la d’abord."
        )
    if signature.delegation is None and not est_de_ce_nom(signature.nom, str(personne)):
        raise Refus(
            f"{personne} n’est pas {signature.nom} : pour signer à sa place, il faut joindre la délégation."
        )


@transaction.atomic
def designer(
    signature: Signature,
    personne: Personne | None,
    delegation: Fichier | None = None,
    *,
    auteur: str | Auteur = "",
) -> Signature:
    """Say who signs here for somebody, by which delegation; they are written to when it is their turn.

    Raises `Refus` when the signature is no longer expected, or the person may not sign in this convention.
    """
    attendue = verrouiller_la_signature(signature)
    autre = attendue.personne != personne
    attendue.personne = personne
    attendue.delegation = delegation or attendue.delegation
    _exiger_signataire(attendue)
    attendue.save(update_fields=["personne", "delegation"])
    texte = texte_du_circuit(attendue.circuit)
    consigner_sur(
        texte,
        "signataire_designe",
        f"Signataire désigné pour {attendue.partie}.",
        auteur,
        personnel={"signataire": attendue.nom, "personne": str(personne or "")},
    )
    if autre and attendue in groupe_en_cours(attendue.circuit):
        prevenir_le_groupe(attendue.circuit, auteur, seulement=attendue)
    return attendue


@transaction.atomic
def relancer_le_signataire(signature: Signature, *, auteur: Auteur) -> None:
    """Write again to somebody whose turn it is, with the link.

    Raises `Refus` when it is not their turn, when they have no account here, or too soon after the last mail.
    """
    attendue = verrouiller_la_signature(signature)
    if attendue not in groupe_en_cours(attendue.circuit):
        raise Refus(f"Ce n’est pas encore le tour de {attendue.nom} : il n’y a rien à relancer.")
    relancer_une_personne(attendue, auteur)
    texte = texte_du_circuit(attendue.circuit)
    consigner_sur(
        texte,
        "signataire_relance",
        f"Relance pour {attendue.partie}.",
        auteur,
        personnel={"nom": attendue.nom},
    )


@transaction.atomic
def retirer(circuit: Circuit, motif: str, *, auteur: str | Auteur = "") -> None:
    """Take a text back from signature, for a reason: it is ready again, and its signatures lapse but stay.

    Raises `Refus` without a reason, or when the round is over.
    """
    actuel = verrouiller_le_circuit(circuit)
    if not motif.strip():
        raise Refus("Dites pourquoi : le motif sera gardé, et lu par celles et ceux qui ont déjà signé.")
    signatures = list(actuel.signatures.order_by("rang", "pk"))
    for signature in signatures:
        passer_la_signature(signature, EtatSignature.CADUQUE)
    passer_le_circuit(actuel, EtatCircuit.RETIRE, motif_du_retrait=motif.strip())
    texte = verrouiller_le_texte(texte_du_circuit(actuel))
    passer_le_texte(texte, Statut.PRETE)
    donnees_avant = sum(1 for s in signatures if s.mode)
    resume = f"Retrait de la signature : {motif.strip()}"
    consigner_sur(texte, "retiree", resume, auteur, motif=motif.strip(), signatures=donnees_avant)
