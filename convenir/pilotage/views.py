"""The home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from convenir.acteurs.queries import administrateurs
from convenir.conventions.queries import conventions_de
from convenir.lecture.forms import DepotForm
from convenir.pilotage.demonstration import comptes_de_demonstration
from convenir.pilotage.queries import prochain_acte
from convenir.relecture.queries import get_bilans

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenir.conventions.acces import Requete


@require_safe
def accueil(request: Requete) -> HttpResponse:
    """What is here for this person, and the one next act; to whoever is not signed in, what Convenir is."""
    if not request.user.is_authenticated:
        comptes = list(comptes_de_demonstration()) if settings.DEMONSTRATION else []
        return render(request, "pilotage/bienvenue.html", {"comptes": comptes})
    bilans = get_bilans(conventions_de(request.user))
    contexte: dict[str, object] = {"bilans": bilans, "prochain": prochain_acte(bilans), "depot": DepotForm()}
    if not bilans:
        contexte |= {"contact": settings.CONTACT, "administrateurs": administrateurs()}
    return render(request, "pilotage/accueil.html", contexte)
