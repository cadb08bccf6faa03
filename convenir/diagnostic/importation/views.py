"""A table on screen: given, described, checked line by line, loaded."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convenir.conventions.queries import conventions_de
from convenir.diagnostic.importation.colonnes import lire, possibles
from convenir.diagnostic.importation.forms import ColonnesForm, TableauForm
from convenir.diagnostic.importation.operations import decrire, ouvrir_recu, recevoir
from convenir.diagnostic.importation.tasks import NATURE
from convenir.diagnostic.models import Indicateur, TableauRecu
from convenir.socle import tasks
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.conventions.acces import Requete
    from convenir.socle.models import Travail

NOM_AFFICHE = 100  # characters
FAUTES_MONTREES = 50


@require_http_methods(["GET", "HEAD", "POST"])
def deposer(request: Requete, code: str) -> HttpResponse:
    """Give a table; those given before."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    formulaire = TableauForm(request.POST, request.FILES) if request.method == "POST" else TableauForm()
    if formulaire.is_bound and formulaire.is_valid():
        fichier = formulaire.cleaned_data["fichier"]
        try:
            recu = recevoir(
                convention, fichier.name, fichier.read(), par=request.user, auteur=request.acces.auteur
            )
        except Refus as refus:
            formulaire.add_error("fichier", refus.message)
        else:
            return redirect("importation:tableau", code, recu.pk)
    contexte = {
        "convention": convention,
        "onglet": "diagnostic",
        "formulaire": formulaire,
        "recus": convention.tableaux_recus.select_related("recu_par").order_by("-recu_le", "-pk")[:20],
    }
    statut = 422 if formulaire.is_bound else 200
    return render(request, "diagnostic/importation/deposer.html", contexte, status=statut)


@require_http_methods(["GET", "HEAD", "POST"])
def tableau(request: Requete, code: str, tableau: int) -> HttpResponse:
    """A table: its columns, how to read them, what it does line by line; described, it is checked."""
    recu = _recu(request, code, tableau)
    ouvert = ouvrir_recu(recu)
    mesures = list(Indicateur.objects.filter(en_vigueur=True, formule="").order_by("ordre", "cle"))
    formulaire = ColonnesForm(
        request.POST if request.method == "POST" else None,
        ouvert.entete,
        possibles(ouvert.entete, recu.convention),
        mesures,
        lire(recu.colonnes) if recu.colonnes else None,
    )
    if formulaire.is_bound and formulaire.is_valid():
        try:
            decrire(recu, formulaire.colonnes(), formulaire.cleaned_data["garder"], request.acces.auteur)
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            return redirect(_lancer(request, recu, f"Contrôle de « {_nom(recu)} »", charger=False))
    fautes = (recu.rapport or {}).get("fautes", [])
    exemples = ouvert.apercu()
    contexte = {
        "convention": recu.convention,
        "onglet": "diagnostic",
        "recu": recu,
        "formulaire": formulaire,
        "apercu": [
            (titre, [ligne[rang] for ligne in exemples if rang < len(ligne)])
            for rang, titre in enumerate(ouvert.entete)
            if titre
        ],
        "fautes": fautes[:FAUTES_MONTREES],
    }
    statut = 422 if formulaire.is_bound else 200
    return render(request, "diagnostic/importation/tableau.html", contexte, status=statut)


@require_POST
def charger(request: Requete, code: str, tableau: int) -> HttpResponse:
    """Load a table that was checked; without its wrong lines when asked."""
    recu = _recu(request, code, tableau)
    if recu.rapport is None or recu.charge_le is not None:
        raise Refus("Ce tableau n’attend pas d’être chargé : ouvrez-le pour voir où il en est.")
    partiel = request.POST.get("partiel") == "oui"
    return redirect(_lancer(request, recu, f"Chargement de « {_nom(recu)} »", charger=True, partiel=partiel))


@require_safe
def rapport(request: Requete, code: str, tableau: int) -> HttpResponse:
    """What was refused, line by line, to be opened in a spreadsheet."""
    recu = _recu(request, code, tableau)
    reponse = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    reponse["Content-Disposition"] = f'attachment; filename="rapport-{recu.pk}.csv"'
    ecrire = csv.writer(reponse, delimiter=";")
    ecrire.writerow(["ligne", "message"])
    for numero, message in (recu.rapport or {}).get("fautes", []):
        ecrire.writerow([numero, message])
    for message in (recu.rapport or {}).get("disparues", []):
        ecrire.writerow(["", message])
    return reponse


def _recu(request: Requete, code: str, pk: int) -> TableauRecu:
    convention = get_object_or_404(conventions_de(request.user), code=code)
    siens = TableauRecu.objects.select_related("convention", "fichier", "recu_par")
    return get_object_or_404(siens, convention=convention, pk=pk)


def _nom(recu: TableauRecu) -> str:
    return Truncator(recu.nom).chars(NOM_AFFICHE)


def _lancer(
    request: Requete, recu: TableauRecu, libelle: str, *, charger: bool, partiel: bool = False
) -> Travail:
    return tasks.lancer(
        NATURE,
        libelle=libelle,
        retour=reverse("importation:tableau", args=[recu.convention.code, recu.pk]),
        demandeur=request.user.cle,
        objet=recu.convention.code,
        donnees={
            "tableau": recu.pk,
            "charger": charger,
            "partiel": partiel,
            "personne": request.user.pk,
        },
    )
