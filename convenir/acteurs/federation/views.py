"""Signing in and out with the identity provider: leaving for it, coming back, ending both sessions."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from allauth.account import views as compte
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url, perform_login
from django.conf import settings
from django.contrib import auth, messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenir.acteurs.federation import seance
from convenir.acteurs.federation.fournisseur import adresse_d_autorisation, decouvrir, identifier
from convenir.acteurs.federation.operations import PreuveDemandee, reconnaitre
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from django.http import HttpRequest

    from convenir.acteurs.federation.fournisseur import Depart
    from convenir.acteurs.federation.reglage import Federation


@require_POST
def partir(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider."""
    federation, suite = _federation(), get_next_redirect_url(request) or ""
    try:
        fournisseur = decouvrir(federation)
    except Refus as refus:
        return _renoncer(request, refus, suite)
    depart = seance.noter_le_depart(request, suite)
    return redirect(adresse_d_autorisation(fournisseur, depart, _ici("federation_retour")))


@require_GET
def revenir(request: HttpRequest) -> HttpResponse:
    """Back from the provider: sign in whom it recognised, or say why not at the sign-in page."""
    federation, suite = _federation(), ""
    try:
        depart = seance.reprendre_le_depart(request, federation.nom)
        suite = depart.suite
        return _entrer(request, federation, depart)
    except Refus as refus:
        return _renoncer(request, refus, suite)


@require_GET
def finir(request: HttpRequest) -> HttpResponse:
    """Back from the provider, where the session was to be ended."""
    federation = _federation()
    etat = request.session.pop(seance.FIN, "")
    if etat and constant_time_compare(etat, request.GET.get("state", "")):
        messages.success(request, f"{federation.nom} a fermé votre session aussi.")
    elif etat:
        messages.warning(
            request,
            f"{federation.nom} n’a pas confirmé avoir fermé votre session : si d’autres se servent de cet "
            "ordinateur, fermez le navigateur.",
        )
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_http_methods(["GET", "HEAD", "POST"])
def se_deconnecter(request: HttpRequest) -> HttpResponse:
    """Sign out here, and at the provider when the session came from there."""
    if request.method != "POST":
        return _sortir(request)
    etat = secrets.token_urlsafe(32)
    ailleurs = seance.adresse_pour_finir(request, etat, _ici("federation_fin"))
    reponse = _sortir(request)
    if ailleurs is None:
        return reponse
    request.session[seance.FIN] = etat
    return redirect(ailleurs)


def _sortir(request: HttpRequest) -> HttpResponse:
    reponse: HttpResponse = compte.logout(request)
    return reponse


def _entrer(request: HttpRequest, federation: Federation, depart: Depart) -> HttpResponse:
    fournisseur, retour = decouvrir(federation), _ici("federation_retour")
    identite, id_token = identifier(fournisseur, depart, code=request.GET["code"], retour=retour)
    auth.logout(request)  # whoever was signed in here: the sessions of two people never mix
    try:
        personne = reconnaitre(identite, federation.nom)
    except PreuveDemandee as demande:
        seance.demander_une_preuve(request, demande.personne, identite, federation.nom)
        raise
    seance.noter_la_venue(request, personne, identite, fournisseur, id_token)
    record_authentication(request, personne, "socialaccount", provider=identite.emetteur, uid=identite.sub)
    reponse: HttpResponse = perform_login(request, personne, redirect_url=depart.suite or None)
    return reponse


def _federation() -> Federation:
    if settings.FEDERATION is None:
        raise Http404
    return settings.FEDERATION


def _ici(nom: str) -> str:
    """An address of this site as declared to the provider, never as a request names it."""
    return f"{settings.ADRESSE_DU_SITE}{reverse(nom)}"


def _renoncer(request: HttpRequest, refus: Refus, suite: str) -> HttpResponse:
    messages.error(request, refus.message)
    connexion = reverse(settings.LOGIN_URL)
    return redirect(f"{connexion}?{urlencode({'next': suite})}" if suite else connexion)
