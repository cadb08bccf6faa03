"""The page that a QR code leads to: open to all, it tells nothing of a text that is not sealed."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from allauth.core.internal.ratelimit import consume
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from convenir.conventions.enums import EtatCircuit, ModeSignature
from convenir.conventions.signature.forms import VerificationForm
from convenir.conventions.signature.queries import get_circuit
from convenir.conventions.signature.textes import texte_du_circuit
from convenir.conventions.signature.verification import comparer_au_sceau
from convenir.socle.views import trop_de_demandes

if TYPE_CHECKING:
    import uuid
    from typing import Any

    from django.http import HttpRequest, HttpResponse


#: reading the signatures of a file is costly, and anybody may ask for it
_MESURE = {"app": "conventions", "action": "verifier", "config": {"verifier": "20/5m/ip"}}


@require_http_methods(["GET", "HEAD", "POST"])
def verifier(request: HttpRequest, circuit: uuid.UUID) -> HttpResponse:
    """What is sealed, who signed, and whether a file given is it."""
    trouve = get_circuit(str(circuit))
    if trouve is None:
        raise Http404
    if trouve.etat != EtatCircuit.ACHEVE:
        page = {"retire": trouve.etat == EtatCircuit.RETIRE}
        return render(
            request, "signature/non_scelle.html", page, status=200 if request.method != "POST" else 422
        )
    donnees = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    if request.method == "POST" and not consume(request, **_MESURE):
        return trop_de_demandes(request)
    formulaire = VerificationForm(*donnees)
    resultat = None
    if formulaire.is_bound and formulaire.is_valid():
        resultat = comparer_au_sceau(trouve.sceau, formulaire.cleaned_data["fichier"].read())
    contexte = {
        "texte": texte_du_circuit(trouve),
        "sceau": trouve.sceau,
        "signatures": list(map(_dire, trouve.sceau.donnees["signatures"])),
        "formulaire": formulaire,
        "resultat": resultat,
    }
    return render(request, "signature/verifier.html", contexte, status=422 if formulaire.errors else 200)


def _dire(signature: dict[str, Any]) -> dict[str, Any]:
    """A signature as sealed, in words."""
    jour = datetime.date.fromisoformat(signature["signee_le"])
    return signature | {"jour": jour, "mode": ModeSignature(signature["mode"]).label}
