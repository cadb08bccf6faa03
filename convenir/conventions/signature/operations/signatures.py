"""One signature: given in one of four ways, or refused. The last one seals the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from convenir.conventions.enums import EtatSignature, ModeSignature
from convenir.conventions.signature.courriels import dire_le_refus, prevenir_le_groupe
from convenir.conventions.signature.operations.passage import (
    consigner_sur,
    passer_la_signature,
    verrouiller_la_signature,
)
from convenir.conventions.signature.operations.sceau import sceller
from convenir.conventions.signature.queries import groupe_en_cours
from convenir.conventions.signature.rules import format_du_scan, se_lit_dans
from convenir.conventions.signature.textes import texte_du_circuit
from convenir.documents.operations import conserver
from convenir.documents.queries import octets
from convenir.documents.signature import Portee, n_ajoute_que_des_signatures, signer_pdf, verifier_pdf
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    import datetime

    from convenir.acteurs.models import Personne
    from convenir.conventions.models import Signature
    from convenir.documents.models import Fichier
    from convenir.documents.signature import SignatureLue
    from convenir.journal.operations import Auteur

NON_LU = "Cochez que vous avez lu le document avant de le signer."
AUTRE_EXEMPLAIRE = (
    "Ce fichier n’est pas l’exemplaire à signer, augmenté d’une signature : téléchargez celui d’aujourd’hui, "
    "signez-le sans rien y changer d’autre, puis déposez-le."
)
SCAN_INCONNU = "Joignez l’exemplaire signé et numérisé : un PDF, une image JPEG ou une image PNG."
A_VENIR = "La date d’une signature ne peut être à venir : corrigez-la."


@transaction.atomic
def signer(
    signature: Signature, personne: Personne, *, lu: bool, lieu: str = "", auteur: str | Auteur = ""
) -> Signature:
    """Sign simply: somebody signed in says they read the document and sign it, today.

    Raises `Refus` when it is not theirs to sign, not their turn, or given meanwhile.
    """
    attendue = _pour(signature, personne)
    if not lu:
        raise Refus(NON_LU)
    attestation = f"{personne}, connecté·e à son compte, déclare avoir lu et signer"
    return _apposer(
        attendue, ModeSignature.SIMPLE, timezone.localdate(), auteur, lieu=lieu, attestation=attestation
    )


@transaction.atomic
def signer_avec_un_certificat(
    signature: Signature,
    personne: Personne,
    p12: bytes,
    mot_de_passe: str,
    *,
    lieu: str = "",
    auteur: str | Auteur = "",
) -> Signature:
    """Sign the present copy with a certificate (PKCS#12) opened in memory; neither it nor its word is kept.

    Raises `Refus` like `signer`, and when the certificate is not fit to sign.
    """
    attendue = _pour(signature, personne)
    signe = signer_pdf(
        octets(attendue.circuit.courant),
        certificat=p12,
        mot_de_passe=mot_de_passe,
        nom=attendue.nom,
        qualite=attendue.qualite,
        motif=texte_du_circuit(attendue.circuit).nom,
        lieu=lieu,
        instant=timezone.now(),
    )
    return _certifier(attendue, signe, lieu, auteur)


@transaction.atomic
def joindre_l_exemplaire_certifie(
    signature: Signature, pdf: bytes, *, lieu: str = "", auteur: str | Auteur = ""
) -> Signature:
    """Keep the PDF that somebody signed elsewhere: the present copy, byte for byte, and one more signature.

    Raises `Refus` when it is not, when the signature is broken, not expected now, or given meanwhile.
    """
    return _certifier(_a_son_tour(signature), pdf, lieu, auteur)


def _certifier(attendue: Signature, pdf: bytes, lieu: str, auteur: str | Auteur) -> Signature:
    circuit = attendue.circuit
    avant = octets(circuit.courant)
    lue = _nouvelle_signature(avant, pdf)
    nom = f"{circuit.version.convention.code}-signe.pdf"
    circuit.courant = conserver(nom, pdf, "pdf")
    circuit.save(update_fields=["courant"])
    reserve = "" if se_lit_dans(attendue.nom, lue.nom) else f" (et non de {attendue.nom})"
    attestation = f"Certificat au nom de {lue.nom}{reserve}, délivré par {lue.emetteur}"[:300]
    jour = timezone.localdate(lue.instant) if lue.instant else timezone.localdate()
    return _apposer(
        attendue, ModeSignature.CERTIFICAT, jour, auteur, lieu=lieu or lue.lieu, attestation=attestation
    )


def _nouvelle_signature(avant: bytes, apres: bytes) -> SignatureLue:
    """The one that a file adds to the present copy."""
    if not apres.startswith(avant) or not n_ajoute_que_des_signatures(avant, apres):
        raise Refus(AUTRE_EXEMPLAIRE)
    lues = verifier_pdf(apres, autorites=settings.AUTORITES)
    if len(lues) <= len(verifier_pdf(avant)):
        raise Refus("Ce fichier ne porte aucune nouvelle signature avec certificat : signez-le d’abord.")
    for lue in lues:
        if not lue.verdict.est_intacte:
            raise Refus(lue.phrase)
    if lues[-1].portee is not Portee.FICHIER:
        raise Refus(AUTRE_EXEMPLAIRE)
    return lues[-1]


@transaction.atomic
def joindre_le_scan(
    signature: Signature,
    nom: str,
    scan: bytes,
    jour: datetime.date,
    *,
    lieu: str = "",
    qui: str = "",
    auteur: str | Auteur = "",
) -> Signature:
    """Record a signature given on paper, with the scan of it; `qui` says who brought it.

    Raises `Refus` when the file is neither a PDF nor a picture, for a day to come, or given meanwhile.
    """
    attendue = verrouiller_la_signature(signature)
    if not (format_ := format_du_scan(scan)):
        raise Refus(SCAN_INCONNU)
    preuve = conserver(nom, scan, format_)
    return _apposer(
        attendue,
        ModeSignature.SCAN,
        jour,
        auteur,
        lieu=lieu,
        preuve=preuve,
        attestation=f"Exemplaire papier numérisé, joint par {qui}" if qui else "",
    )


@transaction.atomic
def constater_sur_papier(
    signature: Signature,
    jour: datetime.date,
    attestation: str,
    *,
    lieu: str = "",
    preuve: Fichier | None = None,
    auteur: str | Auteur = "",
) -> Signature:
    """Record that somebody has already signed on paper; `attestation` is who says so.

    Raises `Refus` when nobody says so, for a day to come, or given meanwhile.
    """
    attendue = verrouiller_la_signature(signature)
    options = {"lieu": lieu, "preuve": preuve, "attestation": attestation.strip()}
    return _apposer(attendue, ModeSignature.PAPIER, jour, auteur, **options)


@transaction.atomic
def refuser(signature: Signature, personne: Personne, motif: str, *, auteur: str | Auteur = "") -> Signature:
    """Refuse to sign, for a reason that those who pilot are told.

    Raises `Refus` without a reason, or when it is not theirs to sign, or given meanwhile.
    """
    attendue = _pour(signature, personne)
    if not motif.strip():
        raise Refus("Dites pourquoi vous refusez de signer : qui pilote la convention le lira.")
    passer_la_signature(attendue, EtatSignature.REFUSEE, motif=motif.strip())
    texte = texte_du_circuit(attendue.circuit)
    consigner_sur(
        texte,
        "signature_refusee",
        f"Refus de signer pour {attendue.partie}.",
        auteur,
        signature=attendue.pk,
        personnel={"signataire": attendue.nom, "motif": motif.strip()},
    )
    dire_le_refus(attendue, auteur)
    return attendue


def _pour(signature: Signature, personne: Personne) -> Signature:
    """A signature that this person gives, now."""
    attendue = verrouiller_la_signature(signature)
    if attendue.personne_id != personne.pk:
        raise Refus(
            f"Cette signature est attendue de {attendue.nom} : pour signer à sa place, il faut une "
            "délégation enregistrée par qui pilote la convention."
        )
    return _exiger_le_tour(attendue)


def _a_son_tour(signature: Signature) -> Signature:
    return _exiger_le_tour(verrouiller_la_signature(signature))


def _exiger_le_tour(attendue: Signature) -> Signature:
    groupe = groupe_en_cours(attendue.circuit)
    if attendue not in groupe:
        avant = ", ".join(s.nom for s in groupe) or "une personne qui a refusé"
        raise Refus(f"Ce n’est pas encore le tour de {attendue.nom} : signent d’abord {avant}.")
    return attendue


def _apposer(
    attendue: Signature, mode: ModeSignature, jour: datetime.date, auteur: str | Auteur, **champs: Any
) -> Signature:
    if jour > timezone.localdate():
        raise Refus(A_VENIR)
    lieu = str(champs.pop("lieu", "")).strip()
    passer_la_signature(attendue, EtatSignature.APPOSEE, mode=mode, signee_le=jour, lieu=lieu, **champs)
    texte = texte_du_circuit(attendue.circuit)
    consigner_sur(
        texte,
        "signee_par",
        f"Signature pour {attendue.partie} : {mode.label.lower()}.",
        auteur,
        signature=attendue.pk,
        mode=mode.value,
        sha256=attendue.circuit.courant.sha256,
        personnel={"signataire": attendue.nom, "attestation": attendue.attestation},
    )
    _suivre(attendue, auteur)
    return attendue


def _suivre(donnee: Signature, auteur: str | Auteur) -> None:
    """The last signature seals; the last of a group calls the next one."""
    circuit = donnee.circuit
    if not circuit.signatures.exclude(etat=EtatSignature.APPOSEE).exists():
        sceller(circuit, auteur)
    elif all(s.rang > donnee.rang for s in groupe_en_cours(circuit)):
        prevenir_le_groupe(circuit, auteur)
