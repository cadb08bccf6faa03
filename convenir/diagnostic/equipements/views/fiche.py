"""One service: what is known of it and since when; recorded, changed, verified, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convenir.conventions.queries import conventions_de
from convenir.diagnostic.equipements import operations
from convenir.diagnostic.equipements.acces import exiger_de_decrire
from convenir.diagnostic.equipements.catalogue import exiger_type, type_de_cle
from convenir.diagnostic.equipements.forms import EquipementForm
from convenir.diagnostic.equipements.queries import equipements_de
from convenir.diagnostic.equipements.views.liste import ligne
from convenir.diagnostic.models import Equipement
from convenir.journal.livrables import historique
from convenir.journal.queries import evenements_de
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention

_SAISIE = "Saisie des membres"


def _trouver(request: Requete, code: str, equipement: int) -> Equipement:
    """A service, as this person may see it."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    siens = equipements_de(convention).select_related("gestionnaire", "convention")
    return get_object_or_404(siens, pk=equipement)


def _a_ecrire(request: Requete, code: str, equipement: int) -> Equipement:
    """The same, to be changed. Raises `Refus` outside of this person's scope."""
    trouve = _trouver(request, code, equipement)
    exiger_de_decrire(request.acces, type_de_cle(trouve.type), trouve.insee)
    return trouve


@require_safe
def fiche(request: Requete, code: str, equipement: int) -> HttpResponse:
    """What is known of a service, what is to be looked at, what was done."""
    trouve = _trouver(request, code, equipement)
    contexte = _contexte(trouve.convention) | {
        "equipement": trouve,
        "ligne": ligne(trouve, timezone.localdate(), request.acces),
        "lignes": historique(evenements_de(trouve.objet)),
    }
    return render(request, "equipements/fiche.html", contexte)


def _contexte(convention: Convention) -> dict[str, Any]:
    return {"convention": convention, "onglet": "diagnostic", "rubrique": "equipements"}


@require_http_methods(["GET", "HEAD", "POST"])
def inscrire(request: Requete, code: str) -> HttpResponse:
    """The form of a new service."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    if request.method != "POST":
        vide = EquipementForm(convention=convention, initial={"source": _SAISIE})
        return _demander(request, convention, vide)
    formulaire = EquipementForm(request.POST, convention=convention)
    if formulaire.is_valid():
        champs = formulaire.champs
        exiger_de_decrire(request.acces, exiger_type(champs["type"]), champs["insee"])
        nouveau = Equipement(convention=convention, **champs)
        try:
            operations.inscrire(nouveau, auteur=request.acces.auteur)
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, f"« {nouveau.nom} » est dans la liste.")
            return redirect("equipements:fiche", code, nouveau.pk)
    return _demander(request, convention, formulaire)


@require_http_methods(["GET", "HEAD", "POST"])
def modifier(request: Requete, code: str, equipement: int) -> HttpResponse:
    """The same form, for a service that is there; refused when it changed meanwhile."""
    trouve = _a_ecrire(request, code, equipement)
    convention = trouve.convention
    if request.method != "POST":
        rempli = EquipementForm(instance=trouve, convention=convention, initial={"version": trouve.version})
        return _demander(request, convention, rempli, trouve)
    formulaire = EquipementForm(request.POST, instance=trouve, convention=convention)
    if formulaire.is_valid():
        champs, version = formulaire.champs, formulaire.cleaned_data["version"]
        exiger_de_decrire(request.acces, exiger_type(champs["type"]), champs["insee"])
        try:
            operations.modifier(trouve, champs, version=version or 0, auteur=request.acces.auteur)
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, "Modifications enregistrées.")
            return redirect("equipements:fiche", code, equipement)
    return _demander(request, convention, formulaire, trouve)


def _demander(
    request: Requete, convention: Convention, formulaire: EquipementForm, equipement: Equipement | None = None
) -> HttpResponse:
    contexte = _contexte(convention) | {"formulaire": formulaire, "equipement": equipement}
    statut = 422 if formulaire.is_bound else 200
    return render(request, "equipements/formulaire.html", contexte, status=statut)


@require_POST
def verifier(request: Requete, code: str, equipement: int) -> HttpResponse:
    """Say that it was checked today; back to where one came from."""
    trouve = _a_ecrire(request, code, equipement)
    operations.verifier(trouve, auteur=request.acces.auteur)
    messages.success(request, f"« {trouve.nom} » : vérifié aujourd’hui.")
    retour = request.POST.get("retour", "")
    if retour and url_has_allowed_host_and_scheme(retour, allowed_hosts=None):
        return redirect(retour)
    return redirect("equipements:fiche", code, equipement)


@require_POST
def retirer(request: Requete, code: str, equipement: int) -> HttpResponse:
    """Remove one recorded by mistake."""
    trouve = _a_ecrire(request, code, equipement)
    operations.retirer(trouve, auteur=request.acces.auteur)
    messages.success(request, f"« {trouve.nom} » n’est plus dans la liste.")
    return redirect("equipements:liste", code)
