"""The fiches as a table: narrowed by its address, grouped, changed by lots; a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from convenir.acteurs.enums import Acte
from convenir.conventions.queries import conventions_de
from convenir.plan import operations
from convenir.plan.acces import exiger_le_theme
from convenir.plan.forms.fiches import FiltresForm, LotForm, NouvelleFicheForm
from convenir.plan.forms.lots import CHAMPS, ValeurForm
from convenir.plan.operations.lots import changer
from convenir.plan.queries.fiches import choix_de_la_table, fiches_visibles, filtrer, page_de, ranger, situer
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete


@require_safe
def fiches(request: Requete, code: str) -> HttpResponse:
    """The fiches that the address asks for, fifty a page."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    formulaire = FiltresForm(choix_de_la_table(convention), request.GET)
    filtres = formulaire.filtres()
    toutes = situer(fiches_visibles(convention, request.acces), timezone.localdate())
    rangees = ranger(filtrer(toutes, filtres, request.acces), filtres)
    page, groupes = page_de(rangees, filtres, request.GET.get("page", ""))
    demande = request.GET.copy()
    demande.pop("page", None)
    contexte = {
        "convention": convention,
        "onglet": "plan",
        "rubrique": "fiches",
        "formulaire": formulaire,
        "filtre": any(v for v in demande.values()),
        "adresse": demande.urlencode(),
        "page": page,
        "groupes": groupes,
        "ecrit": Acte.PLANIFIER in request.acces.actes,
        "lot": LotForm(),
    }
    return render(request, "plan/fiches.html", contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def lot(request: Requete, code: str) -> HttpResponse:
    """One field of many fiches: the value is asked for, what it will change is shown, then it is written."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    dit = request.POST if request.method == "POST" else request.GET
    champ = dit.get("champ", "")
    if champ not in CHAMPS:
        raise Http404
    cochees = [int(n) for n in dit.getlist("fiches") if n.isascii() and n.isdigit()]
    visees = list(fiches_visibles(convention, request.acces).filter(numero__in=cochees).order_by("numero"))
    if not visees:
        raise Refus("Cochez au moins une fiche dans le tableau, puis choisissez ce qu’il faut changer.")
    formulaire = ValeurForm(convention, champ, request.POST if request.method == "POST" else None)
    if formulaire.is_bound and formulaire.is_valid():
        try:
            nombre = changer(convention, visees, champ, formulaire.cleaned_data, request.acces)
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, _phrase(nombre))
            return redirect("plan:fiches", code)
    contexte = {
        "convention": convention,
        "onglet": "plan",
        "rubrique": "fiches",
        "visees": visees,
        "champ": champ,
        "formulaire": formulaire,
    }
    return render(request, "plan/lot.html", contexte, status=422 if formulaire.errors else 200)


def _phrase(nombre: int) -> str:
    if not nombre:
        return "Rien n’a changé : ces fiches portaient déjà cette valeur."
    return "Une fiche modifiée." if nombre == 1 else f"{nombre} fiches modifiées."


@require_http_methods(["GET", "HEAD", "POST"])
def nouvelle(request: Requete, code: str) -> HttpResponse:
    """A title and an objective: the rest is written on the page of the fiche."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    initial = {"objectif": request.GET.get("objectif", "")}
    formulaire = NouvelleFicheForm(
        convention, request.POST if request.method == "POST" else None, initial=initial
    )
    if formulaire.is_bound and formulaire.is_valid():
        saisie = dict(formulaire.cleaned_data)
        objectif = get_object_or_404(convention.objectifs, pk=int(saisie["objectif"]))
        exiger_le_theme(request.acces, objectif.theme)
        fiche = operations.creer(convention, saisie | {"objectif": objectif.pk}, auteur=request.acces.auteur)
        messages.success(request, f"{fiche.nom} créée.")
        return redirect("plan:fiche", code, fiche.numero)
    contexte = {"convention": convention, "onglet": "plan", "rubrique": "fiches", "formulaire": formulaire}
    return render(request, "plan/nouvelle.html", contexte, status=422 if formulaire.errors else 200)
