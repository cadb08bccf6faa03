"""The grids on screen: the same address shows one, takes the whole form, and takes one case at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from convenir.conventions.queries import conventions_de
from convenir.diagnostic.models import Indicateur
from convenir.diagnostic.queries.volets import TERRITOIRE_ENTIER
from convenir.diagnostic.saisie import queries
from convenir.diagnostic.saisie.forms import SaisieForm
from convenir.diagnostic.saisie.operations import CasePerimee, saisir
from convenir.socle.erreurs import Refus
from convenir.socle.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention
    from convenir.diagnostic.saisie.queries import Case, Grille

#: the theme of what is about the territory as a whole, in an address
TERRITOIRE = "territoire"


@dataclass(frozen=True)
class Retour:
    """What is said of a case after it was sent: what the field holds, why it was refused, what was wanted."""

    case: Case
    texte: str
    erreur: str = ""
    propose: str = ""


@require_safe
def choisir(request: Requete, code: str) -> HttpResponse:
    """What to fill in: a theme in one territory, or an indicator everywhere."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    lieux = queries.lieux_a_renseigner(convention)
    themes = [(TERRITOIRE, TERRITOIRE_ENTIER), *((t.cle, t.libelle) for t in THEMES)]
    voulu, territoire = request.GET.get("theme"), request.GET.get("territoire")
    if voulu in dict(themes) and territoire in {lieu.code for lieu in lieux}:
        return redirect("saisie:theme", code, voulu, territoire)
    par_theme: dict[str, list[Indicateur]] = {}
    for mesure in queries.mesures():
        par_theme.setdefault(mesure.theme or TERRITOIRE, []).append(mesure)
    contexte = {
        "convention": convention,
        "onglet": "diagnostic",
        "lieux": lieux,
        "themes": [(cle, libelle, par_theme[cle]) for cle, libelle in themes if cle in par_theme],
    }
    return render(request, "diagnostic/saisie/choisir.html", contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def indicateur(request: Requete, code: str, indicateur: str) -> HttpResponse:
    """One indicator in the EPCI and its communes."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    mesure = get_object_or_404(Indicateur, cle=indicateur, formule="")
    annee = queries.annee_demandee(request.GET.get("annee", ""))
    grille = queries.par_commune(convention, mesure, request.acces, annee)
    return _repondre(request, convention, grille, {"indicateur": mesure})


@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: Requete, code: str, theme: str, territoire: str) -> HttpResponse:
    """The indicators of a theme in one commune, or in the EPCI."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    lieu = next((x for x in queries.lieux_a_renseigner(convention) if x.code == territoire), None)
    mesures = queries.mesures("" if theme == TERRITOIRE else theme)
    if lieu is None or not mesures:
        raise Http404
    annee = queries.annee_demandee(request.GET.get("annee", ""))
    grille = queries.par_theme(convention, mesures, lieu, request.acces, annee)
    libelle = next((t.libelle for t in THEMES if t.cle == theme), TERRITOIRE_ENTIER)
    return _repondre(request, convention, grille, {"libelle": libelle, "lieu": lieu})


def _repondre(
    request: Requete, convention: Convention, grille: Grille, contexte: dict[str, object]
) -> HttpResponse:
    formulaire = SaisieForm(request.POST if request.method == "POST" else None)
    retours: dict[str, Retour] = {}
    if request.method == "POST":
        retours = {r.case.cle: r for r in _enregistrer(request, convention, grille, formulaire)}
        if request.headers.get("X-Saisie") == "case":
            return render(request, "diagnostic/saisie/_retours.html", {"retours": retours.values()})
        fautes = sum(bool(r.erreur) for r in retours.values())
        if not fautes:
            messages.success(request, _phrase(len(retours)))
            return redirect(request.get_full_path())
    lignes = [
        (ligne, [retours.get(case.cle) or Retour(case, case.texte) for case in ligne.cases])
        for ligne in grille.lignes
    ]
    contexte |= {
        "convention": convention,
        "onglet": "diagnostic",
        "grille": grille,
        "lignes": lignes,
        "formulaire": formulaire,
        "fautes": sum(bool(r.erreur) for r in retours.values()),
        "justes": sum(not r.erreur for r in retours.values()),
    }
    return render(request, "diagnostic/saisie/grille.html", contexte, status=422 if retours else 200)


def _phrase(nombre: int) -> str:
    if not nombre:
        return "Rien n’a changé."
    return f"{nombre} valeur enregistrée." if nombre == 1 else f"{nombre} valeurs enregistrées."


def _enregistrer(
    request: Requete, convention: Convention, grille: Grille, formulaire: SaisieForm
) -> Iterator[Retour]:
    """Each case that changed, one after the other: a wrong one is told, the others are kept."""
    attestation = formulaire.cleaned_data["attestation"] if formulaire.is_valid() else ""
    for case, ecrit, vu in _changees(request, grille):
        try:
            apres = saisir(
                convention,
                case,
                ecrit,
                vu=vu,
                attestation=attestation,
                par=request.user,
                auteur=request.acces.auteur,
            )
        except CasePerimee as refus:
            yield Retour(refus.actuelle, refus.actuelle.texte, refus.message, refus.propose)
        except Refus as refus:
            yield Retour(case, ecrit, refus.message)
        else:
            yield Retour(apres, apres.texte)


def _changees(request: Requete, grille: Grille) -> Iterator[tuple[Case, str, str]]:
    """Cases sent with something else than what they showed.

    Two buttons name the case they act on: `rendre` gives it back to what is published, `ecrire`
    ("case=number") insists after a refusal.
    """
    insiste, _, propose = request.POST.get("ecrire", "").partition("=")
    for cle, case in grille.cases.items():
        ecrit = request.POST.get(f"case:{cle}")
        vu = request.POST.get(f"vu:{cle}", "")
        if request.POST.get("rendre") == cle:
            ecrit = ""
        elif insiste == cle:
            ecrit = propose
        if ecrit is not None and ecrit.strip() != vu:
            yield case, ecrit, vu
