"""The register: where all the communes stand, opening it, asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from convenir.acteurs.enums import Acte
from convenir.adhesions.acces import exiger_le_registre, peut_ecrire
from convenir.adhesions.carte import dessiner
from convenir.adhesions.exports import en_scdl
from convenir.adhesions.forms import ActeForm, DemandeForm, exiger
from convenir.adhesions.operations import demander, ouvrir
from convenir.adhesions.queries import adhesions_de
from convenir.adhesions.queries import registre as lire_registre
from convenir.adhesions.tasks import chemin
from convenir.conventions.operations import rattacher
from convenir.conventions.queries import conventions_de
from convenir.territoires.queries import epci, epci_par_nom

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention
    from convenir.territoires.queries import Epci


@require_safe
def registre(request: Requete, code: str) -> HttpResponse:
    """Done, awaited, in how many days; the map; the table of all communes."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    jour = timezone.localdate()
    tenu = lire_registre(convention, jour)
    contexte = {"convention": convention, "onglet": "adhesions", "ecrit": peut_ecrire(request.acces)}
    if not tenu.situations:
        return render(request, "adhesions/ouvrir.html", contexte | {"epci": _epci(convention)})
    contexte |= {"registre": tenu, "carte": dessiner(tenu), "jour": jour, "formulaire": ActeForm()}
    archive = chemin(convention, tenu)
    contexte |= {"archive": archive.stat().st_size if archive.exists() else None, "scdl": en_scdl(tenu)}
    contexte["enregistre"] = Acte.DELIBERER in request.acces.actes
    return render(request, "adhesions/registre.html", contexte)


def _epci(convention: Convention) -> Epci | None:
    """The EPCI of a convention, or the one that a party is named after."""
    if convention.epci_siren:
        return epci(convention.epci_siren)
    noms = (epci(p.siren) or epci_par_nom(p.nom) for p in convention.parties.order_by("ordre"))
    return next(filter(None, noms), None)


@require_POST
def ouvrir_le_registre(request: Requete, code: str) -> HttpResponse:
    """Open the register with the communes of the EPCI, or refresh it."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    exiger_le_registre(request.acces)
    if not convention.epci_siren and request.POST.get("epci"):
        convention = rattacher(convention, request.POST["epci"], auteur=request.acces.auteur)
    messages.success(request, ouvrir(convention, auteur=request.acces.auteur).phrase)
    return redirect("adhesions:registre", code)


@require_POST
def demander_aux_communes(request: Requete, code: str) -> HttpResponse:
    """Note that the communes ticked were asked to vote."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    exiger_le_registre(request.acces)
    adhesions = list(adhesions_de(convention).order_by("nom", "pk"))
    formulaire = DemandeForm(request.POST, insees=[a.insee for a in adhesions])
    saisie = exiger(formulaire)
    choisies = [a for a in adhesions if a.insee in saisie["communes"]]
    faites = demander(choisies, saisie["jour"], auteur=request.acces.auteur)
    mots = "1 commune" if len(faites) == 1 else f"{len(faites)} communes"
    messages.success(request, f"Demande notée pour {mots}.")
    return redirect("adhesions:registre", code)
