"""Changing the text of a provision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST
from markdown_it import MarkdownIt

from convenir.conventions.forms import DispositionForm
from convenir.conventions.models import Disposition
from convenir.conventions.operations import TextePerime, modifier_disposition

if TYPE_CHECKING:
    from django.http import HttpRequest

ENREGISTRE = "Texte enregistré. Relisez la convention pour mettre ses constats à jour."


@require_http_methods(["GET", "HEAD", "POST"])
def modifier(request: HttpRequest, code: str, cle: str) -> HttpResponse:
    """The form of a provision; when someone else wrote meanwhile, both texts are shown, none is lost."""
    dispositions = Disposition.objects.select_related("convention")
    disposition = get_object_or_404(dispositions, convention__code=code, cle=cle)
    donnees = request.POST if request.method == "POST" else None
    formulaire = DispositionForm(donnees, initial=_initial(disposition))
    perime = None
    if formulaire.is_bound and formulaire.is_valid():
        saisie = formulaire.cleaned_data
        try:
            modifier_disposition(disposition, saisie["texte"], saisie["version"], titre=saisie["titre"])
        except TextePerime as refus:
            perime = refus
        else:
            messages.success(request, ENREGISTRE)
            return redirect("lecture:section", code, cle)
    contexte = {
        "convention": disposition.convention,
        "onglet": "texte",
        "disposition": disposition,
        "formulaire": formulaire,
        "version": perime.version if perime else formulaire["version"].value(),
        "perime": perime,
    }
    return render(request, "conventions/modifier.html", contexte, status=409 if perime else 200)


def _initial(disposition: Disposition) -> dict[str, object]:
    return {"titre": disposition.titre, "texte": disposition.texte, "version": disposition.version}


@require_POST
def apercu(request: HttpRequest) -> HttpResponse:
    """The Markdown of a form as it will be read. Any HTML typed in it is shown, never obeyed."""
    rendu = MarkdownIt("commonmark", {"html": False}).enable("table").render(request.POST.get("texte", ""))
    return HttpResponse(rendu or "<p>Rien à afficher pour l’instant.</p>")
