"""Accounts searched, opened, closed, opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convenir.acteurs.installation.forms import CompteForm
from convenir.acteurs.installation.queries import comptes_cherches
from convenir.acteurs.installation.views import PAR_PAGE, Requete, auteur_de, texte_cherche
from convenir.acteurs.models import Personne
from convenir.acteurs.operations import fermer_compte, ouvrir_compte, rouvrir_compte
from convenir.acteurs.queries import a_un_compte, comptes, organisations, organisations_de
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from django.http import HttpResponse

MOT_DE_PASSE = "la personne choisit son mot de passe par « Mot de passe oublié », sur la page de connexion"


@require_safe
def liste(request: Requete) -> HttpResponse:
    """Every account, searched."""
    q = texte_cherche(request)
    page = Paginator(comptes_cherches(q), PAR_PAGE).get_page(request.GET.get("page"))
    return render(request, "installation/comptes.html", {"page": page, "q": q})


@require_http_methods(["GET", "HEAD", "POST"])
def ouvrir(request: Requete) -> HttpResponse:
    """An account for somebody, with their post."""
    formulaire = CompteForm(request.POST if request.method == "POST" else None)
    if formulaire.is_bound and formulaire.is_valid():
        saisie = formulaire.cleaned_data
        personne = Personne(**{champ: saisie[champ] for champ in formulaire.Meta.fields})
        try:
            ouverte = ouvrir_compte(
                personne, saisie["organisation"], saisie["poste"], auteur=auteur_de(request)
            )
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            suite = "" if a_un_compte(ouverte) else f" : {MOT_DE_PASSE}"
            messages.success(request, f"Compte ouvert pour {ouverte}{suite}.")
            return redirect("installation:comptes")
    contexte = {"formulaire": formulaire, "organisations": organisations().exists()}
    return render(request, "installation/ouvrir.html", contexte, status=422 if formulaire.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def fermer(request: Requete, personne: int) -> HttpResponse:
    """What closing an account does; done when posted."""
    fermee = get_object_or_404(comptes(), pk=personne)
    if request.method == "POST":
        fermer_compte(fermee.email or "", auteur=auteur_de(request))
        messages.success(request, f"Compte fermé : {fermee}.")
        return redirect("installation:comptes")
    contexte = {"fermee": fermee, "organisations": organisations_de(fermee), "soi": fermee == request.user}
    return render(request, "installation/fermer.html", contexte)


@require_POST
def rouvrir(request: Requete, personne: int) -> HttpResponse:
    """Open again an account that was closed, as it was."""
    rouverte = rouvrir_compte(get_object_or_404(comptes(), pk=personne), auteur=auteur_de(request))
    messages.success(request, f"Compte rouvert : {rouverte}.")
    return redirect("installation:comptes")
