"""Depositing a file, and reading the convention it became: text, parties, figures, plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from convenir.conventions.queries import conventions
from convenir.lecture.affichage import groupes, lignes_simples, separer_le_titre
from convenir.lecture.forms import DepotForm
from convenir.lecture.queries import get_dossier
from convenir.lecture.sections import sections, voisines
from convenir.lecture.signalements import signalements_de
from convenir.lecture.tableaux import chiffres_par_disposition, non_comprises
from convenir.socle import tasks

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
def deposer(request: HttpRequest) -> HttpResponse:
    """The drop page; a file sent becomes a background job, followed on its own page."""
    formulaire = DepotForm(request.POST, request.FILES) if request.method == "POST" else DepotForm()
    if formulaire.is_bound and formulaire.is_valid():
        fichier = formulaire.cleaned_data["fichier"]
        travail = tasks.lancer(
            "depot",
            libelle=f"Lecture de « {fichier.name} »",
            retour=reverse("lecture:deposer"),
            donnees={"nom": fichier.name},
            piece=fichier,
        )
        return redirect(travail)
    statut = 422 if formulaire.is_bound else 200
    return render(request, "lecture/deposer.html", {"depot": formulaire}, status=statut)


@require_safe
def texte(request: HttpRequest, code: str, cle: str = "") -> HttpResponse:
    """One provision at a time, contents beside; the opening when none is named."""
    convention = get_object_or_404(conventions(), code=code)
    toutes = sections(get_dossier(code))
    presentes = [s for s in toutes if not s.absente]
    section = next((s for s in presentes if s.cle == cle), None) if cle else next(iter(presentes), None)
    if cle and section is None:
        raise Http404
    if section is None:
        return render(request, "lecture/vide.html", {"convention": convention, "onglet": "texte"})
    avant, apres = voisines(presentes, section)
    entete, reste = separer_le_titre(section, lignes_simples(section))
    contexte = {
        "convention": convention,
        "onglet": "texte",
        "sections": toutes,
        "section": section,
        "entete": entete,
        "groupes": groupes(reste),
        "avant": avant,
        "apres": apres,
        "disposition": convention.dispositions.filter(cle=section.cle).first(),
    }
    return render(request, "lecture/texte.html", contexte)


@require_safe
def parties(request: HttpRequest, code: str) -> HttpResponse:
    """Parties and signatories, visas, communes, stamp."""
    convention = get_object_or_404(conventions(), code=code)
    contexte = {"convention": convention, "onglet": "parties", "dossier": get_dossier(code)}
    return render(request, "lecture/parties.html", contexte)


@require_safe
def chiffres(request: HttpRequest, code: str) -> HttpResponse:
    """Every figure read, with unit, territory, comparison, vintage and where it stands."""
    convention = get_object_or_404(conventions(), code=code)
    dossier = get_dossier(code)
    lots = chiffres_par_disposition(dossier, signalements_de(convention))
    contexte = {
        "convention": convention,
        "onglet": "chiffres",
        "dossier": dossier,
        "parties_du_texte": lots,
        "a_trancher": sum(chiffre.est_a_trancher for lot in lots for chiffre in lot.chiffres),
        "non_comprises": non_comprises(dossier),
    }
    return render(request, "lecture/chiffres.html", contexte)


@require_safe
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Plans by theme, bodies, deadlines."""
    convention = get_object_or_404(conventions(), code=code)
    contexte = {"convention": convention, "onglet": "plan", "dossier": get_dossier(code)}
    return render(request, "lecture/plan.html", contexte)
