"""A text that was signed on paper outside the tool: its signed PDF is sealed as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from convenir.conventions.enums import EtatSignature, ModeSignature, Statut
from convenir.conventions.models import Circuit, Signature
from convenir.conventions.operations.avenants import exiger_un_avenant_entier
from convenir.conventions.operations.ecriture import verifier
from convenir.conventions.operations.versions import figer
from convenir.conventions.signature.operations.passage import consigner_sur, verrouiller_le_texte
from convenir.conventions.signature.operations.sceau import sceller
from convenir.conventions.signature.operations.signatures import A_VENIR
from convenir.conventions.signature.queries import places_de
from convenir.documents.operations import conserver
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    import datetime

    from convenir.conventions.models import Sceau
    from convenir.conventions.signature.textes import Texte
    from convenir.journal.operations import Auteur

MOTIF = "Texte déjà signé sur papier"
DEJA_PARTI = "Ce texte est déjà à la signature, ou signé : il ne s’enregistre plus comme signé sur papier."
SANS_DATES = "Donnez le premier et le dernier jour de la convention : un texte signé a une durée."


@dataclass(frozen=True, slots=True)
class ExemplairePapier:
    """The signed PDF, when and where it was signed, and who says so; `debut` and `fin` of the convention."""

    nom: str
    pdf: bytes
    signe_le: datetime.date
    attestation: str
    lieu: str = ""
    debut: datetime.date | None = None
    fin: datetime.date | None = None


@transaction.atomic
def enregistrer_signee_sur_papier(
    texte: Texte, exemplaire: ExemplairePapier, *, auteur: str | Auteur = ""
) -> Sceau:
    """Record a text as signed on paper by all its signatories, its PDF sealed.

    Raises `Refus` when it is neither a draft nor ready, when the file is no PDF, when dates or who says so
    are missing.
    """
    actuel = verrouiller_le_texte(texte)
    if actuel.statut not in {Statut.BROUILLON, Statut.PRETE}:
        raise Refus(DEJA_PARTI)
    _exiger(exemplaire)
    _dater(actuel, exemplaire)
    version = figer(actuel.convention, MOTIF, actuel.avenant)
    fichier = conserver(exemplaire.nom, exemplaire.pdf, "pdf")
    circuit = Circuit(version=version, exemplaire=fichier, courant=fichier, lieu=exemplaire.lieu)
    verifier(circuit, unicite=True)
    circuit.save(force_insert=True)
    for signature in _signatures(actuel, circuit, exemplaire):
        verifier(signature)
        signature.save(force_insert=True)
    resume = "Déjà signé sur papier : l’exemplaire signé est joint et scellé."
    donnees = {"signe_le": exemplaire.signe_le.isoformat(), "sha256": fichier.sha256}
    personnel = {"atteste_par": exemplaire.attestation}
    consigner_sur(actuel, "signee_sur_papier", resume, auteur, personnel=personnel, **donnees)
    return sceller(circuit, auteur)


def _exiger(exemplaire: ExemplairePapier) -> None:
    if not exemplaire.pdf.startswith(b"%PDF-"):
        raise Refus("Joignez l’exemplaire signé au format PDF : c’est lui qui sera scellé.")
    if not exemplaire.attestation.strip():
        raise Refus("Dites qui atteste que ce texte a été signé sur papier.")
    if exemplaire.signe_le > timezone.localdate():
        raise Refus(A_VENIR)


def _dater(texte: Texte, exemplaire: ExemplairePapier) -> None:
    """The dates of a convention are those of the paper; an avenant has its own already."""
    if texte.avenant:
        exiger_un_avenant_entier(texte.avenant)
        return
    convention = texte.convention
    convention.debut = exemplaire.debut or convention.debut
    convention.fin = exemplaire.fin or convention.fin
    if convention.debut is None or convention.fin is None:
        raise Refus(SANS_DATES)
    verifier(convention)
    convention.save(update_fields=["debut", "fin"])


def _signatures(texte: Texte, circuit: Circuit, exemplaire: ExemplairePapier) -> list[Signature]:
    return [
        Signature(
            circuit=circuit,
            rang=place.rang,
            partie=place.partie,
            nom=place.nom,
            qualite=place.qualite,
            etat=EtatSignature.APPOSEE,
            mode=ModeSignature.PAPIER,
            signee_le=exemplaire.signe_le,
            lieu=exemplaire.lieu,
            attestation=exemplaire.attestation.strip(),
        )
        for place in places_de(texte)
    ]
