"""Who contracts and who signs for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from convenir.conventions import operations
from convenir.conventions.acces import exiger_la_portee
from convenir.conventions.forms.parties import PartiesFormSet, parties_saisies, valeurs_initiales
from convenir.conventions.queries import conventions_de
from convenir.conventions.rules.redaction import refus_de_rediger
from convenir.conventions.rules.texte import code_libre, code_propose
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Partie

ENREGISTREES = "Parties et signataires enregistrés."
PAGE_PERIMEE = "Ce formulaire est incomplet : rechargez la page, puis refaites ce changement."


@require_http_methods(["GET", "HEAD", "POST"])
def parties(request: Requete, code: str) -> HttpResponse:
    """The parties and their signatories, all on one form."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    exiger_la_portee(request.acces, convention)
    if refus := refus_de_rediger(convention.statut):
        raise Refus(refus)
    connues = list(convention.parties.prefetch_related("signataires").order_by("ordre"))
    donnees = request.POST if request.method == "POST" else None
    formulaires = PartiesFormSet(donnees, initial=valeurs_initiales(connues), prefix="parties")
    if formulaires.is_bound and formulaires.is_valid():
        saisies = parties_saisies(formulaires.cleaned_data, connues)
        _donner_des_cles(partie for partie, _ in saisies)
        operations.modifier_parties(convention, saisies, _version(request), auteur=request.acces.auteur)
        messages.success(request, ENREGISTREES)
        return redirect("lecture:parties", code)
    contexte = {
        "convention": convention,
        "onglet": "parties",
        "formulaires": formulaires,
        "version": request.POST.get("version", convention.version),
    }
    return render(request, "conventions/parties.html", contexte, status=422 if formulaires.is_bound else 200)


def _version(request: Requete) -> int:
    """The version of the convention that the form was made on."""
    version = request.POST.get("version", "")
    if not version.isascii() or not version.isdigit():
        raise Refus(PAGE_PERIMEE)
    return int(version)


def _donner_des_cles(parties: Iterable[Partie]) -> None:
    """A key of its own to each new party, by which the text quotes it."""
    prises: set[str] = set()
    for partie in parties:
        partie.cle = code_libre(partie.cle or code_propose(partie.nom)[:36].strip("-"), prises)
        prises.add(partie.cle)
