"""The plan by theme: what is at stake, aimed at, done; taken over from the text; each line changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convenir.acteurs.enums import Acte
from convenir.conventions.queries import conventions_de
from convenir.plan import operations
from convenir.plan.acces import exiger_le_plan, exiger_le_theme, peut_ecrire
from convenir.plan.forms.fiches import exiger
from convenir.plan.forms.strategie import EcarterForm, EnjeuForm, NouvelleLigneForm, ObjectifForm, VersionForm
from convenir.plan.operations.reprise import est_a_reprendre
from convenir.plan.queries.fiches import fiches_visibles, situer
from convenir.plan.queries.plan import lire_le_plan, numeros
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention
    from convenir.plan.models import Enjeu, Objectif


@require_safe
def plan(request: Requete, code: str) -> HttpResponse:
    """Every theme with its enjeux, its objectives, its fiches, and what still stands alone."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    return _montrer(request, convention, NouvelleLigneForm(convention))


def _montrer(
    request: Requete, convention: Convention, formulaire: NouvelleLigneForm, statut: int = 200
) -> HttpResponse:
    fiches = situer(fiches_visibles(convention, request.acces), timezone.localdate())
    lu = lire_le_plan(convention, fiches)
    contexte = {
        "convention": convention,
        "onglet": "plan",
        "rubrique": "plan",
        "plan": lu,
        "ecrit": Acte.PLANIFIER in request.acces.actes,
        "ecrits": {volet.theme for volet in lu.volets if peut_ecrire(request.acces, volet.theme)},
        "a_reprendre": est_a_reprendre(convention),
        "formulaire": formulaire,
    }
    return render(request, "plan/plan.html", contexte, status=statut)


@require_POST
def reprendre(request: Requete, code: str) -> HttpResponse:
    """Take over the enjeux and objectives of the text."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    exiger_le_plan(request.acces)
    messages.success(request, operations.reprendre(convention, auteur=request.acces.auteur).phrase)
    return redirect("plan:plan", code)


@require_POST
def ajouter(request: Requete, code: str) -> HttpResponse:
    """Add an enjeu or an objective to a theme."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    formulaire = NouvelleLigneForm(convention, request.POST)
    if not formulaire.is_valid():
        return _montrer(request, convention, formulaire, 422)
    saisie = formulaire.cleaned_data
    exiger_le_theme(request.acces, saisie["theme"])
    acte = operations.ajouter_enjeu if saisie["nature"] == "enjeu" else operations.ajouter_objectif
    acte(convention, saisie["theme"], saisie["libelle"], auteur=request.acces.auteur)
    messages.success(request, "Enjeu ajouté." if saisie["nature"] == "enjeu" else "Objectif ajouté.")
    return redirect("plan:plan", code)


def _enjeu(request: Requete, code: str, pk: int) -> Enjeu:
    convention = get_object_or_404(conventions_de(request.user), code=code)
    enjeu: Enjeu = get_object_or_404(convention.enjeux.select_related("convention"), pk=pk)
    return enjeu


def _objectif(request: Requete, code: str, pk: int) -> Objectif:
    convention = get_object_or_404(conventions_de(request.user), code=code)
    objectif: Objectif = get_object_or_404(convention.objectifs.select_related("convention", "enjeu"), pk=pk)
    return objectif


@require_http_methods(["GET", "HEAD", "POST"])
def enjeu(request: Requete, code: str, enjeu_du_plan: int) -> HttpResponse:
    """Reword an enjeu, set it aside or take it back."""
    trouve = _enjeu(request, code, enjeu_du_plan)
    exiger_le_theme(request.acces, trouve.theme)
    initial = {"libelle": trouve.libelle, "version": trouve.version}
    formulaire = EnjeuForm(request.POST if request.method == "POST" else None, initial=initial)
    if formulaire.is_bound and formulaire.is_valid():
        try:
            operations.modifier_enjeu(trouve, **formulaire.cleaned_data, auteur=request.acces.auteur)
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, "Enjeu enregistré.")
            return redirect("plan:plan", code)
    contexte = {
        "convention": trouve.convention,
        "onglet": "plan",
        "rubrique": "plan",
        "enjeu": trouve,
        "formulaire": formulaire,
        "ecarter": EcarterForm(initial={"version": trouve.version}, auto_id="ecarter_%s"),
    }
    return render(request, "plan/enjeu.html", contexte, status=422 if formulaire.errors else 200)


@require_POST
def ecarter(request: Requete, code: str, enjeu_du_plan: int) -> HttpResponse:
    trouve = _enjeu(request, code, enjeu_du_plan)
    exiger_le_theme(request.acces, trouve.theme)
    operations.ecarter(trouve, **exiger(EcarterForm(request.POST)), auteur=request.acces.auteur)
    messages.success(request, "Enjeu écarté : son motif reste lisible sous la thématique.")
    return redirect("plan:plan", code)


@require_POST
def retenir(request: Requete, code: str, enjeu_du_plan: int) -> HttpResponse:
    trouve = _enjeu(request, code, enjeu_du_plan)
    exiger_le_theme(request.acces, trouve.theme)
    operations.retenir(trouve, **exiger(VersionForm(request.POST)), auteur=request.acces.auteur)
    messages.success(request, "Enjeu retenu.")
    return redirect("plan:plan", code)


@require_http_methods(["GET", "HEAD", "POST"])
def objectif(request: Requete, code: str, objectif: int) -> HttpResponse:
    """Reword an objective, tie it to an enjeu, move it up, remove it."""
    trouve = _objectif(request, code, objectif)
    exiger_le_theme(request.acces, trouve.theme)
    initial = {"libelle": trouve.libelle, "enjeu": trouve.enjeu, "version": trouve.version}
    donnees = request.POST if request.method == "POST" else None
    formulaire = ObjectifForm(trouve.convention, trouve.theme, donnees, initial=initial)
    if formulaire.is_bound and formulaire.is_valid():
        try:
            operations.modifier_objectif(trouve, **formulaire.cleaned_data, auteur=request.acces.auteur)
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, "Objectif enregistré.")
            return redirect("plan:plan", code)
    contexte = {
        "convention": trouve.convention,
        "onglet": "plan",
        "rubrique": "plan",
        "objectif": trouve,
        "numero": numeros([trouve.convention_id])[trouve.pk],
        "nombre": trouve.fiches.count(),
        "formulaire": formulaire,
    }
    return render(request, "plan/objectif.html", contexte, status=422 if formulaire.errors else 200)


@require_POST
def retirer_objectif(request: Requete, code: str, objectif: int) -> HttpResponse:
    trouve = _objectif(request, code, objectif)
    exiger_le_theme(request.acces, trouve.theme)
    operations.retirer_objectif(trouve, **exiger(VersionForm(request.POST)), auteur=request.acces.auteur)
    messages.success(request, "Objectif retiré.")
    return redirect("plan:plan", code)


@require_POST
def monter_l_enjeu(request: Requete, code: str, enjeu_du_plan: int) -> HttpResponse:
    return _monter(request, code, _enjeu(request, code, enjeu_du_plan))


@require_POST
def monter_l_objectif(request: Requete, code: str, objectif: int) -> HttpResponse:
    return _monter(request, code, _objectif(request, code, objectif))


def _monter(request: Requete, code: str, ligne: Enjeu | Objectif) -> HttpResponse:
    exiger_le_theme(request.acces, ligne.theme)
    operations.monter(ligne, **exiger(VersionForm(request.POST)), auteur=request.acces.auteur)
    messages.success(request, "Déplacé d’un rang : les numéros suivent.")
    return redirect("plan:plan", code)
