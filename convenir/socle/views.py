"""The progress page of a job, and the pages that say no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import TooManyFilesSent
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from convenir.socle.enums import EtatTravail
from convenir.socle.erreurs import Refus
from convenir.socle.models import Travail
from convenir.socle.queries import get_etapes

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse

TROP_DE_FICHIERS = "Trop de fichiers ont été envoyés à la fois : déposez-les un par un."
ARRET_DU_SONDAGE = 286  # htmx's own status: swap, then stop polling


@require_safe
def travail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Where a job stands; goes to its outcome once done. The same address serves the polled fragment."""
    suivi = get_object_or_404(Travail, pk=pk, demandeur=getattr(request.user, "cle", ""))
    if suivi.etat == EtatTravail.FAIT and not request.GET.get("rester"):
        return _aller(request, suivi.resultat)
    etat = EtatTravail(suivi.etat)
    contexte = {"travail": suivi, "etat": etat, "etapes": get_etapes(suivi), "sondage": _est_sondage(request)}
    if not _est_sondage(request):
        return render(request, "socle/travail.html", contexte)
    statut = ARRET_DU_SONDAGE if etat.est_fini else 200
    return render(request, "socle/_travail.html", contexte, status=statut)


def _est_sondage(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _aller(request: HttpRequest, adresse: str) -> HttpResponse:
    reponse = redirect(adresse)
    if _est_sondage(request):
        reponse.status_code = ARRET_DU_SONDAGE
        reponse["HX-Redirect"] = adresse
    return reponse


def requete_incorrecte(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Error page 400; too many files at once are told as such."""
    if isinstance(exception, TooManyFilesSent):
        return render(request, "socle/erreurs/refus.html", {"refus": Refus(TROP_DE_FICHIERS)}, status=400)
    return render(request, "socle/erreurs/400.html", status=400)


def acces_refuse(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Error page 403, with the reason when one was given."""
    return render(request, "socle/erreurs/403.html", {"raison": str(exception or "")}, status=403)


def formulaire_perime(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- passed by name
    """Error page of a form whose protection (CSRF) is missing or out of date."""
    return render(request, "socle/erreurs/formulaire.html", status=403)


def introuvable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- passed by name
    """Error page 404."""
    return render(request, "socle/erreurs/404.html", status=404)


def trop_de_demandes(request: HttpRequest) -> HttpResponse:
    """Error page 429: the same thing was asked too often; every limit lasts five minutes at most."""
    return render(request, "socle/erreurs/429.html", status=429)


def panne(request: HttpRequest) -> HttpResponse:
    """Error page 500: needs neither the database nor a session."""
    return render(request, "socle/erreurs/500.html", status=500)
