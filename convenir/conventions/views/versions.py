"""The frozen texts of a convention, and what changed from one to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from convenir.conventions.comparaison import Etat, comparer_contenus
from convenir.conventions.forms.versions import ComparaisonForm
from convenir.conventions.queries import conventions_de
from convenir.conventions.queries.versions import lister_les_versions, versions_de
from convenir.conventions.rapport_de_comparaison import chemin_du_rapport
from convenir.conventions.tasks import contenu, nommer
from convenir.socle.tasks import lancer

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict
    from django.http.response import HttpResponseBase

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention


@dataclass(frozen=True, slots=True)
class _Demande:
    """Two texts of a convention, asked for by their numbers (None: the present one)."""

    convention: Convention
    de: int | None
    a: int | None

    @property
    def contenus(self) -> tuple[dict[str, Any], dict[str, Any]]:
        return contenu(self.convention, self.de), contenu(self.convention, self.a)

    @property
    def requete(self) -> str:
        return urlencode({"de": self.de or "", "a": self.a or ""})


@require_safe
def versions(request: Requete, code: str) -> HttpResponse:
    """The versions, the newest first, each with what it changed, and the choice of two to compare."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    lignes = lister_les_versions(convention)
    formulaire = ComparaisonForm(None, versions=[ligne.version for ligne in lignes])
    formulaire.initial = {"de": lignes[0].version.numero} if lignes else {}
    contexte = {
        "convention": convention,
        "onglet": "versions",
        "lignes": lignes,
        "formulaire": formulaire,
    }
    return render(request, "conventions/versions.html", contexte)


@require_safe
def comparer(request: Requete, code: str) -> HttpResponse:
    """Two texts, part by part: what changed is shown, the rest is folded."""
    demande = _demande(request, code, request.GET)
    avant, apres = demande.contenus
    parties = comparer_contenus(avant, apres)
    contexte = {
        "convention": demande.convention,
        "onglet": "versions",
        "de": nommer(demande.de),
        "a": nommer(demande.a),
        "numeros": (demande.de, demande.a),
        "formulaire": ComparaisonForm(request.GET, versions=versions_de(demande.convention)),
        "changees": [p for p in parties if p.a_change],
        "typographie": [p for p in parties if p.etat == Etat.TYPOGRAPHIE],
        "inchangees": [p for p in parties if p.etat == Etat.INCHANGEE],
        "requete": demande.requete,
        "pdf": chemin_du_rapport(avant, apres).exists(),
    }
    return render(request, "conventions/comparer.html", contexte)


@require_POST
def preparer(request: Requete, code: str) -> HttpResponse:
    """Ask for the comparison as a PDF; followed on the page of its job."""
    demande = _demande(request, code, request.POST)
    travail = lancer(
        "comparaison",
        libelle=f"Comparaison de deux textes, « {demande.convention.nom} »"[:200],
        retour=f"{reverse('conventions:comparer', args=[code])}?{demande.requete}",
        demandeur=request.user.cle,
        objet=code,
        donnees={"de": demande.de, "a": demande.a},
    )
    return redirect(travail)


@require_safe
def telecharger(request: Requete, code: str) -> HttpResponseBase:
    """The PDF, when it was prepared from these two texts; the comparison otherwise."""
    demande = _demande(request, code, request.GET)
    fichier = chemin_du_rapport(*demande.contenus)
    if not fichier.exists():
        return redirect(f"{reverse('conventions:comparer', args=[code])}?{demande.requete}")
    nom = f"{code}-comparaison-{demande.de or 'actuel'}-{demande.a or 'actuel'}.pdf"
    return FileResponse(fichier.open("rb"), as_attachment=True, filename=nom)


def _demande(request: Requete, code: str, donnees: QueryDict) -> _Demande:
    convention = get_object_or_404(conventions_de(request.user), code=code)
    formulaire = ComparaisonForm(donnees, versions=versions_de(convention))
    if not formulaire.is_valid():
        raise Http404
    return _Demande(convention, formulaire.cleaned_data["de"], formulaire.cleaned_data["a"])
