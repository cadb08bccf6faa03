"""The issues raised: listed, typed, kept or set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convenir.acteurs.enums import Acte
from convenir.conventions.queries import conventions_de
from convenir.diagnostic.models import EnjeuRemonte
from convenir.diagnostic.queries import lieux_de_l_epci
from convenir.diagnostic.synthese import operations
from convenir.diagnostic.synthese.acces import exiger_d_ecrire
from convenir.diagnostic.synthese.forms import DecisionForm, EnjeuForm
from convenir.diagnostic.synthese.queries import enjeux_de, par_theme
from convenir.socle.erreurs import Refus
from convenir.socle.themes import THEMES

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention


@require_safe
def enjeux(request: Requete, code: str) -> HttpResponse:
    """Every issue, by theme, narrowed by a theme, a commune or a state that the address keeps."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    tous = par_theme(enjeux_de(convention))
    theme, commune, etat = (request.GET.get(nom, "") for nom in ("theme", "commune", "etat"))
    choisis = [
        enjeu
        for enjeu in tous
        if theme in {"", enjeu.theme} and etat in {"", enjeu.etat} and _concerne(enjeu, commune)
    ]
    communes = lieux_de_l_epci(convention)
    contexte = {
        "convention": convention,
        "onglet": "diagnostic",
        "rubrique": "enjeux",
        "enjeux": choisis,
        "nombre": len(tous),
        "a_decider": sum(enjeu.etat == "recu" for enjeu in tous),
        "themes": [t for t in THEMES if t.cle in {enjeu.theme for enjeu in tous}],
        "communes": communes,
        "etats": EnjeuRemonte._meta.get_field("etat").choices,  # noqa: SLF001 -- Django's documented API
        "choix": {"theme": theme, "commune": commune, "etat": etat},
        "ajoute": Acte.RENSEIGNER in request.acces.actes,
        "decide": Acte.CONDUIRE in request.acces.actes,
    }
    return render(request, "synthese/enjeux.html", contexte)


def _concerne(enjeu: EnjeuRemonte, commune: str) -> bool:
    """Whether an issue is about a commune (INSEE code); "sans" asks for those that tell none."""
    return not enjeu.insees if commune == "sans" else not commune or commune in enjeu.insees


@require_http_methods(["GET", "HEAD", "POST"])
def ajouter(request: Requete, code: str) -> HttpResponse:
    """The form of an issue heard elsewhere: a seminar, a meeting, a letter."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    communes = [(lieu.code, lieu.nom) for lieu in lieux_de_l_epci(convention)]
    donnees = request.POST if request.method == "POST" else None
    initial = {"theme": request.GET.get("theme", "")}
    formulaire = EnjeuForm(donnees, communes=communes, initial=initial)
    if formulaire.is_bound and formulaire.is_valid():
        saisie = formulaire.cleaned_data
        exiger_d_ecrire(request.acces, saisie["theme"], saisie["insees"])
        try:
            operations.remonter(EnjeuRemonte(convention=convention, **saisie), auteur=request.acces.auteur)
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            messages.success(request, "Enjeu enregistré.")
            return redirect("synthese:enjeux", code)
    contexte = {
        "convention": convention,
        "onglet": "diagnostic",
        "rubrique": "enjeux",
        "formulaire": formulaire,
    }
    return render(request, "synthese/ajouter.html", contexte, status=422 if formulaire.is_bound else 200)


@require_POST
def retenir(request: Requete, code: str, enjeu: int) -> HttpResponse:
    vise = _enjeu(request, code, enjeu)
    operations.retenir(vise, auteur=request.acces.auteur)
    return _retour(request, vise, "Enjeu retenu.")


@require_POST
def ecarter(request: Requete, code: str, enjeu: int) -> HttpResponse:
    vise = _enjeu(request, code, enjeu)
    formulaire = DecisionForm(request.POST)
    if not formulaire.is_valid():
        raise Refus("Ce motif est trop long : dites-le en trois cents signes au plus.")
    operations.ecarter(vise, formulaire.cleaned_data["motif"], auteur=request.acces.auteur)
    return _retour(request, vise, "Enjeu écarté, avec son motif.")


@require_POST
def revenir(request: Requete, code: str, enjeu: int) -> HttpResponse:
    vise = _enjeu(request, code, enjeu)
    operations.revenir(vise, auteur=request.acces.auteur)
    return _retour(request, vise, "Enjeu remis à décider.")


@require_POST
def retirer(request: Requete, code: str, enjeu: int) -> HttpResponse:
    """Take away an issue typed by mistake."""
    vise = _enjeu(request, code, enjeu)
    exiger_d_ecrire(request.acces, vise.theme, vise.insees)
    operations.retirer(vise, auteur=request.acces.auteur)
    messages.success(request, "Enjeu retiré : son texte reste dans l’historique.")
    return redirect("synthese:enjeux", code)


def _enjeu(request: Requete, code: str, pk: int) -> EnjeuRemonte:
    convention: Convention = get_object_or_404(conventions_de(request.user), code=code)
    return get_object_or_404(enjeux_de(convention).select_related("convention"), pk=pk)


def _retour(request: Requete, enjeu: EnjeuRemonte, phrase: str) -> HttpResponse:
    messages.success(request, phrase)
    return redirect(f"{reverse('synthese:enjeux', args=[enjeu.convention.code])}#enjeu-{enjeu.pk}")
