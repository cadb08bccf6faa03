"""Collecting issues: who is asked, who has not answered, a reminder."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from convenir.conventions.queries import conventions_de
from convenir.diagnostic.queries import lieux_de_l_epci
from convenir.diagnostic.synthese.forms import EcheanceForm, InterlocuteursForm
from convenir.diagnostic.synthese.operations.recueil import Interlocuteur, relancer, solliciter
from convenir.diagnostic.synthese.queries import adresses_connues, sollicitations_de
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from django.forms import BaseFormSet
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention
    from convenir.diagnostic.synthese.forms import InterlocuteurForm

_DELAI = datetime.timedelta(days=21)  # what the form proposes
_ORGANISMES = 3  # empty rows for those that are no commune


@require_http_methods(["GET", "HEAD", "POST"])
def recueil(request: Requete, code: str) -> HttpResponse:
    """Who answered, who is silent, and whom to ask next."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    tenu = sollicitations_de(convention)
    donnees = request.POST if request.method == "POST" else None
    propose = timezone.localdate() + _DELAI
    echeance = EcheanceForm(donnees, initial={"jusqu_au": propose})
    qui = InterlocuteursForm(donnees, initial=_lignes(convention, {s.insee for s in tenu.silencieuses}))
    refuse = ""
    if donnees is not None and echeance.is_valid() and qui.is_valid():
        try:
            envoyees = solliciter(
                convention, _choisis(qui), echeance.cleaned_data["jusqu_au"], auteur=request.acces.auteur
            )
        except Refus as refus:
            refuse = refus.message
        else:
            nombre = len(envoyees)
            messages.success(request, f"Courriel écrit à {nombre} interlocuteur{'s' if nombre > 1 else ''}.")
            return redirect("synthese:recueil", code)
    contexte = {
        "convention": convention,
        "onglet": "diagnostic",
        "rubrique": "enjeux",
        "recueil": tenu,
        "aujourdhui": timezone.localdate(),
        "propose": propose,
        "echeance": echeance,
        "qui": qui,
        "refuse": refuse,
        "fautes": sum(bool(formulaire.errors) for formulaire in qui) if donnees is not None else 0,
    }
    return render(request, "synthese/recueil.html", contexte, status=422 if donnees is not None else 200)


def _lignes(convention: Convention, attendues: set[str]) -> list[dict[str, Any]]:
    """A row for each commune that is not awaited, and a few empty ones."""
    adresses = adresses_connues(convention)
    communes = [
        {"insee": lieu.code, "organisation": lieu.nom, "courriel": adresses.get(lieu.code, "")}
        for lieu in lieux_de_l_epci(convention)
        if lieu.code not in attendues
    ]
    return [*communes, *({} for _ in range(_ORGANISMES))]


def _choisis(qui: BaseFormSet[InterlocuteurForm]) -> list[Interlocuteur]:
    return [
        Interlocuteur(saisie["organisation"], saisie["courriel"], saisie["insee"])
        for saisie in qui.cleaned_data
        if saisie.get("choisi")
    ]


@require_POST
def rappeler(request: Requete, code: str, sollicitation: int) -> HttpResponse:
    """Write again to somebody silent."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    visee = get_object_or_404(convention.sollicitations, pk=sollicitation)
    echeance = EcheanceForm(request.POST)
    if not echeance.is_valid():
        raise Refus("Choisissez jusqu’à quel jour répondre.")
    relancer(visee, echeance.cleaned_data["jusqu_au"], auteur=request.acces.auteur)
    messages.success(request, f"Courriel écrit à {visee.organisation}.")
    return redirect("synthese:recueil", code)
