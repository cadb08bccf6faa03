"""The pages of sign-in that the library's own do not serve well: a reading that writes, a way back lost."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from convenir.acteurs.connexion.operations import fermer_sessions
from convenir.acteurs.connexion.queries import decrire_les_sessions, get_facteurs, sessions_de
from convenir.acteurs.queries import CLE_DE_RETOUR

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from convenir.acteurs.models import Personne

    class Requete(HttpRequest):
        user: Personne


def de_la_bibliotheque(vue: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of the library, which counts an attempt for all but a GET: a HEAD is made one."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(vue)
    def enveloppe(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "HEAD":
            request.method = "GET"
        return vue(request, *args, **kwargs)

    return enveloppe


def d_un_bloc(vue: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of the library whose form is one act: all of it is written, with its event, or nothing."""

    @de_la_bibliotheque
    @wraps(vue)
    def enveloppe(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return vue(request, *args, **kwargs)
        with transaction.atomic():
            return vue(request, *args, **kwargs)

    return enveloppe


@require_safe
def facteurs(request: Requete) -> HttpResponse:
    """The second factors of the person, and the way back to the page that asked for one."""
    contexte = {"facteurs": get_facteurs(request.user), "retour": CLE_DE_RETOUR in request.session}
    return render(request, "mfa/index.html", contexte)


@require_safe
def revenir(request: HttpRequest) -> HttpResponse:
    """Back to the page that asked for a second factor."""
    return redirect(request.session.pop(CLE_DE_RETOUR, None) or reverse("acteurs:compte"))


class _Ajout:
    """Once a factor is added: its recovery codes when they are new, else straight back."""

    request: HttpRequest
    did_generate_recovery_codes: bool

    def get_success_url(self) -> str:
        if self.did_generate_recovery_codes:
            return reverse("mfa_view_recovery_codes")
        return reverse("retour" if CLE_DE_RETOUR in self.request.session else "mfa_index")


class AjouterUneCle(_Ajout, AddWebAuthnView):  # type: ignore[misc]
    """Only passkeys: a key that asks for a PIN or a fingerprint, and may replace the password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        contexte: dict[str, Any] = super().get_context_data(**kwargs)
        contexte["js_data"] = {"creation_options": webauthn.begin_registration(self.request.user, True)}  # noqa: FBT003 -- allauth's signature
        return contexte


class AjouterUneApplication(_Ajout, ActivateTOTPView):  # type: ignore[misc]
    """An application that gives six-digit codes."""


def _codes(personne: Personne) -> list[str]:
    """The recovery codes left. The library notes that they were seen: here, reading writes nothing."""
    gardes = get_object_or_404(Authenticator, user=personne, type=Authenticator.Type.RECOVERY_CODES)
    codes: list[str] = gardes.wrap().get_unused_codes()
    return codes


@require_safe
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def codes_de_secours(request: Requete) -> HttpResponse:
    """The recovery codes, to print or to keep."""
    contexte = {"codes": _codes(request.user), "retour": CLE_DE_RETOUR in request.session}
    return render(request, "mfa/recovery_codes/index.html", contexte)


@require_safe
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def telecharger_les_codes(request: Requete) -> HttpResponse:
    """The recovery codes, one a line."""
    lignes = ["Convenir, codes de secours de " + request.user.get_username(), *_codes(request.user)]
    nom = 'attachment; filename="convenir-codes-de-secours.txt"'
    reponse = HttpResponse("\n".join(lignes) + "\n", content_type="text/plain; charset=utf-8")
    reponse["Content-Disposition"] = nom
    return reponse


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: Requete) -> HttpResponse:
    """Where the person is signed in; each session but this one may be closed from here."""
    if request.method != "POST":
        ouvertes = decrire_les_sessions(request.user, request.session.session_key or "")
        return render(request, "usersessions/usersession_list.html", {"sessions": ouvertes})
    fermees = fermer_sessions(request.user, _choisies(request))
    messages.success(request, "Session fermée." if fermees == 1 else f"Sessions fermées : {fermees}.")
    return redirect("usersessions_list")


def _choisies(request: Requete) -> Any:
    autres = sessions_de(request.user).exclude(session_key=request.session.session_key)
    numero = request.POST.get("session", "")
    if not numero:
        return autres
    if not (numero.isascii() and numero.isdigit() and len(numero) < 19):  # noqa: PLR2004 -- what a database id holds
        raise Http404
    return [get_object_or_404(autres, pk=int(numero))]
