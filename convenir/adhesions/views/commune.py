"""One commune: where it stands, what was done, the acts on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convenir.adhesions import operations
from convenir.adhesions.acces import exiger_la_commune, peut_ecrire
from convenir.adhesions.forms import (
    ActeForm,
    AnnulationForm,
    ClassementForm,
    ConseilForm,
    DatesForm,
    RetraitForm,
    VoteForm,
    exiger,
)
from convenir.adhesions.livrables import DOCUMENTS
from convenir.adhesions.propositions import proposer_copie, proposer_identifiant
from convenir.adhesions.queries import Situation, adhesions_de, contacts
from convenir.conventions.queries import conventions_de
from convenir.conventions.rules.executoire import Publication, remarque_publication
from convenir.documents.antivirus import examiner
from convenir.documents.models import Fichier
from convenir.documents.operations import conserver
from convenir.documents.queries import octets
from convenir.journal.livrables import historique
from convenir.journal.queries import evenements_de
from convenir.notifications.queries import get_dernier
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.core.files.uploadedfile import UploadedFile

    from convenir.adhesions.models import Adhesion
    from convenir.adhesions.propositions import Proposition
    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention

_SEL = "adhesions.copie"


def adhesion_de(request: Requete, code: str, insee: str) -> Adhesion:
    """The open record of a commune, as this person may see it."""
    conventions = conventions_de(request.user).filter(code=code)
    convention = get_object_or_404(conventions)
    return get_object_or_404(adhesions_de(convention), insee=insee)


@require_safe
def commune(request: Requete, code: str, insee: str) -> HttpResponse:
    """Where the commune stands and why, what can be noted, what was done."""
    adhesion = adhesion_de(request, code, insee)
    situation = Situation(adhesion, timezone.localdate())
    version = {"version": adhesion.version}
    dates = {champ: getattr(adhesion, champ) for champ in ("recue_le", "publiee_le", "publication")}
    references = {champ: getattr(adhesion, champ) for champ in ("siret", "matiere_code", "matiere_nom")}
    connus = contacts(adhesion.convention, insee)
    contexte = {
        "convention": adhesion.convention,
        "onglet": "adhesions",
        "adhesion": adhesion,
        "situation": situation,
        "ecrit": peut_ecrire(request.acces, insee),
        "remarque": _remarque(situation),
        "acte": ActeForm(),
        "dates": DatesForm(initial=dates | version),
        "conseil": ConseilForm(initial={"conseil_le": adhesion.conseil_le} | version),
        "retrait": RetraitForm(initial=version),
        "annulation": AnnulationForm(initial=version),
        "classement": ClassementForm(initial=references | version),
        "contacts": [(m, get_dernier(m.personne.cle, "adhesion", adhesion.objet)) for m in connus],
        "documents": DOCUMENTS.items(),
        "lignes": historique(evenements_de(adhesion.objet)),
    }
    return render(request, "adhesions/commune.html", contexte)


def _remarque(situation: Situation) -> str:
    """What to tell of the way the act was published; empty when it fits."""
    adhesion = situation.adhesion
    if adhesion.publiee_le is None:
        return ""
    mode = Publication(adhesion.publication)
    remarque = remarque_publication(mode, adhesion.publiee_le, situation.population)
    return remarque.message if remarque else ""


@require_safe
def copie(request: Requete, code: str, insee: str) -> HttpResponse:
    """The copy of the vote of a commune, as it was given."""
    adhesion = adhesion_de(request, code, insee)
    if adhesion.copie is None:
        raise Http404
    nom = quote(adhesion.copie.nom)
    entetes = {"Content-Disposition": f"attachment; filename*=UTF-8''{nom}"}
    return HttpResponse(octets(adhesion.copie), content_type="application/octet-stream", headers=entetes)


@require_POST
def lire_acte(request: Requete, code: str, insee: str = "") -> HttpResponse:
    """Read an identifier or a stamped copy, and show what it proposes to record."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    attendue = adhesion_de(request, code, insee) if insee else None
    saisie = exiger(ActeForm(request.POST, request.FILES))
    fichier = saisie["fichier"]
    donnees = fichier.read() if fichier else b""
    proposition = _proposer(convention, saisie["identifiant"], fichier, donnees, attendue)
    exiger_la_commune(request.acces, proposition.adhesion)
    gardee = signing.dumps(conserver(fichier.name, donnees).pk, salt=_SEL) if fichier else ""
    initial = proposition.initial | {"version": proposition.adhesion.version, "copie_gardee": gardee}
    contexte = {"proposition": proposition, "copie": fichier.name if fichier else ""}
    return _montrer_le_vote(request, proposition.adhesion, VoteForm(initial=initial), contexte)


