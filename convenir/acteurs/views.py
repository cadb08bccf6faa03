"""Entering the demonstration, and choosing the organisation one acts for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import auth, messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from convenir.acteurs.models import Personne
from convenir.acteurs.queries import CLE_DE_SESSION, organisations_de

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_POST
def entrer_en_demonstration(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demonstration accounts: no such address outside demonstration mode."""
    if not settings.DEMONSTRATION:
        raise Http404
    comptes = Personne.objects.filter(demonstration=True, is_active=True)
    personne = get_object_or_404(comptes, email=request.POST.get("compte", ""))
    auth.logout(request)
    auth.login(request, personne, backend=settings.AUTHENTICATION_BACKENDS[0])
    UserSession.objects.create_from_request(request)
    return redirect(_suite(request))


@require_http_methods(["GET", "HEAD", "POST"])
def choisir_organisation(request: HttpRequest) -> HttpResponse:
    """For which organisation the person acts, until changed or signed out."""
    assert isinstance(request.user, Personne)  # noqa: S101 -- the address asks for an account
    organisations = organisations_de(request.user)
    if request.method == "POST":
        choisie = get_object_or_404(organisations, pk=_entier(request.POST.get("organisation", "")))
        request.session[CLE_DE_SESSION] = choisie.pk
        messages.success(request, f"Vous agissez maintenant pour {choisie.nom}.")
        return redirect(_suite(request))
    return render(request, "acteurs/organisation.html", {"organisations": organisations})


def _entier(texte: str) -> int:
    """The id typed, or 0, which nothing has."""
    return int(texte) if texte.isascii() and texte.isdigit() and len(texte) < 19 else 0  # noqa: PLR2004 -- what a database id holds


def _suite(request: HttpRequest) -> str:
    """Where the person was going, when it is here."""
    suite = request.POST.get("next", "")
    sure = url_has_allowed_host_and_scheme(suite, {request.get_host()}, require_https=request.is_secure())
    return suite if sure else settings.LOGIN_REDIRECT_URL
