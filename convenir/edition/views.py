"""Documents to download, produced outside the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from convenir.conventions.queries import conventions
from convenir.edition.queries import chemin, get_sorties
from convenir.lecture.livrables import livrables_de
from convenir.lecture.queries import get_dossier
from convenir.socle.tasks import lancer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from convenir.conventions.models import Convention
    from convenir.lecture.livrables import Livrable


@require_safe
def documents(request: HttpRequest, code: str) -> HttpResponse:
    """What can be downloaded, what must be prepared first."""
    convention = get_object_or_404(conventions(), code=code)
    contexte = {
        "convention": convention,
        "onglet": "documents",
        "sorties": get_sorties(convention, get_dossier(code)),
        "pret": request.GET.get("pret", ""),
    }
    return render(request, "edition/documents.html", contexte)


@require_POST
def preparer(_request: HttpRequest, code: str, cle: str) -> HttpResponse:
    """Ask for a deliverable; followed on the page of its job."""
    convention = get_object_or_404(conventions(), code=code)
    livrable = _livrable(convention, cle)
    travail = lancer(
        "edition",
        libelle=f"Préparation : {livrable.libelle}, « {convention.nom} »"[:200],
        retour=reverse("edition:documents", args=[code]),
        objet=code,
        donnees={"livrable": cle},
    )
    return redirect(travail)


@require_safe
def telecharger(_request: HttpRequest, code: str, cle: str) -> HttpResponseBase:
    """The file, when it was prepared from the convention as it is now; the list of documents otherwise."""
    convention = get_object_or_404(conventions(), code=code)
    livrable = _livrable(convention, cle)
    fichier = chemin(livrable, convention, get_dossier(code))
    if not fichier.exists():
        return redirect("edition:documents", code)
    nom = f"{convention.code}-{livrable.cle}.{livrable.extension}"
    return FileResponse(fichier.open("rb"), as_attachment=True, filename=nom)


def _livrable(convention: Convention, cle: str) -> Livrable:
    for livrable in livrables_de(convention):
        if livrable.cle == cle:
            return livrable
    raise Http404
