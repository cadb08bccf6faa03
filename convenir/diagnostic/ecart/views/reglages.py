"""What the committee chooses of a theme, living areas, journeys: shown to all, decided by pilots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from convenir.diagnostic.ecart import operations
from convenir.diagnostic.ecart.forms import REGLAGES, BassinsForm, BesoinForm, OffreForm, TrajetsForm
from convenir.diagnostic.ecart.operations.reglages import dire
from convenir.diagnostic.ecart.views.cadre import lire, montrer
from convenir.diagnostic.models import Bassin, Indicateur, Reglage, Trajets
from convenir.documents.entree.tableur import lire_tableur
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention
    from convenir.diagnostic.ecart.queries import Releve


@require_safe
def reglages(request: Requete, code: str, theme: str) -> HttpResponse:
    """Each choice that holds, who made it, and how to change it."""
    convention, releve = lire(request, code, theme)
    return _montrer(request, convention, releve, {})


def _montrer(
    request: Requete, convention: Convention, releve: Releve | None, lies: dict[str, forms.Form]
) -> HttpResponse:
    """The page; `lies`: the form that was refused, by its key."""
    statut = 422 if lies else 200
    if releve is None:
        return montrer(request, convention, None, "reglages", {}, statut=statut)
    libelles = dict(Indicateur.objects.order_by("cle").values_list("cle", "libelle"))
    jour = {"choisi_le": timezone.localdate()}
    blocs = []
    for objet, classe in REGLAGES.items():
        formulaire = lies.get(objet) or classe(releve.volet, releve.reglages, initial=jour)
        if isinstance(formulaire, BesoinForm | OffreForm):
            formulaire.nommer(libelles)
        choix = releve.reglages.choix(objet)
        blocs.append((objet, formulaire, choix, dire(choix) if choix else _defaut(releve, objet, libelles)))
    contexte: dict[str, Any] = {
        "blocs": blocs,
        "historique": [(r, dire(r)) for r in releve.reglages.historique],
        "bassins": Bassin.objects.filter(convention=convention).order_by("nom", "insee").count(),
        "tables": Trajets.objects.filter(convention=convention).order_by("nature"),
        "bassins_form": lies.get("bassins") or BassinsForm(auto_id="bassins_%s"),
        "trajets_form": lies.get("trajets") or TrajetsForm(auto_id="trajets_%s"),
        "ouvert": next(iter(lies), ""),
    }
    return montrer(request, convention, releve, "reglages", contexte, statut=statut)


def _defaut(releve: Releve, objet: str, libelles: dict[str, str]) -> str:
    """What stands while nothing is chosen, said as such."""
    volet = releve.volet
    return {
        "cible": "à fixer : le logiciel n’en propose aucune",
        "rayon": f"{volet.rayon} km, convention de calcul de départ, sans norme publiée",
        "poids": "tous égaux, tant que le comité n’a pas choisi",
        "besoin": libelles.get(volet.besoins[0], volet.besoins[0]),
        "offre": "l’inventaire des services",
    }[objet]


@require_POST
def regler(request: Requete, code: str, theme: str, objet: str) -> HttpResponse:
    """Record a choice of the committee."""
    convention, releve = lire(request, code, theme)
    classe = REGLAGES.get(objet)
    if classe is None or releve is None:
        raise Http404
    formulaire = classe(releve.volet, releve.reglages, request.POST)
    if isinstance(formulaire, BesoinForm | OffreForm):
        formulaire.nommer({})
    if formulaire.is_valid():
        saisie = formulaire.cleaned_data
        try:
            reglage = operations.regler(
                Reglage(
                    convention=convention,
                    theme=theme,
                    objet=objet,
                    valeur=formulaire.valeur(),
                    motif=saisie["motif"],
                    choisi_par=saisie["choisi_par"],
                    choisi_le=saisie["choisi_le"],
                    personne=request.user,
                ),
                auteur=request.acces.auteur,
            )
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, f"{reglage.get_objet_display()} : {dire(reglage)}.")
            return redirect("ecart:reglages", code, theme)
    return _montrer(request, convention, releve, {objet: formulaire})


@require_POST
def bassins(request: Requete, code: str, theme: str) -> HttpResponse:
    """Declare the living areas from a list."""
    convention, releve = lire(request, code, theme)
    formulaire = BassinsForm(request.POST, request.FILES, auto_id="bassins_%s")
    if formulaire.is_valid():
        saisie = formulaire.cleaned_data
        fichier = saisie["fichier"]
        try:
            octets = fichier.read() if fichier else saisie["liste"].encode()
            rangs = lire_tableur(fichier.name if fichier else "liste.csv", octets)
            nombre = operations.declarer_les_bassins(convention, rangs, auteur=request.acces.auteur)
        except Refus as refus:
            formulaire.add_error("liste", refus.message)
        else:
            messages.success(request, f"Bassins de vie enregistrés : {nombre}.")
            return redirect("ecart:reglages", code, theme)
    return _montrer(request, convention, releve, {"bassins": formulaire})


@require_POST
def trajets(request: Requete, code: str, theme: str) -> HttpResponse:
    """Import a table of journeys."""
    convention, releve = lire(request, code, theme)
    formulaire = TrajetsForm(request.POST, request.FILES, auto_id="trajets_%s")
    if formulaire.is_valid():
        saisie = formulaire.cleaned_data
        table = Trajets(
            convention=convention, nature=saisie["nature"], source=saisie["source"], personne=request.user
        )
        try:
            rangs = lire_tableur(saisie["fichier"].name, saisie["fichier"].read())
            table = operations.importer_des_trajets(table, rangs, auteur=request.acces.auteur)
        except Refus as refus:
            formulaire.add_error("fichier", refus.message)
        else:
            messages.success(request, f"{table.get_nature_display()} : {len(table.lignes)} couples lus.")
            return redirect("ecart:reglages", code, theme)
    return _montrer(request, convention, releve, {"trajets": formulaire})
