"""Where the text stands, what it still misses, and what is done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convenir.conventions import operations
from convenir.conventions.acces import exiger_la_portee
from convenir.conventions.enums import Statut
from convenir.conventions.enums.texte import PHRASES
from convenir.conventions.forms.texte import DureeForm, MotifForm
from convenir.conventions.obligations.queries import echeancier
from convenir.conventions.prealables import points
from convenir.conventions.queries import conventions_de
from convenir.conventions.queries.commentaires import compter_les_non_clos
from convenir.conventions.rules.redaction import refus_de_rediger
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete

PRETE = "Le texte est dit prêt : il est gardé tel quel, et ne se modifie plus sans être rouvert."
ROUVERTE = "La rédaction est rouverte : le texte se modifie de nouveau."
DUREE_ENREGISTREE = "Durée enregistrée."


@require_safe
def redaction(request: Requete, code: str) -> HttpResponse:
    """The state of the text, whose turn it is, and the list of what is missing."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    tous = points(convention) if convention.statut in {Statut.BROUILLON, Statut.PRETE} else ()
    contexte = {
        "convention": convention,
        "onglet": "redaction",
        "phrase": PHRASES[Statut(convention.statut)],
        "brouillon": convention.statut == Statut.BROUILLON,
        "prete": convention.statut == Statut.PRETE,
        "manquants": [point.manque for point in tous if not point.est_leve],
        "non_clos": sum(compter_les_non_clos(convention).values()),
        "dispenses": [point for point in tous if point.est_leve],
        "echeances": (
            echeancier(convention, timezone.localdate()) if convention.statut == Statut.SIGNEE else None
        ),
    }
    return render(request, "conventions/redaction.html", contexte)


@require_POST
def declarer_prete(request: Requete, code: str) -> HttpResponse:
    """Say the text ready."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    operations.declarer_prete(convention, auteur=request.acces.auteur)
    messages.success(request, PRETE)
    return redirect("conventions:redaction", code)


@require_POST
def rouvrir(request: Requete, code: str) -> HttpResponse:
    """Make it a draft again."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    _, motif = _cle_et_motif(request)
    operations.rouvrir(convention, motif, auteur=request.acces.auteur)
    messages.success(request, ROUVERTE)
    return redirect("conventions:redaction", code)


@require_POST
def dispenser(request: Requete, code: str) -> HttpResponse:
    """Do without something missing."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    cle, motif = _cle_et_motif(request)
    operations.dispenser(convention, cle, motif, request.acces.personne, auteur=request.acces.auteur)
    return redirect("conventions:redaction", code)


@require_POST
def reprendre(request: Requete, code: str) -> HttpResponse:
    """Ask again for something waived."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    operations.retirer_la_dispense(convention, _cle_et_motif(request)[0], auteur=request.acces.auteur)
    return redirect("conventions:redaction", code)


def _cle_et_motif(request: Requete) -> tuple[str, str]:
    formulaire = MotifForm(request.POST)
    if not formulaire.is_valid():
        raise Refus("Ce motif est trop long : dites-le en mille signes au plus.")
    return formulaire.cleaned_data["cle"], formulaire.cleaned_data["motif"]


@require_http_methods(["GET", "HEAD", "POST"])
def duree(request: Requete, code: str) -> HttpResponse:
    """The first and the last day."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    exiger_la_portee(request.acces, convention)
    if refus := refus_de_rediger(convention.statut):
        raise Refus(refus)
    donnees = request.POST if request.method == "POST" else None
    initial = {"debut": convention.debut, "fin": convention.fin, "version": convention.version}
    formulaire = DureeForm(donnees, initial=initial)
    if formulaire.is_bound and formulaire.is_valid():
        operations.modifier_duree(convention, **formulaire.cleaned_data, auteur=request.acces.auteur)
        messages.success(request, DUREE_ENREGISTREE)
        return redirect("conventions:redaction", code)
    contexte = {"convention": convention, "onglet": "redaction", "formulaire": formulaire}
    return render(request, "conventions/duree.html", contexte, status=422 if formulaire.is_bound else 200)
