"""Depositing a file, and reading the convention it became: text, parties, figures, plans."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods, require_safe

from convenir.conventions.queries import conventions_de
from convenir.conventions.queries.commentaires import compter_les_non_clos, echanges
from convenir.conventions.rules.redaction import COMMENTABLES, refus_de_rediger
from convenir.lecture.feuillets import lire_feuillet
from convenir.lecture.forms import DepotForm
from convenir.lecture.queries import get_dossier
from convenir.lecture.releve import relever_au
from convenir.lecture.signalements import signalements_de
from convenir.lecture.tableaux import chiffres_par_disposition, non_comprises
from convenir.socle import tasks

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention

NOM_AFFICHE = 120  # characters of the name of a file in the title of its job


@require_http_methods(["GET", "HEAD", "POST"])
def deposer(request: Requete) -> HttpResponse:
    """The drop page; a file sent becomes a background job, followed on its own page."""
    formulaire = DepotForm(request.POST, request.FILES) if request.method == "POST" else DepotForm()
    if formulaire.is_bound and formulaire.is_valid():
        fichier = formulaire.cleaned_data["fichier"]
        travail = tasks.lancer(
            "depot",
            libelle=f"Lecture de « {Truncator(fichier.name).chars(NOM_AFFICHE)} »",
            retour=reverse("lecture:deposer"),
            demandeur=request.user.cle,
            donnees={
                "nom": fichier.name,
                "personne": request.user.pk,
                "organisation": request.acces.exiger_une_organisation().pk,
            },
            piece=fichier,
        )
        return redirect(travail)
    statut = 422 if formulaire.is_bound else 200
    return render(request, "lecture/deposer.html", {"depot": formulaire}, status=statut)


@require_safe
def texte(request: Requete, code: str, cle: str = "") -> HttpResponse:
    """One provision at a time, contents beside; the opening when none is named."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    comptes = tuple(compter_les_non_clos(convention).items())
    feuillet = lire_feuillet(relever_au(convention, timezone.localdate()), cle, comptes)
    if feuillet is None and cle:
        raise Http404
    if feuillet is None:
        return render(request, "lecture/vide.html", {"convention": convention, "onglet": "texte"})
    contexte = {
        "convention": convention,
        "onglet": "texte",
        **{champ.name: getattr(feuillet, champ.name) for champ in fields(feuillet)},
    }
    contexte |= _contexte_de_redaction(convention, feuillet.disposition)
    return render(request, "lecture/texte.html", contexte)


def _contexte_de_redaction(convention: Convention, cle: str) -> dict[str, Any]:
    """What is said of the provision shown, and why it may not be edited; nothing for what is no provision."""
    disposition = convention.dispositions.filter(cle=cle).first()
    if disposition is None:
        return {"disposition": None}
    tous = echanges(convention, cle)
    ouverte = any(e.commentaire.deverrouille and not e.est_clos for e in tous)
    return {
        "disposition": disposition,
        "arret": refus_de_rediger(convention.statut, deverrouillee=ouverte),
        "commentable": convention.statut in COMMENTABLES,
        "echanges": [e for e in tous if not e.est_clos],
        "clos": [e for e in tous if e.est_clos],
    }


@require_safe
def parties(request: Requete, code: str) -> HttpResponse:
    """Parties and signatories, visas, communes, stamp."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    contexte = {"convention": convention, "onglet": "parties", "dossier": get_dossier(code)}
    return render(request, "lecture/parties.html", contexte)


@require_safe
def chiffres(request: Requete, code: str) -> HttpResponse:
    """Every figure read, with unit, territory, comparison, vintage and where it stands."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
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
def instances(request: Requete, code: str) -> HttpResponse:
    """Bodies, deadlines."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    contexte = {"convention": convention, "onglet": "instances", "dossier": get_dossier(code)}
    return render(request, "lecture/instances.html", contexte)
