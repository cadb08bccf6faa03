"""Asking to join, and answering."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from convenir.conventions.forms.membres import DeclinerForm, PlaceForm, RejoindreForm
from convenir.conventions.operations import accepter_demande, decliner_demande, demander_a_rejoindre
from convenir.conventions.queries import conventions_de
from convenir.conventions.queries.demandes import demandes_de, demandes_en_attente
from convenir.socle.erreurs import Refus
from convenir.territoires.queries import communes_de_epci

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Demande

#: The same whatever was found: the site does not say whether there is such a convention.
ENVOYEE = (
    "Demande envoyée. Si une convention porte ce nom ou ce code, les personnes qui la pilotent la reçoivent "
    "et vous répondront par courriel."
)


@require_http_methods(["GET", "HEAD", "POST"])
def rejoindre(request: Requete) -> HttpResponse:
    """Ask; what was asked lately, and what was answered."""
    formulaire = RejoindreForm(request.POST if request.method == "POST" else None)
    if formulaire.is_bound and formulaire.is_valid():
        saisie = formulaire.cleaned_data
        try:
            demander_a_rejoindre(saisie["recherche"], saisie["message"], request.acces)
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, ENVOYEE)
            return redirect("conventions:rejoindre")
    contexte = {"formulaire": formulaire, "demandes": demandes_de(request.user)}
    return render(request, "conventions/rejoindre.html", contexte, status=422 if formulaire.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def demande(request: Requete, code: str, demande: int) -> HttpResponse:
    """Who asks; accepted with a place when posted."""
    attendue = _attendue(request, code, demande)
    formulaire = _place(request, attendue, request.POST if request.method == "POST" else None)
    if formulaire.is_bound and formulaire.is_valid():
        try:
            accepter_demande(attendue, formulaire.cleaned_data, request.acces)
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, f"{attendue.personne} est maintenant membre ; un courriel le lui dit.")
            return redirect("conventions:membres", code)
    return _montrer(request, attendue, formulaire, DeclinerForm(), 422 if formulaire.errors else 200)


@require_POST
def decliner(request: Requete, code: str, demande: int) -> HttpResponse:
    """Say no, with a reason."""
    attendue = _attendue(request, code, demande)
    formulaire = DeclinerForm(request.POST)
    if not formulaire.is_valid():
        return _montrer(request, attendue, _place(request, attendue), formulaire, 422)
    decliner_demande(attendue, formulaire.cleaned_data["motif"], request.acces)
    messages.success(request, f"La demande de {attendue.personne} est déclinée ; un courriel dit pourquoi.")
    return redirect("conventions:membres", code)


def _attendue(request: Requete, code: str, demande: int) -> Demande:
    convention = get_object_or_404(conventions_de(request.user), code=code)
    return get_object_or_404(demandes_en_attente(convention), pk=demande)


def _place(request: Requete, demande: Demande, donnees: Any = None) -> PlaceForm:
    siren = demande.convention.epci_siren if demande.convention else ""
    return PlaceForm(donnees, actes=request.acces.actes, communes=communes_de_epci(siren))


def _montrer(
    request: Requete, demande: Demande, place: PlaceForm, refus: DeclinerForm, statut: int
) -> HttpResponse:
    contexte = {
        "convention": demande.convention,
        "onglet": "membres",
        "demande": demande,
        "formulaire": place,
        "refus": refus,
    }
    return render(request, "conventions/demande.html", contexte, status=statut)
