"""What every page of the gap shares: the convention, the theme, what is read of it, who may decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from convenir.acteurs.enums import Acte
from convenir.conventions.queries import conventions_de
from convenir.diagnostic.ecart.catalogue import volets
from convenir.diagnostic.ecart.queries import relever
from convenir.documents.graphiques.telechargement import telechargement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention
    from convenir.diagnostic.ecart.queries import Releve
    from convenir.documents.graphiques import Graphique

VUES = (
    ("volet", "Écart"),
    ("accessibilite", "Accessibilité"),
    ("priorites", "Priorités"),
    ("projection", "Projection"),
    ("scenarios", "Où ouvrir"),
    ("reglages", "Réglages"),
)


def lire(request: Requete, code: str, theme: str) -> tuple[Convention, Releve | None]:
    """The convention that this person may see, and its reading of a theme today. Raises Http404."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    if theme not in volets():
        raise Http404
    return convention, relever(convention, volets()[theme], timezone.localdate())


def contexte_de(request: Requete, convention: Convention) -> dict[str, Any]:
    """What the navigation needs."""
    return {
        "convention": convention,
        "onglet": "diagnostic",
        "rubrique": "ecart",
        "volets": list(volets().values()),
        "decide": Acte.CONDUIRE in request.acces.actes,
        "calcule": Acte.RENSEIGNER in request.acces.actes,
    }


def montrer(
    request: Requete,
    convention: Convention,
    releve: Releve | None,
    vue: str,
    contexte: dict[str, Any],
    graphiques: Sequence[Graphique] = (),
    statut: int = 200,
) -> HttpResponse:
    """A page of a theme, or the file of one of its drawings."""
    contexte |= contexte_de(request, convention)
    if releve is None:
        return render(request, "ecart/sans_territoire.html", contexte)
    if fichier := telechargement(request, graphiques):
        return fichier
    contexte |= {"releve": releve, "volet": releve.volet, "vues": VUES, "vue": vue, "graphiques": graphiques}
    return render(request, f"ecart/{vue}.html", contexte, status=statut)