def _proposer(
    convention: Convention,
    identifiant: str,
    fichier: UploadedFile[bytes] | None,
    donnees: bytes,
    attendue: Adhesion | None,
) -> Proposition:
    jour = timezone.localdate()
    if fichier is not None:
        return proposer_copie(convention, fichier.name or "", donnees, jour, attendue)
    return proposer_identifiant(convention, identifiant, jour, attendue)


@require_http_methods(["GET", "HEAD", "POST"])
def voter(request: Requete, code: str, insee: str) -> HttpResponse:
    """The form of a vote: empty for an act known on paper, else as an act proposed it."""
    adhesion = adhesion_de(request, code, insee)
    exiger_la_commune(request.acces, adhesion)
    if request.method != "POST":
        return _montrer_le_vote(request, adhesion, VoteForm(initial={"version": adhesion.version}), {})
    formulaire = VoteForm(request.POST, request.FILES)
    if formulaire.is_valid():
        try:
            vote = replace(formulaire.vote(), copie=_copie(formulaire))
            operations.enregistrer(
                adhesion, vote, version=formulaire.cleaned_data["version"], auteur=request.acces.auteur
            )
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, f"{adhesion.nom} : vote enregistré.")
            return redirect("adhesions:commune", code, insee)
    return _montrer_le_vote(request, adhesion, formulaire, {}, 422)


def _montrer_le_vote(
    request: Requete, adhesion: Adhesion, formulaire: VoteForm, suite: dict[str, Any], statut: int = 200
) -> HttpResponse:
    contexte = {
        "convention": adhesion.convention,
        "onglet": "adhesions",
        "adhesion": adhesion,
        "formulaire": formulaire,
        "proposition": None,
        "copie": "",
    }
    return render(request, "adhesions/vote.html", contexte | suite, status=statut)


def _copie(formulaire: VoteForm) -> Fichier | None:
    """The copy given with the form, else the one that was read to fill it."""
    if donnee := formulaire.cleaned_data["copie"]:
        contenu = donnee.read()
        examiner(contenu)
        return conserver(donnee.name, contenu)
    cle = formulaire.cleaned_data["copie_gardee"]
    if not cle:
        return None
    try:
        return Fichier.objects.get(pk=signing.loads(cle, salt=_SEL))
    except (signing.BadSignature, Fichier.DoesNotExist):
        raise Refus("La copie jointe n’a pas été retrouvée : choisissez-la de nouveau.") from None


def _noter(
    request: Requete,
    adhesion: Adhesion,
    formulaire: forms.Form,
    acte: Callable[..., Adhesion],
    message: str,
) -> HttpResponse:
    """Do a small act of the page of a commune; a form that cannot be read is told as a refusal."""
    exiger_la_commune(request.acces, adhesion)
    acte(adhesion, **exiger(formulaire), auteur=request.acces.auteur)
    messages.success(request, message)
    return redirect("adhesions:commune", adhesion.convention.code, adhesion.insee)


@require_POST
def dater(request: Requete, code: str, insee: str) -> HttpResponse:
    adhesion = adhesion_de(request, code, insee)
    return _noter(request, adhesion, DatesForm(request.POST), operations.dater, "Dates enregistrées.")


@require_POST
def annoncer_conseil(request: Requete, code: str, insee: str) -> HttpResponse:
    adhesion = adhesion_de(request, code, insee)
    formulaire = ConseilForm(request.POST)
    return _noter(request, adhesion, formulaire, operations.annoncer_conseil, "Conseil noté.")


@require_POST
def retirer(request: Requete, code: str, insee: str) -> HttpResponse:
    adhesion = adhesion_de(request, code, insee)
    return _noter(request, adhesion, RetraitForm(request.POST), operations.retirer, "Retrait enregistré.")


@require_POST
def annuler(request: Requete, code: str, insee: str) -> HttpResponse:
    adhesion = adhesion_de(request, code, insee)
    return _noter(request, adhesion, AnnulationForm(request.POST), operations.annuler, "Dernier acte annulé.")


@require_POST
def classer(request: Requete, code: str, insee: str) -> HttpResponse:
    adhesion = adhesion_de(request, code, insee)
    return _noter(request, adhesion, ClassementForm(request.POST), operations.classer, "Références notées.")


@require_POST
def relancer(request: Requete, code: str, insee: str) -> HttpResponse:
    """Write to those who answer for the commune."""
    adhesion = adhesion_de(request, code, insee)
    exiger_la_commune(request.acces, adhesion)
    nombre = operations.relancer(adhesion, auteur=request.acces.auteur)
    messages.success(request, f"Courriel écrit à {nombre} personne{'s' if nombre > 1 else ''}.")
    return redirect("adhesions:commune", code, insee)
