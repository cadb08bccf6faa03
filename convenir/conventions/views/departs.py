"""Leaving a convention, and what whoever left it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from convenir.acteurs.enums import Acte
from convenir.conventions.departs import charges_de
from convenir.conventions.forms.membres import DepartForm
from convenir.conventions.operations import PlacePerimee, faire_partir
from convenir.conventions.queries import conventions_de, membres_de, repreneurs_de
from convenir.conventions.rules.membres import SEUL_UN_PILOTE
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.departs import Charge
    from convenir.conventions.models import Membre


@require_http_methods(["GET", "HEAD", "POST"])
def depart(request: Requete, code: str, membre: int) -> HttpResponse:
    """What a member holds and to whom each thing goes; the place ends when posted."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    partant = get_object_or_404(membres_de(convention).filter(parti_le=None), pk=membre)
    soi = partant.personne == request.user
    if not soi and Acte.INVITER not in request.acces.actes:
        raise PermissionDenied(SEUL_UN_PILOTE)
    charges = charges_de(partant, request.acces)
    formulaire = _formulaire(request, partant, charges, request.POST if request.method == "POST" else None)
    statut = 200
    if formulaire.is_bound:
        statut = 422
        try:
            if formulaire.is_valid():
                saisie = formulaire.cleaned_data
                faire_partir(partant, saisie["version"], request.acces, saisie["successeur"])
                return _apres(request, partant, soi=soi)
        except PlacePerimee as refus:
            partant, statut = refus.membre, 409
            formulaire = _formulaire(request, partant, charges)
            messages.error(request, refus.message)
        except Refus as refus:
            formulaire.add_error(None, refus.message)
    contexte = {
        "convention": convention,
        "onglet": "membres",
        "membre": partant,
        "soi": soi,
        "charges": charges,
        "formulaire": formulaire,
        "transmet": any(charge.transmettre for charge in charges),
    }
    return render(request, "conventions/depart.html", contexte, status=statut)


def _formulaire(
    request: Requete, partant: Membre, charges: Sequence[Charge], donnees: Any = None
) -> DepartForm:
    return DepartForm(
        donnees,
        repreneurs=repreneurs_de(partant, request.user),
        obligatoire=any(charge.obligatoire for charge in charges),
        initial={"version": partant.version},
    )


def _apres(request: Requete, parti: Membre, *, soi: bool) -> HttpResponse:
    if soi:
        messages.success(request, f"Vous avez quitté « {parti.convention.nom} ».")
        return redirect("pilotage:accueil")
    messages.success(request, f"{parti.personne} ne participe plus à la convention.")
    return redirect("conventions:membres", parti.convention.code)


def parti(request: HttpRequest, jour: datetime.date) -> HttpResponse:
    """What whoever left gets at any address of the convention; what they were writing is given back."""
    saisies = [
        texte
        for champ, textes in request.POST.lists()
        for texte in map(str, textes)
        if champ != "csrfmiddlewaretoken" and len(texte.split()) > 1
    ]
    return render(request, "conventions/parti.html", {"jour": jour, "saisies": saisies}, status=404)
