"""The diagnostic on the screen: figures by theme, one indicator in all its communes, a value chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from convenir.conventions.queries import conventions_de
from convenir.diagnostic.acces import exiger_de_renseigner, peut_renseigner
from convenir.diagnostic.figures import Planche, planche
from convenir.diagnostic.forms import ChoixForm
from convenir.diagnostic.models import Indicateur
from convenir.diagnostic.operations import choisir
from convenir.diagnostic.queries import (
    Lecture,
    PointDeVue,
    Rang,
    lieux_compares,
    point_de_vue,
    sources_utilisees,
    themes,
    total_des_communes,
    valeurs_visibles,
    volets,
)
from convenir.documents.graphiques.telechargement import telechargement
from convenir.socle.erreurs import Refus
from convenir.territoires.fonds import calques_sur, fond_des_communes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention


#: how the addresses name the territory as a whole, which has no key
TERRITOIRE = "territoire"


@require_safe
def page(request: Requete, code: str) -> HttpResponse:
    """Every figure there is for the territory, by theme, or how to get some in."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    lus = volets(convention)
    contexte = {
        **_page(convention),
        "volets": [(volet, volet.cle or TERRITOIRE, sources_utilisees(volet.rangs)) for volet in lus],
        "a_trancher": sum(volet.a_trancher for volet in lus),
    }
    return render(request, "diagnostic/page.html" if lus else "diagnostic/vide.html", contexte)


@require_safe
def thematique(request: Requete, code: str, theme: str) -> HttpResponse:
    """What the figures of a theme show, seen from the EPCI or from one commune (`?commune=`)."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    cle = "" if theme == TERRITOIRE else theme
    libelle = next((nom for c, nom in themes() if c == cle), None)
    vue = point_de_vue(convention, request.GET.get("commune", ""))
    if libelle is None or (vue is None and "commune" in request.GET):
        raise Http404
    if vue is None:
        return render(request, "diagnostic/vide.html", _page(convention))
    lecture = Lecture(convention, vue.lieux, theme=cle)
    indicateurs = [i for i in lecture.indicateurs.values() if i.theme == cle]
    dessins = _dessiner(lecture, indicateurs, vue)
    if fichier := telechargement(request, dessins.tous):
        return fichier
    rangs = [Rang(i, tuple(lecture.cellule(i, lieu) for lieu in vue.principaux)) for i in indicateurs]
    connus = [rang for rang in rangs if not rang.est_vide]
    contexte = {
        **_page(convention),
        "theme": theme,
        "libelle": libelle,
        "themes": [(c or TERRITOIRE, nom) for c, nom in themes()],
        "vue": vue,
        "rangs": connus,
        "sources": sources_utilisees(connus),
        "planche": dessins,
    }
    return render(request, "diagnostic/thematique.html", contexte)


def _dessiner(lecture: Lecture, indicateurs: Iterable[Indicateur], vue: PointDeVue) -> Planche:
    codes = [lieu.code for lieu in vue.communes]
    return planche(lecture, indicateurs, vue, fond_des_communes(codes), calques_sur(codes))


def _page(convention: Convention) -> dict[str, object]:
    """What every page of figures has."""
    return {
        "convention": convention,
        "onglet": "diagnostic",
        "rubrique": "themes",
        "lieux": lieux_compares(convention),
    }


@require_safe
def indicateur(request: Requete, code: str, indicateur: str) -> HttpResponse:
    """What an indicator measures, and all it says of the territory and of each commune."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    trouve = get_object_or_404(Indicateur, cle=indicateur)
    return _montrer(request, convention, trouve)


def _montrer(
    request: Requete,
    convention: Convention,
    indicateur: Indicateur,
    formulaire: ChoixForm | None = None,
    statut: int = 200,
) -> HttpResponse:
    vue = point_de_vue(convention)
    compares, communes = (vue.principaux, vue.communes) if vue else ((), ())
    lecture = Lecture(convention, vue.lieux if vue else (), [indicateur.cle])
    dessins = _dessiner(lecture, [indicateur], vue) if vue else None
    if dessins and (fichier := telechargement(request, dessins.tous)):
        return fichier
    ensemble = Rang(indicateur, tuple(lecture.cellule(indicateur, lieu) for lieu in compares))
    detail = Rang(indicateur, tuple(lecture.cellule(indicateur, lieu) for lieu in communes))
    connues = [cellule for cellule in (*ensemble.cellules, *detail.cellules) if not cellule.est_vide]
    contexte = {
        **_page(convention),
        "indicateur": indicateur,
        "theme": indicateur.theme or TERRITOIRE,
        "planche": dessins,
        "ensemble": [c for c in ensemble.cellules if not c.est_vide],
        "total": total_des_communes(indicateur, detail.cellules),
        "communes": [] if detail.est_vide else detail.cellules,
        "connues": connues,
        "conflits": [
            (c, peut_renseigner(request.acces, indicateur, *c.lieu.cle))
            for c in connues
            if c.a_plusieurs_valeurs
        ],
        "formulaire": formulaire or ChoixForm(),
        "sources": sources_utilisees([ensemble, detail]),
        "termes": [lecture.indicateurs[cle] for cle in indicateur.termes],
    }
    return render(request, "diagnostic/indicateur.html", contexte, status=statut)


@require_POST
def retenir(request: Requete, code: str, indicateur: str) -> HttpResponse:
    """Keep one value among those that disagree, with the reason."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    trouve = get_object_or_404(Indicateur, cle=indicateur)
    formulaire = ChoixForm(request.POST)
    if formulaire.is_valid():
        saisie = formulaire.cleaned_data
        siennes = valeurs_visibles(convention).filter(indicateur=trouve)
        valeur = get_object_or_404(siennes.select_related("indicateur", "source"), pk=saisie["valeur"])
        exiger_de_renseigner(request.acces, trouve, valeur.niveau, valeur.code)
        try:
            choisir(convention, valeur, saisie["motif"], par=request.user, auteur=request.acces.auteur)
        except Refus as refus:
            formulaire.add_error("valeur", refus.message)
        else:
            messages.success(request, f"{trouve.libelle} : valeur retenue.")
            return redirect("diagnostic:indicateur", code, indicateur)
    return _montrer(request, convention, trouve, formulaire, 422)
