"""Services from a table: its columns recognised or chosen, each line told, then recorded."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from convenir.conventions.queries import conventions_de
from convenir.diagnostic.equipements.acces import peut_decrire
from convenir.diagnostic.equipements.forms import ColonnesForm, ImportForm
from convenir.diagnostic.equipements.importation import Rapport, reconnaitre_les_colonnes
from convenir.diagnostic.equipements.importation import importer as importer_les_services
from convenir.documents.entree.tableur import lire_tableur
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention

_APERCU = 3


@require_http_methods(["GET", "HEAD", "POST"])
def importer(request: Requete, code: str) -> HttpResponse:
    """Choose a table, say what its columns are, read what each line would do, then do it.

    The table travels with the form: nothing is kept of it before it is confirmed.
    """
    convention = get_object_or_404(conventions_de(request.user), code=code)
    if request.method != "POST":
        return _montrer(request, convention, ImportForm())
    if "tableau" in request.POST:
        return _continuer(request, convention)
    formulaire = ImportForm(request.POST, request.FILES)
    if not formulaire.is_valid():
        return _montrer(request, convention, formulaire, statut=422)
    fichier = formulaire.cleaned_data["fichier"]
    try:
        rangs = lire_tableur(fichier.name, fichier.read())
    except Refus as refus:
        formulaire.add_error("fichier", refus.message)
        return _montrer(request, convention, formulaire, statut=422)
    colonnes = {f"colonne_{n}": c for n, c in enumerate(reconnaitre_les_colonnes(rangs[0]))}
    suite = {"nom": fichier.name, "tableau": _ecrire(rangs), "source": f"Tableau « {fichier.name} »"[:200]}
    choix = ColonnesForm(suite | colonnes, entete=rangs[0])
    return _essayer(request, convention, rangs, choix)


def _continuer(request: Requete, convention: Convention) -> HttpResponse:
    """A table already read: tried again with other columns, or recorded."""
    try:
        rangs = lire_tableur("tableau.csv", request.POST["tableau"].encode())
    except Refus as refus:
        formulaire = ImportForm({})
        formulaire.add_error("fichier", refus.message)
        return _montrer(request, convention, formulaire, statut=422)
    choix = ColonnesForm(request.POST, entete=rangs[0])
    if "enregistrer" not in request.POST or not choix.is_valid():
        return _essayer(request, convention, rangs, choix)
    try:
        rapport = _importer(request, convention, rangs, choix, a_blanc=False)
        if not rapport.nouvelles:
            raise Refus(f"Rien n’a été enregistré. {rapport.phrase}")  # noqa: TRY301 -- told as the others
    except Refus as refus:
        choix.add_error(None, refus.message)
        return _montrer(request, convention, ImportForm(), choix, rangs, statut=422)
    messages.success(request, f"Tableau enregistré. {rapport.phrase}")
    return redirect("equipements:liste", convention.code)


def _essayer(
    request: Requete, convention: Convention, rangs: list[list[str]], choix: ColonnesForm
) -> HttpResponse:
    if not choix.is_valid():
        return _montrer(request, convention, ImportForm(), choix, rangs, statut=422)
    try:
        rapport = _importer(request, convention, rangs, choix, a_blanc=True)
    except Refus as refus:
        choix.add_error(None, refus.message)
        return _montrer(request, convention, ImportForm(), choix, rangs, statut=422)
    return _montrer(request, convention, ImportForm(), choix, rangs, rapport)


def _importer(
    request: Requete, convention: Convention, rangs: list[list[str]], choix: ColonnesForm, *, a_blanc: bool
) -> Rapport:
    acces = request.acces
    return importer_les_services(
        convention,
        rangs,
        choix.designees,
        source=choix.cleaned_data["source"],
        type_par_defaut=choix.cleaned_data["type_par_defaut"],
        permis=lambda type_, insee: peut_decrire(acces, type_, insee),
        auteur=acces.auteur,
        a_blanc=a_blanc,
    )


def _montrer(
    request: Requete,
    convention: Convention,
    formulaire: ImportForm,
    choix: ColonnesForm | None = None,
    rangs: list[list[str]] | None = None,
    rapport: Rapport | None = None,
    statut: int = 200,
) -> HttpResponse:
    contexte: dict[str, Any] = {
        "convention": convention,
        "onglet": "diagnostic",
        "rubrique": "equipements",
        "formulaire": formulaire,
        "choix": choix,
        "rapport": rapport,
    }
    if choix is not None and rangs is not None:
        exemples = [
            " · ".join(dict.fromkeys(rang[n] for rang in rangs[1 : 1 + _APERCU] if n < len(rang) and rang[n]))
            for n in range(len(rangs[0]))
        ]
        contexte["colonnes"] = list(zip(choix.champs_des_colonnes, exemples, strict=True))
    return render(request, "equipements/import.html", contexte, status=statut)


def _ecrire(rangs: list[list[str]]) -> str:
    flux = io.StringIO()
    csv.writer(flux, delimiter=";").writerows(rangs)
    return flux.getvalue()
