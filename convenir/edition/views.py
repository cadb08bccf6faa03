"""Documents to download, produced outside the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from convenir.conventions.enums import SCELLES
from convenir.conventions.queries import conventions_de
from convenir.edition.forms import DATE_ILLISIBLE, EtatAuForm
from convenir.edition.queries import chemin, get_sorties
from convenir.lecture.livrables import livrable_de
from convenir.lecture.queries import get_dossier
from convenir.socle.erreurs import Refus
from convenir.socle.tasks import lancer

if TYPE_CHECKING:
    import datetime

    from django.http import HttpResponse, QueryDict
    from django.http.response import HttpResponseBase

    from convenir.conventions.acces import Requete
    from convenir.conventions.models import Convention
    from convenir.lecture.livrables import Livrable


@require_safe
def documents(request: Requete, code: str) -> HttpResponse:
    """What can be downloaded, what must be prepared first."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    formulaire = EtatAuForm(request.GET)
    au = formulaire.jour() if convention.statut in SCELLES else None
    contexte = {
        "convention": convention,
        "onglet": "documents",
        "sorties": get_sorties(convention, get_dossier(code)),
        "pret": request.GET.get("pret", ""),
        "scellee": convention.statut in SCELLES,
        "formulaire": formulaire,
        "au": au,
        "sorties_au": get_sorties(convention, get_dossier(code, au)) if au else (),
    }
    return render(request, "edition/documents.html", contexte)


@require_POST
def preparer(request: Requete, code: str, cle: str) -> HttpResponse:
    """Ask for a deliverable; followed on the page of its job."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    livrable = _livrable(convention, cle)
    au = _au(request.POST)
    travail = lancer(
        "edition",
        libelle=f"Préparation : {livrable.libelle}, « {convention.nom} »"[:200],
        retour=reverse("edition:documents", args=[code]),
        demandeur=request.user.cle,
        objet=code,
        donnees={"livrable": cle} | ({"au": au.isoformat()} if au else {}),
    )
    return redirect(travail)


@require_safe
def telecharger(request: Requete, code: str, cle: str) -> HttpResponseBase:
    """The file, when it was prepared from the convention as it is now; the list of documents otherwise."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    livrable = _livrable(convention, cle)
    au = _au(request.GET)
    fichier = chemin(livrable, convention, get_dossier(code, au))
    if not fichier.exists():
        return redirect("edition:documents", code)
    nom = f"{convention.code}-{livrable.cle}" + (f"-au-{au.isoformat()}" if au else "")
    return FileResponse(fichier.open("rb"), as_attachment=True, filename=f"{nom}.{livrable.extension}")


def _livrable(convention: Convention, cle: str) -> Livrable:
    livrable = livrable_de(convention, cle)
    if livrable is None:
        raise Http404
    return livrable


def _au(saisie: QueryDict) -> datetime.date | None:
    """The day asked for. Raises `Refus` on what is no date."""
    formulaire = EtatAuForm(saisie)
    if not formulaire.is_valid():
        raise Refus(DATE_ILLISIBLE)
    return formulaire.jour()
