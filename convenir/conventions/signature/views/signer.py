"""Signing, refusing, and recording what somebody signed elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from convenir.conventions.enums import EtatCircuit, EtatSignature
from convenir.conventions.forms.texte import MotifForm
from convenir.conventions.signature import operations
from convenir.conventions.signature.forms import (
    CertificatForm,
    ExemplaireCertifieForm,
    PapierForm,
    ScanForm,
    SimpleForm,
)
from convenir.conventions.signature.queries import caduques, groupe_en_cours
from convenir.conventions.signature.views.textes import contexte, recevoir, signature_de, texte_de
from convenir.documents.operations import conserver
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Signature
    from convenir.conventions.signature.textes import Texte

FORMULAIRES: dict[str, type[Form]] = {
    "simple": SimpleForm,
    "certificat": CertificatForm,
    "exemplaire": ExemplaireCertifieForm,
    "scan": ScanForm,
    "papier": PapierForm,
}
DU_SIGNATAIRE = ("simple", "certificat", "exemplaire", "scan")
DU_PILOTE = ("scan", "papier", "exemplaire")
PAS_A_VOUS = (
    "Cette signature est attendue de {} : pour signer à sa place, il faut une délégation enregistrée par qui "
    "pilote la convention."
)


@sensitive_post_parameters("mot_de_passe")
@require_http_methods(["GET", "HEAD", "POST"])
def signer(request: Requete, code: str, signature: int, rang: int | None = None) -> HttpResponse:
    """The page of whoever signs: read, then choose how."""
    texte = texte_de(request, code, rang)
    attendue = signature_de(texte, signature)
    if attendue.personne_id != request.user.pk:
        raise Refus(PAS_A_VOUS.format(attendue.nom))
    return _traiter(request, texte, attendue, DU_SIGNATAIRE, "signature/signer.html")


@require_http_methods(["GET", "HEAD", "POST"])
def enregistrer(request: Requete, code: str, signature: int, rang: int | None = None) -> HttpResponse:
    """The page of whoever pilots: what somebody signed on paper, or elsewhere with a certificate."""
    texte = texte_de(request, code, rang)
    attendue = signature_de(texte, signature)
    return _traiter(request, texte, attendue, DU_PILOTE, "signature/enregistrer.html")


def _traiter(
    request: Requete, texte: Texte, attendue: Signature, modes: tuple[str, ...], gabarit: str
) -> HttpResponse:
    mode = request.POST.get("mode", "") if request.method == "POST" else ""
    formulaires = {nom: _formulaire(nom, request, attendue, choisi=nom == mode) for nom in modes}
    choisi = formulaires.get(mode)
    if choisi is not None and choisi.is_valid():
        try:
            _faire(request, attendue, mode, choisi.cleaned_data)
        except Refus as refus:
            choisi.add_error(None, refus.message)
        else:
            messages.success(request, f"La signature de {attendue.nom} est enregistrée.")
            return redirect(texte.adresse())
    page = contexte(
        texte,
        signature=attendue,
        formulaires=formulaires,
        mode=mode,
        possible=_possible(attendue),
        tour=attendue in groupe_en_cours(attendue.circuit),
        circuit=attendue.circuit,
        caduques=caduques(texte, attendue.circuit),
        adresse_du_refus=texte.adresse("refuser", attendue.pk),
    )
    return render(request, gabarit, page, status=422 if request.method == "POST" else 200)


def _possible(attendue: Signature) -> bool:
    return attendue.etat == EtatSignature.ATTENDUE and attendue.circuit.etat == EtatCircuit.OUVERT


def _formulaire(nom: str, request: Requete, attendue: Signature, *, choisi: bool) -> Form:
    donnees, fichiers = (request.POST, request.FILES) if choisi else (None, None)
    initial = {"lieu": attendue.circuit.lieu, "jour": timezone.localdate()}
    return FORMULAIRES[nom](donnees, fichiers, initial=initial, auto_id=f"{nom}_%s")


@sensitive_variables("saisie")
def _faire(request: Requete, attendue: Signature, mode: str, saisie: dict[str, Any]) -> None:
    auteur, personne = request.acces.auteur, request.acces.personne
    lieu = saisie["lieu"]
    match mode:
        case "simple":
            operations.signer(attendue, personne, lu=saisie["lu"], lieu=lieu, auteur=auteur)
        case "certificat":
            p12 = saisie["certificat"].read()
            mot = saisie["mot_de_passe"]
            operations.signer_avec_un_certificat(attendue, personne, p12, mot, lieu=lieu, auteur=auteur)
        case "exemplaire":
            _, pdf = recevoir(saisie["exemplaire"])
            operations.joindre_l_exemplaire_certifie(attendue, pdf, lieu=lieu, auteur=auteur)
        case "scan":
            nom, scan = recevoir(saisie["scan"])
            options: dict[str, Any] = {"lieu": lieu, "qui": str(personne), "auteur": auteur}
            operations.joindre_le_scan(attendue, nom, scan, saisie["jour"], **options)
        case "papier":
            preuve = conserver(*recevoir(saisie["preuve"])) if saisie["preuve"] else None
            options = {"lieu": lieu, "preuve": preuve, "auteur": auteur}
            operations.constater_sur_papier(attendue, saisie["jour"], saisie["attestation"], **options)


@require_POST
def refuser(request: Requete, code: str, signature: int, rang: int | None = None) -> HttpResponse:
    """Say no, and why."""
    texte = texte_de(request, code, rang)
    attendue = signature_de(texte, signature)
    formulaire = MotifForm(request.POST)
    motif = formulaire.cleaned_data["motif"] if formulaire.is_valid() else ""
    operations.refuser(attendue, request.acces.personne, motif, auteur=request.acces.auteur)
    messages.success(request, "Votre refus est enregistré ; qui pilote la convention en est prévenu.")
    return redirect(texte.adresse())
