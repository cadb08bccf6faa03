"""The portraits of the communes: a page each, two pages to print, all of them as one archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from convenir.conventions.queries import conventions_de
from convenir.diagnostic.queries import lieux_de_l_epci
from convenir.diagnostic.synthese.livrables.portrait import Portraits, composer
from convenir.diagnostic.synthese.queries import compte_des_enjeux, enjeux_de
from convenir.diagnostic.synthese.tasks import chemin
from convenir.documents.graphiques.telechargement import telechargement
from convenir.documents.sortie import rendre
from convenir.socle.tasks import lancer

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention
    from convenir.diagnostic.synthese.livrables.portrait import Portrait


@require_safe
def portraits(request: Requete, code: str) -> HttpResponse:
    """Every commune, with what it raised, and the archive of all the portraits."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    remontes = compte_des_enjeux(enjeux_de(convention))
    fichier = chemin(convention)
    contexte = {
        "convention": convention,
        "onglet": "diagnostic",
        "rubrique": "portraits",
        "communes": [(lieu, remontes[lieu.code]) for lieu in lieux_de_l_epci(convention)],
        "archive": fichier.stat().st_size if fichier.exists() else None,
    }
    return render(request, "synthese/portraits.html", contexte)


@require_safe
def portrait(request: Requete, code: str, insee: str) -> HttpResponse:
    """One commune: its figures beside the EPCI, its trends, its services, what it raised."""
    trouve = _portrait(request, code, insee)
    if fichier := telechargement(request, trouve.evolutions):
        return fichier
    contexte = {
        "convention": trouve.convention,
        "onglet": "diagnostic",
        "rubrique": "portraits",
        "portrait": trouve,
    }
    return render(request, "synthese/portrait.html", contexte)


@require_safe
def imprimer(request: Requete, code: str, insee: str) -> HttpResponse:
    """The same on two pages."""
    octets = rendre(composer(_portrait(request, code, insee)), "pdf")
    entetes = {"Content-Disposition": f'attachment; filename="portrait-{insee}.pdf"'}
    return HttpResponse(octets, content_type="application/pdf", headers=entetes)


def _portrait(request: Requete, code: str, insee: str) -> Portrait:
    convention: Convention = get_object_or_404(conventions_de(request.user), code=code)
    trouve = Portraits(convention, timezone.localdate()).de(insee)
    if trouve is None:
        raise Http404
    return trouve


@require_POST
def archiver(request: Requete, code: str) -> HttpResponse:
    """Ask for all the portraits; followed on the page of its job."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    travail = lancer(
        "portraits",
        libelle=f"Portraits des communes, « {convention.nom} »"[:200],
        retour=reverse("synthese:portraits", args=[code]),
        demandeur=request.user.cle,
        objet=code,
    )
    return redirect(travail)


@require_safe
def archive(request: Requete, code: str) -> HttpResponseBase:
    """The archive, when it was made from the diagnostic as it is today; the list of communes otherwise."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    fichier = chemin(convention)
    if not fichier.exists():
        return redirect("synthese:portraits", code)
    return FileResponse(fichier.open("rb"), as_attachment=True, filename=f"portraits-{code}.zip")
