"""The duty of confidentiality, said plainly, and acknowledged once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from convenir.conventions.operations import s_engager
from convenir.conventions.queries import clause_de_confidentialite, conventions_de

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete


@require_http_methods(["GET", "HEAD", "POST"])
def confidentialite(request: Requete, code: str) -> HttpResponse:
    """What the duty asks; acknowledged when posted. Nothing else waits for it."""
    convention = get_object_or_404(conventions_de(request.user), code=code)
    if request.method == "POST":
        s_engager(convention, request.acces)
        messages.success(request, "Votre engagement de confidentialité est enregistré.")
        return redirect("lecture:texte", code)
    contexte = {
        "convention": convention,
        "onglet": "membres",
        "clause": clause_de_confidentialite(convention),
    }
    return render(request, "conventions/confidentialite.html", contexte)
