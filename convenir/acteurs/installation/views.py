"""Organisations searched, recorded, corrected, merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from convenir.acteurs.installation.forms import FusionForm, OrganisationForm
from convenir.acteurs.installation.queries import a_deplacer, organisations_cherchees
from convenir.acteurs.models import Organisation, Personne
from convenir.acteurs.operations import (
    DoublonProbable,
    enregistrer_organisation,
    fusionner,
    modifier_organisation,
)
from convenir.acteurs.queries import doublons_probables, proposer, proposition
from convenir.acteurs.queries import organisations as toutes
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenir.journal.operations import Auteur

PAR_PAGE = 50


class Requete(HttpRequest):
    """A request of whoever keeps the installation."""

    user: Personne


def auteur_de(request: Requete) -> Auteur:
    """The person alone: what is done on all organisations is done for none."""
    return request.user.en_auteur(None)


def texte_cherche(request: Requete) -> str:
    """What was typed in the search field."""
    return request.GET.get("q", "").strip()[:200]


@require_safe
def organisations(request: Requete) -> HttpResponse:
    """Every organisation, searched; beside them those of the geographic code not recorded yet."""
    q = texte_cherche(request)
    page = Paginator(organisations_cherchees(q), PAR_PAGE).get_page(request.GET.get("page"))
    proposees = [p for p in proposer(q) if not doublons_probables(p.organisation())]
    return render(request, "installation/organisations.html", {"page": page, "q": q, "proposees": proposees})


@require_http_methods(["GET", "HEAD", "POST"])
def nouvelle(request: Requete) -> HttpResponse:
    """A new organisation, filled from the geographic code when it knows it; a likely duplicate is shown."""
    connue = proposition(request.GET.get("depuis", ""))
    donnees = request.POST if request.method == "POST" else None
    formulaire = OrganisationForm(donnees, instance=connue.organisation() if connue else None)
    if formulaire.is_bound and formulaire.is_valid():
        try:
            creee = enregistrer_organisation(
                Organisation(**formulaire.fiche),
                auteur=auteur_de(request),
                malgre_les_doublons=formulaire.cleaned_data["malgre"],
            )
        except DoublonProbable:
            pass  # they are shown, with the box to tick
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, f"Organisation enregistrée : {creee}.")
            return redirect("installation:corriger", creee.pk)
    candidates = doublons_probables(formulaire.instance) if formulaire.is_bound else ()
    contexte = {"formulaire": formulaire, "candidates": candidates}
    statut = 422 if formulaire.is_bound else 200
    return render(request, "installation/nouvelle.html", contexte, status=statut)


@require_http_methods(["GET", "HEAD", "POST"])
def corriger(request: Requete, organisation: int) -> HttpResponse:
    """One record: corrected when posted; what looks like the same organisation is shown beside."""
    connue = get_object_or_404(toutes(), pk=organisation)
    donnees = request.POST if request.method == "POST" else None
    formulaire = OrganisationForm(donnees, instance=get_object_or_404(toutes(), pk=organisation))
    if formulaire.is_bound and formulaire.is_valid():
        try:
            corrigee = modifier_organisation(connue, formulaire.fiche, auteur=auteur_de(request))
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, f"Fiche corrigée : {corrigee}.")
            return redirect("installation:corriger", connue.pk)
    contexte = {
        "organisation": connue,
        "formulaire": formulaire,
        "liens": a_deplacer(connue),
        "candidates": doublons_probables(connue),
    }
    return render(request, "installation/corriger.html", contexte, status=422 if formulaire.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def fusion(request: Requete, organisation: int) -> HttpResponse:
    """The record to keep is chosen, then what would move to it is shown; moved when posted."""
    doublon = get_object_or_404(toutes(), pk=organisation)
    donnees = request.POST if request.method == "POST" else request.GET
    if "garder" not in donnees:
        return _choisir(request, doublon)
    formulaire = FusionForm(donnees, doublon=doublon)
    if not formulaire.is_valid():
        return _choisir(request, doublon, statut=422)
    garder: Organisation = formulaire.cleaned_data["garder"]
    if request.method == "POST":
        try:
            fusionner(
                garder,
                doublon,
                auteur=auteur_de(request),
                malgre_les_sirens=formulaire.cleaned_data["malgre_les_sirens"],
            )
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, f"« {doublon} » est maintenant réunie à « {garder} ».")
            return redirect("installation:corriger", garder.pk)
    contexte = {
        "doublon": doublon,
        "garder": garder,
        "liens": a_deplacer(doublon),
        "deja": a_deplacer(garder),
        "formulaire": formulaire,
    }
    return render(request, "installation/fusion.html", contexte, status=422 if formulaire.errors else 200)


def _choisir(request: Requete, doublon: Organisation, statut: int = 200) -> HttpResponse:
    """The first step of a merge: which record stays. Likely ones first, then those searched."""
    q = texte_cherche(request)
    trouvees = organisations_cherchees(q)[:PAR_PAGE] if q else doublons_probables(doublon)
    contexte = {"doublon": doublon, "q": q, "trouvees": [o for o in trouvees if o != doublon]}
    return render(request, "installation/garder.html", contexte, status=statut)
