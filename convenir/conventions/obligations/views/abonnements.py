"""« Mes échéances »: the calendar at a secret address, the digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convenir.conventions.enums.echeances import Envoi
from convenir.conventions.obligations import abonnements
from convenir.conventions.obligations.agenda import TYPE
from convenir.conventions.obligations.forms import EnvoiForm

if TYPE_CHECKING:
    from convenir.conventions.acces import Requete


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def abonnement(request: Requete) -> HttpResponse:
    """How one is told, and how often."""
    envoi = abonnements.envoi_de(request.user)
    formulaire = EnvoiForm(request.POST if request.method == "POST" else None, initial={"envoi": envoi})
    if formulaire.is_bound and formulaire.is_valid():
        abonnements.choisir_l_envoi(request.user, Envoi(formulaire.cleaned_data["envoi"]))
        messages.success(request, "C’est noté.")
        return redirect("obligations:abonnement")
    choisi = abonnements.abonnement_de(request.user)
    contexte = {
        "abonnement": choisi,
        "adresse": abonnements.adresse_de(choisi),
        "formulaire": formulaire,
    }
    statut = 422 if formulaire.is_bound else 200
    return render(request, "obligations/abonnement.html", contexte, status=statut)


@require_POST
def ouvrir_agenda(request: Requete) -> HttpResponse:
    """A new secret address, in the place of the former one."""
    abonnements.ouvrir_agenda(request.user, auteur=request.user.en_auteur(None))
    messages.success(request, "L’adresse est ouverte : collez-la dans votre agenda.")
    return redirect("obligations:abonnement")


@require_POST
def fermer_agenda(request: Requete) -> HttpResponse:
    """The address answers nothing any more."""
    abonnements.fermer_agenda(request.user, auteur=request.user.en_auteur(None))
    messages.success(request, "L’adresse est révoquée : elle ne répond plus.")
    return redirect("obligations:abonnement")


@never_cache
@require_safe
def agenda(_request: HttpRequest, jeton: str) -> HttpResponse:
    """The calendar of whoever holds this address; 404 for any other, whatever the reason."""
    personne = abonnements.abonne_par(jeton)
    if personne is None:
        raise Http404
    entetes = {"Content-Disposition": 'inline; filename="echeances.ics"'}
    octets = abonnements.agenda_de(personne, timezone.now())
    return HttpResponse(octets, content_type=TYPE, headers=entetes)
