"""Many votes from a spreadsheet: first told, then recorded."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from convenir.adhesions.acces import exiger_le_registre
from convenir.adhesions.forms import ConfirmationForm, ImportForm
from convenir.adhesions.importation import importer as importer_les_votes
from convenir.conventions.queries import conventions_de
from convenir.documents.entree.tableur import lire_tableur
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention


@require_http_methods(["GET", "HEAD", "POST"])
def importer(request: Requete, code: str) -> HttpResponse:
    """Choose a table, read what each of its lines would do, then do it. The table travels with the form."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    exiger_le_registre(request.acces)
    contexte = {"convention": convention, "onglet": "adhesions", "formulaire": ImportForm(), "rapport": None}
    if request.method != "POST":
        return render(request, "adhesions/import.html", contexte)
    confirmation = ConfirmationForm(request.POST)
    if confirmation.is_valid():
        return _enregistrer(request, convention, confirmation)
    formulaire = ImportForm(request.POST, request.FILES)
    contexte["formulaire"] = formulaire
    if not formulaire.is_valid():
        return render(request, "adhesions/import.html", contexte, status=422)
    fichier = formulaire.cleaned_data["fichier"]
    try:
        rangs = lire_tableur(fichier.name, fichier.read())
        contexte["rapport"] = importer_les_votes(convention, rangs, fichier.name, a_blanc=True)
    except Refus as refus:
        formulaire.add_error("fichier", refus.message)
        return render(request, "adhesions/import.html", contexte, status=422)
    suite = {"nom": fichier.name, "tableau": _ecrire(rangs)}
    contexte["confirmation"] = ConfirmationForm(initial=suite)
    return render(request, "adhesions/import.html", contexte)


def _ecrire(rangs: list[list[str]]) -> str:
    flux = io.StringIO()
    csv.writer(flux).writerows(rangs)
    return flux.getvalue()


def _enregistrer(request: Requete, convention: Convention, confirmation: ConfirmationForm) -> HttpResponse:
    saisie = confirmation.cleaned_data
    rangs = lire_tableur(saisie["nom"], saisie["tableau"].encode())
    rapport = importer_les_votes(convention, rangs, saisie["nom"], auteur=request.acces.auteur)
    messages.success(request, f"Tableau enregistré. {rapport.phrase}")
    return redirect("adhesions:registre", convention.code)
