"""The home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from convenir.conventions.queries import conventions
from convenir.lecture.forms import DepotForm
from convenir.pilotage.queries import prochain_acte
from convenir.relecture.queries import get_bilans

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def accueil(request: HttpRequest) -> HttpResponse:
    """What is here, and the one next act."""
    bilans = get_bilans(conventions())
    contexte = {"bilans": bilans, "prochain": prochain_acte(bilans), "depot": DepotForm()}
    return render(request, "pilotage/accueil.html", contexte)
