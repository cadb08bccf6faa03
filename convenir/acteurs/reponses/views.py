"""The page of a reply link: what is asked, one form, one answer. Reading it uses nothing up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from convenir.acteurs.reponses.operations import LienMort, repondre_par_lien
from convenir.acteurs.reponses.queries import lien_ouvert
from convenir.acteurs.reponses.registre import ACTES
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
def repondre(request: HttpRequest, jeton: str) -> HttpResponse:
    """Whoever holds the link does its one act; the address, which is a secret, is told to nobody."""
    reponse = _repondre(request, jeton)
    # the origin alone: with no referrer at all, browsers hide the origin that protects the form
    reponse.headers["Referrer-Policy"] = "strict-origin"
    reponse.headers["Cache-Control"] = "no-store"
    reponse.headers["X-Robots-Tag"] = "noindex, nofollow"
    return reponse


def _repondre(request: HttpRequest, jeton: str) -> HttpResponse:
    lien = lien_ouvert(jeton)
    acte = ACTES.get(lien.acte) if lien else None
    if lien is None or acte is None:
        return _mort(request)
    formulaire = acte.formulaire(request.POST if request.method == "POST" else None)
    if formulaire.is_bound and formulaire.is_valid():
        try:
            phrase = repondre_par_lien(jeton, formulaire.cleaned_data)
        except LienMort:
            return _mort(request)
        except Refus as refus:
            formulaire.add_error(None, refus.message)
        else:
            return render(request, "acteurs/reponse_donnee.html", {"phrase": phrase})
    question = acte.montrer(lien.sujet)
    if question is None:
        return _mort(request)
    contexte = {"question": question, "lien": lien, "formulaire": formulaire}
    return render(request, "acteurs/reponse.html", contexte, status=422 if formulaire.errors else 200)


def _mort(request: HttpRequest) -> HttpResponse:
    return render(request, "acteurs/reponse_morte.html", {"phrase": LienMort().message}, status=404)
