"""The diagnostic on the screen: figures by theme, one indicator in all its communes, a value chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from convenir.conventions.queries import conventions_de
from convenir.diagnostic.acces import exiger_de_renseigner, peut_renseigner
from convenir.diagnostic.forms import ChoixForm
from convenir.diagnostic.models import Indicateur
from convenir.diagnostic.operations import choisir
from convenir.diagnostic.queries import (
    Lecture,
    Rang,
    lieux_compares,
    lieux_de_l_epci,
    sources_utilisees,
    total_des_communes,
    valeurs_visibles,
    volets,
)
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention


@require_safe
def page(request: Requete, code: str) -> HttpResponse:
    """Every figure there is for the territory, by theme, or how to get some in."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    lus = volets(convention)
    contexte = {
        "convention": convention,
        "onglet": "diagnostic",
        "rubrique": "themes",
        "lieux": lieux_compares(convention),
        "volets": [(volet, sources_utilisees(volet.rangs)) for volet in lus],
        "a_trancher": sum(volet.a_trancher for volet in lus),
    }
    return render(request, "diagnostic/page.html" if lus else "diagnostic/vide.html", contexte)


@require_safe
def indicateur(request: Requete, code: str, indicateur: str) -> HttpResponse:
    """What an indicator measures, and all it says of the territory and of each commune."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    trouve = get_object_or_404(Indicateur, cle=indicateur)
    return _montrer(request, convention, trouve)


def _montrer(
    request: Requete,
    convention: Convention,
    indicateur: Indicateur,
    formulaire: ChoixForm | None = None,
    statut: int = 200,
) -> HttpResponse:
    compares, communes = lieux_compares(convention), lieux_de_l_epci(convention)
    lecture = Lecture(convention, (*compares, *communes), [indicateur.cle])
    ensemble = Rang(indicateur, tuple(lecture.cellule(indicateur, lieu) for lieu in compares))
    detail = Rang(indicateur, tuple(lecture.cellule(indicateur, lieu) for lieu in communes))
    connues = [cellule for cellule in (*ensemble.cellules, *detail.cellules) if not cellule.est_vide]
    contexte = {
        "convention": convention,
        "onglet": "diagnostic",
        "rubrique": "themes",
        "indicateur": indicateur,
        "ensemble": [c for c in ensemble.cellules if not c.est_vide],
        "total": total_des_communes(indicateur, detail.cellules),
        "communes": [] if detail.est_vide else detail.cellules,
        "connues": connues,
        "conflits": [
            (c, peut_renseigner(request.acces, indicateur, *c.lieu.cle))
            for c in connues
            if c.a_plusieurs_valeurs
        ],
        "formulaire": formulaire or ChoixForm(),
        "sources": sources_utilisees([ensemble, detail]),
        "termes": [lecture.indicateurs[cle] for cle in indicateur.termes],
    }
    return render(request, "diagnostic/indicateur.html", contexte, status=statut)


@require_POST
def retenir(request: Requete, code: str, indicateur: str) -> HttpResponse:
    """Keep one value among those that disagree, with the reason."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    trouve = get_object_or_404(Indicateur, cle=indicateur)
    formulaire = ChoixForm(request.POST)
    if formulaire.is_valid():
        saisie = formulaire.cleaned_data
        siennes = valeurs_visibles(convention).filter(indicateur=trouve)
        valeur = get_object_or_404(siennes.select_related("indicateur", "source"), pk=saisie["valeur"])
        exiger_de_renseigner(request.acces, trouve, valeur.niveau, valeur.code)
        try:
            choisir(convention, valeur, saisie["motif"], par=request.user, auteur=request.acces.auteur)
        except Refus as refus:
            formulaire.add_error("valeur", refus.message)
        else:
            messages.success(request, f"{trouve.libelle} : valeur retenue.")
            return redirect("diagnostic:indicateur", code, indicateur)
    return _montrer(request, convention, trouve, formulaire, 422)
