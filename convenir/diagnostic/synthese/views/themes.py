"""The synthesis by theme: what is written, what is still to write, one block to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from convenir.conventions.acces import exiger_la_portee
from convenir.conventions.operations import TextePerime
from convenir.conventions.queries import conventions_de
from convenir.diagnostic.models import BlocDeSynthese, Indicateur
from convenir.diagnostic.synthese import operations
from convenir.diagnostic.synthese.acces import exiger_d_ecrire, peut_ecrire
from convenir.diagnostic.synthese.forms import BlocForm
from convenir.diagnostic.synthese.lus import blocs_lus, enjeux_lus
from convenir.diagnostic.synthese.queries import theme_redige, themes_rediges
from convenir.diagnostic.synthese.rules import BLOCS, TERRITOIRE, indicateur_commente, nom_du_theme
from convenir.journal.livrables import historique
from convenir.journal.queries import evenements_de
from convenir.socle.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention
    from convenir.diagnostic.synthese.queries import ThemeRedige

ENREGISTRE = "Texte enregistré."
RETIRE = "Bloc retiré : son texte reste dans l’historique."
_CHANGEMENTS = 20


@require_safe
def themes(request: Requete, code: str) -> HttpResponse:
    """Every theme, how far its synthesis is, what its communes raised."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    rediges = themes_rediges(convention)
    contexte = {
        "convention": convention,
        "onglet": "diagnostic",
        "rubrique": "synthese",
        "themes": [(theme, peut_ecrire(request.acces, theme.cle)) for theme in rediges],
        "du_texte": peut_ecrire(request.acces, "") and _reste_a_reprendre(convention, rediges),
    }
    return render(request, "synthese/themes.html", contexte)


def _reste_a_reprendre(convention: Convention, rediges: Iterable[ThemeRedige]) -> bool:
    """Whether the text read holds blocks or issues that nobody took over."""
    lus = list(rediges)
    blocs = {(b.theme, b.cle) for theme in lus for b in theme.blocs}
    enjeux = {(e.theme, e.texte) for theme in lus for e in theme.enjeux}
    return any((b.theme, b.cle) not in blocs for b in blocs_lus(convention)) or any(
        (e.theme, e.texte) not in enjeux for e in enjeux_lus(convention)
    )


@require_safe
def theme(request: Requete, code: str, theme: str) -> HttpResponse:
    """What is written of one theme, beside what its communes raised."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    redige = theme_redige(convention, _cle_du_theme(theme))
    contexte = {
        "convention": convention,
        "onglet": "diagnostic",
        "rubrique": "synthese",
        "theme": redige,
        "ecrit": peut_ecrire(request.acces, redige.cle),
    }
    return render(request, "synthese/theme.html", contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def rediger(request: Requete, code: str, theme: str, bloc: str) -> HttpResponse:
    """The form of a block; when someone else wrote meanwhile, both texts are shown, none is lost."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    vise = _bloc(convention, _cle_du_theme(theme), bloc)
    exiger_d_ecrire(request.acces, vise.theme)
    donnees = request.POST if request.method == "POST" else None
    version = vise.version if vise.pk else 0
    formulaire = BlocForm(donnees, initial={"titre": vise.titre, "texte": vise.texte, "version": version})
    perime = None
    if formulaire.is_bound and formulaire.is_valid():
        saisie = formulaire.cleaned_data
        try:
            ecrit = operations.rediger(vise, **saisie, auteur=request.acces.auteur)
        except TextePerime as refus:
            perime = refus
        else:
            messages.success(request, ENREGISTRE if ecrit else RETIRE)
            return redirect("synthese:theme", code, theme)
    contexte = {
        "convention": convention,
        "onglet": "diagnostic",
        "rubrique": "synthese",
        "nom_du_theme": nom_du_theme(vise.theme),
        "theme": theme,
        "bloc": vise,
        "formulaire": formulaire,
        "version": perime.version if perime else formulaire["version"].value(),
        "perime": perime,
        "changements": historique(evenements_de(vise.objet)[:_CHANGEMENTS]),
    }
    statut = 409 if perime else 422 if formulaire.is_bound else 200
    return render(request, "synthese/rediger.html", contexte, status=statut)


@require_POST
def reprendre(request: Requete, code: str) -> HttpResponse:
    """Take over what the convention that was read says of its diagnostic."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    exiger_la_portee(request.acces, convention)
    messages.success(request, operations.reprendre(convention, auteur=request.acces.auteur).phrase)
    return redirect("synthese:themes", code)


def _cle_du_theme(adresse: str) -> str:
    """The key of the theme that an address names. Raises Http404 when there is none."""
    if adresse == TERRITOIRE:
        return ""
    if adresse not in {t.cle for t in THEMES}:
        raise Http404
    return adresse


def _bloc(convention: Convention, theme: str, cle: str) -> BlocDeSynthese:
    """The block of that key, or one to write when the key is planned. Raises Http404 otherwise."""
    if trouve := convention.blocs_de_synthese.filter(theme=theme, cle=cle).first():
        trouve.convention = convention
        return trouve
    titre = BLOCS.get(cle, "")
    if commente := indicateur_commente(cle):
        titre = get_object_or_404(Indicateur, cle=commente, theme=theme).libelle
    if not titre:
        raise Http404
    return BlocDeSynthese(convention=convention, theme=theme, cle=cle, titre=titre)
