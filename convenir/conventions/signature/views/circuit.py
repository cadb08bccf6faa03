"""The round of a text: who signed, who is awaited, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convenir.acteurs.models import Personne
from convenir.conventions.enums import EtatCircuit, Statut
from convenir.conventions.forms.texte import MotifForm
from convenir.conventions.signature import operations
from convenir.conventions.signature.forms import ConventionPapierForm, DesignationForm, TextePapierForm
from convenir.conventions.signature.livrables import decrire
from convenir.conventions.signature.preparation import Preparation
from convenir.conventions.signature.queries import caduques, dernier_circuit, membres_signataires
from convenir.conventions.signature.rendus import exiger_le_rendu
from convenir.conventions.signature.tasks import NATURE
from convenir.conventions.signature.views.textes import (
    contexte,
    exiger_le_circuit,
    recevoir,
    signature_de,
    texte_de,
)
from convenir.documents.operations import conserver
from convenir.documents.queries import octets
from convenir.socle.enums import EtatTravail
from convenir.socle.erreurs import Refus
from convenir.socle.models import Travail
from convenir.socle.tasks import lancer

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from convenir.conventions.acces import Requete
    from convenir.conventions.signature.textes import Texte
    from convenir.documents.models import Fichier

PAS_PRET = "Seul un texte dit prêt part à la signature : celui-ci est à l’état « {} »."
RETIRE = (
    "Le texte est retiré de la signature. Les signatures déjà données restent visibles, et ne valent plus."
)
TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}


@require_safe
def circuit(request: Requete, code: str, rang: int | None = None) -> HttpResponse:
    """Who has signed, who is awaited, since when; before, how to start; after, what is sealed."""
    texte = texte_de(request, code, rang)
    dernier = dernier_circuit(texte)
    vivant = dernier if dernier and dernier.etat != EtatCircuit.RETIRE else None
    lignes = decrire(vivant, request.user) if vivant else ()
    return render(
        request,
        "signature/circuit.html",
        contexte(
            texte,
            circuit=vivant,
            lignes=lignes,
            attendus=[ligne.signature.nom for ligne in lignes if ligne.tour],
            a_signer=[ligne.actes["signer"] for ligne in lignes if ligne.a_moi],
            adresse_de_preparation=texte.adresse("preparer"),
            adresse_du_papier=texte.adresse("papier"),
            adresse_du_retrait=texte.adresse("retirer"),
            jours=(timezone.now() - vivant.ouvert_le).days if vivant else 0,
            caduques=caduques(texte, vivant),
            travail=_en_preparation(request, texte),
            brouillon=texte.statut == Statut.BROUILLON,
            prete=texte.statut == Statut.PRETE,
            ouvert=vivant is not None and vivant.etat == EtatCircuit.OUVERT,
        ),
    )


def _en_preparation(request: Requete, texte: Texte) -> Travail | None:
    """The sending under way, for whoever asked for it."""
    travaux = Travail.objects.filter(
        nature=NATURE,
        objet=texte.convention.code,
        demandeur=request.user.cle,
        etat__in=[EtatTravail.EN_ATTENTE, EtatTravail.EN_COURS],
    )
    return travaux.order_by("-cree_le", "id").first()


@require_http_methods(["GET", "HEAD", "POST"])
def preparer(request: Requete, code: str, rang: int | None = None) -> HttpResponse:
    """Groups, accounts, delegations; then the exemplaire is made and sent, by a job."""
    texte = texte_de(request, code, rang)
    if texte.statut != Statut.PRETE:
        raise Refus(PAS_PRET.format(texte.etat_dit))
    exiger_le_rendu(texte)
    donnees = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    preparation = Preparation(texte, *donnees)
    if preparation.is_valid():
        travail = lancer(
            NATURE,
            libelle=f"Envoi à la signature, « {texte.nom} »"[:200],
            retour=texte.adresse("preparer"),
            demandeur=request.user.cle,
            objet=code,
            donnees={
                "avenant": rang,
                "personne": request.user.pk,
                "organisation": request.acces.organisation.pk if request.acces.organisation else None,
                "lieu": preparation.lieu.cleaned_data["lieu"],
                "choix": {ligne.place.cle: _choix(ligne.saisie) for ligne in preparation.lignes},
            },
        )
        return redirect(travail)
    statut = 422 if preparation.is_bound else 200
    return render(request, "signature/preparer.html", contexte(texte, preparation=preparation), status=statut)


def _choix(saisie: dict[str, Any]) -> dict[str, Any]:
    delegation = _garder(saisie["delegation"])
    return {
        "rang": saisie["rang"],
        "personne": saisie["personne"],
        "delegation": delegation.pk if delegation else None,
    }


def _garder(fichier: Any) -> Fichier | None:
    """A file given, kept; None without one."""
    if not fichier:
        return None
    nom, contenu = recevoir(fichier)
    return conserver(nom, contenu)


@require_safe
def exemplaire(request: Requete, code: str, rang: int | None = None) -> HttpResponseBase:
    """The present copy, to read or to sign elsewhere."""
    texte = texte_de(request, code, rang)
    dernier = exiger_le_circuit(texte)
    suffixe = f"-avenant-{rang}" if rang else ""
    nom = f"{code}{suffixe}-{dernier.get_etat_display().lower()}.pdf"
    return _montrer(octets(dernier.courant), "pdf", nom)


@require_safe
def piece(
    request: Requete, code: str, signature: int, piece: str, rang: int | None = None
) -> HttpResponseBase:
    """The proof or the delegation of a signature."""
    donnee = signature_de(texte_de(request, code, rang), signature)
    fichier = {"preuve": donnee.preuve, "delegation": donnee.delegation}.get(piece)
    if fichier is None:
        raise Http404
    return _montrer(octets(fichier), fichier.format, fichier.nom)


def _montrer(contenu: bytes, format_: str, nom: str) -> HttpResponseBase:
    """Shown by the browser when it is of a kind it only shows; saved otherwise."""
    reponse = HttpResponse(contenu, content_type=TYPES.get(format_, "application/octet-stream"))
    disposition = "inline" if format_ in TYPES else "attachment"
    propre = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in nom)
    reponse.headers["Content-Disposition"] = f'{disposition}; filename="{propre}"'
    return reponse


@require_POST
def retirer(request: Requete, code: str, rang: int | None = None) -> HttpResponse:
    """Take the text back, for a reason."""
    texte = texte_de(request, code, rang)
    dernier = dernier_circuit(texte)
    if dernier is None:
        raise Refus("Ce texte n’est pas parti à la signature : il n’y a rien à retirer.")
    formulaire = MotifForm(request.POST)
    motif = formulaire.cleaned_data["motif"] if formulaire.is_valid() else ""
    operations.retirer(dernier, motif, auteur=request.acces.auteur)
    messages.success(request, RETIRE)
    return redirect(texte.adresse())


@require_POST
def relancer(request: Requete, code: str, signature: int, rang: int | None = None) -> HttpResponse:
    """Write again to somebody whose turn it is."""
    texte = texte_de(request, code, rang)
    attendue = signature_de(texte, signature)
    try:
        operations.relancer_le_signataire(attendue, auteur=request.acces.auteur)
    except Refus as refus:
        messages.warning(request, refus.message)
    else:
        messages.success(request, f"Une relance est adressée à {attendue.nom}, avec le lien pour signer.")
    return redirect(texte.adresse())


@require_http_methods(["GET", "HEAD", "POST"])
def designer(request: Requete, code: str, signature: int, rang: int | None = None) -> HttpResponse:
    """Who signs here for somebody, and the delegation."""
    texte = texte_de(request, code, rang)
    attendue = signature_de(texte, signature)
    envoi = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    formulaire = DesignationForm(
        *envoi, membres=membres_signataires(texte.convention), initial={"personne": attendue.personne_id}
    )
    if formulaire.is_bound and formulaire.is_valid():
        personne = Personne.objects.filter(pk=formulaire.cleaned_data["personne"]).first()
        delegation = _garder(formulaire.cleaned_data["delegation"])
        try:
            operations.designer(attendue, personne, delegation, auteur=request.acces.auteur)
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, f"Enregistré pour {attendue.nom}.")
            return redirect(texte.adresse())
    statut = 422 if formulaire.is_bound else 200
    page = contexte(texte, signature=attendue, formulaire=formulaire)
    return render(request, "signature/designer.html", page, status=statut)


@require_http_methods(["GET", "HEAD", "POST"])
def papier(request: Requete, code: str, rang: int | None = None) -> HttpResponse:
    """A text already signed on paper: its signed PDF is sealed."""
    texte = texte_de(request, code, rang)
    if texte.statut not in {Statut.BROUILLON, Statut.PRETE}:
        raise Refus(
            f"Ce texte est à l’état « {texte.etat_dit} » : il ne s’enregistre plus comme signé sur papier."
        )
    donnees, fichiers = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    initial = {"debut": texte.convention.debut, "fin": texte.convention.fin}
    genre = TextePapierForm if texte.avenant else ConventionPapierForm
    formulaire = genre(donnees, fichiers, initial=initial)
    if formulaire.is_bound and formulaire.is_valid():
        saisie = formulaire.cleaned_data
        nom, pdf = recevoir(saisie["exemplaire"])
        exemplaire = operations.ExemplairePapier(
            nom=nom,
            pdf=pdf,
            signe_le=saisie["jour"],
            attestation=saisie["attestation"],
            lieu=saisie["lieu"],
            debut=saisie.get("debut"),
            fin=saisie.get("fin"),
        )
        try:
            operations.enregistrer_signee_sur_papier(texte, exemplaire, auteur=request.acces.auteur)
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, "Le texte est enregistré comme signé, et son exemplaire est scellé.")
            return redirect(texte.adresse())
    statut = 422 if formulaire.is_bound else 200
    return render(request, "signature/papier.html", contexte(texte, formulaire=formulaire), status=statut)
