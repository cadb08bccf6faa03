"""The mails of the circuit: it is your turn, somebody refused, everybody has signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from convenir.acteurs.enums import Role
from convenir.conventions.models import Membre
from convenir.conventions.signature.queries import groupe_en_cours
from convenir.conventions.signature.rules import RELANCE
from convenir.conventions.signature.textes import texte_du_circuit
from convenir.notifications.operations import Destinataire, ecrire, relancer
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.acteurs.models import Personne
    from convenir.conventions.models import Circuit, Signature
    from convenir.journal.operations import Auteur

TOUR = "signature"
SUITE = "suite_de_signature"


def adresse_de_verification(circuit: Circuit) -> str:
    """The whole address that the QR code of an exemplaire holds."""
    return lien_de_verification(str(circuit.cle))


def lien_de_verification(cle: str) -> str:
    """The same, before the round exists."""
    return f"{settings.ADRESSE_DU_SITE}{reverse('signature:verifier', args=[cle])}"


def prevenir_le_groupe(circuit: Circuit, auteur: str | Auteur, *, seulement: Signature | None = None) -> None:
    """Write to those whose turn has come and who have an address, with the link; or to one of them alone."""
    for signature in groupe_en_cours(circuit):
        if seulement is None or signature == seulement:
            destinataire = _destinataire(signature.personne)
            if destinataire:
                ecrire(
                    destinataire,
                    "signature/courriels/tour.txt",
                    _contexte(signature, auteur),
                    motif=TOUR,
                    sujet=sujet(signature),
                )


def relancer_une_personne(signature: Signature, auteur: str | Auteur) -> None:
    """Write again to one of them. Raises `Refus` without an address, or too soon after the last mail."""
    destinataire = _destinataire(signature.personne)
    if destinataire is None:
        raise Refus(
            f"{signature.nom} n’a pas de compte ici : dites d’abord qui signe, ou enregistrez sa signature "
            "sur papier."
        )
    contexte = _contexte(signature, auteur)
    options: dict[str, Any] = {"motif": TOUR, "sujet": sujet(signature), "delai": RELANCE}
    relancer(destinataire, "signature/courriels/tour.txt", contexte, **options)


def dire_le_refus(signature: Signature, auteur: str | Auteur) -> None:
    """Tell those who pilot that somebody refuses to sign, and why."""
    texte = texte_du_circuit(signature.circuit)
    contexte = {
        "auteur": _nom(auteur),
        "lien": texte.adresse(),
        "texte": texte,
        "signature": signature,
    }
    for membre in _pilotes(signature.circuit):
        if destinataire := _destinataire(membre.personne):
            gabarit = "signature/courriels/refus.txt"
            ecrire(destinataire, gabarit, contexte, motif=SUITE, sujet=sujet(signature))


def annoncer_le_sceau(circuit: Circuit, auteur: str | Auteur) -> None:
    """Tell those who signed and those who pilot that the text is sealed, once each."""
    texte = texte_du_circuit(circuit)
    signataires = [s.personne for s in circuit.signatures.select_related("personne") if s.personne]
    personnes = {p.pk: p for p in [*signataires, *(m.personne for m in _pilotes(circuit))]}
    contexte = {
        "auteur": _nom(auteur),
        "lien": adresse_de_verification(circuit),
        "texte": texte,
    }
    for personne in personnes.values():
        if destinataire := _destinataire(personne):
            gabarit = "signature/courriels/sceau.txt"
            ecrire(destinataire, gabarit, contexte, motif=SUITE, sujet=texte.cle, facultatif=True)


def sujet(signature: Signature) -> str:
    """What a mail about one signature is about: another exemplaire is another subject."""
    return f"{texte_du_circuit(signature.circuit).cle}/signature:{signature.pk}"


def _contexte(signature: Signature, auteur: str | Auteur) -> dict[str, Any]:
    texte = texte_du_circuit(signature.circuit)
    return {
        "auteur": _nom(auteur),
        "lien": texte.adresse("signer", signature.pk),
        "texte": texte,
        "signature": signature,
    }


def _nom(auteur: str | Auteur) -> str:
    if isinstance(auteur, str):
        return auteur
    return ", ".join(filter(None, (auteur.nom, auteur.organisation_nom)))


def _pilotes(circuit: Circuit) -> list[Membre]:
    membres = Membre.objects.filter(
        convention=circuit.version.convention_id,
        role__in=[Role.PILOTAGE, Role.ADMINISTRATION],
        parti_le=None,
    )
    return list(membres.select_related("personne").order_by("pk"))


def _destinataire(personne: Personne | None) -> Destinataire | None:
    if personne is None or not personne.email or not personne.is_active:
        return None
    return Destinataire(personne.cle, str(personne), personne.email)
