"""The rules of every request: GET cannot write, a `Refus` is an answer, a page is kept by no cache."""

from __future__ import annotations

import re
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import connections
from django.http import HttpResponse
from django.shortcuts import render

from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    Vue = Callable[[HttpRequest], HttpResponse]

#: The one reading address that writes: a provider of identity sends the browser back by a redirection, which
#: is a GET, and that return opens the session. Its `state`, used once, does what a form's protection does.
ECRIVENT_EN_GET = frozenset({"federation_retour"})
SANS_EFFET = frozenset({"GET", "HEAD", "OPTIONS"})
_LECTURE = re.compile(
    r"\s*(?:SELECT|EXPLAIN|PRAGMA|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SHOW|SET)\b", re.IGNORECASE
)
_ECRITURE = re.compile(r"\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\b", re.IGNORECASE)
_COMMUNE = re.compile(r"\s*WITH\b", re.IGNORECASE)
_FONCTIONS = (  # of the browser, that no page asks for
    *("accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture", "fullscreen"),
    *("geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection", "local-fonts"),
    *("magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial"),
    *("storage-access", "usb", "web-share", "xr-spatial-tracking"),
)
_PERMISSIONS = ", ".join(
    [
        *(f"{fonction}=()" for fonction in _FONCTIONS),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)


class EcritureInterdite(Exception):  # noqa: N818 -- a French business noun
    """A request that only reads tried to write: a defect of the view."""


def est_lecture(sql: str) -> bool:
    """Whether a statement leaves the data as they are. A common table expression is read to its end."""
    return bool(_LECTURE.match(sql)) or bool(_COMMUNE.match(sql) and not _ECRITURE.search(sql))


def _peut_ecrire(request: HttpRequest) -> bool:
    return bool(request.resolver_match and request.resolver_match.view_name in ECRIVENT_EN_GET)


def _lire_seulement(
    request: HttpRequest,
    execute: Callable[..., Any],
    sql: str,
    params: Any,
    many: bool,  # noqa: FBT001 -- signature imposed by execute_wrapper
    context: Any,
) -> Any:
    if not est_lecture(sql) and not _peut_ecrire(request):
        raise EcritureInterdite(sql)
    return execute(sql, params, many, context)


def lecture_seule(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: during GET, HEAD and OPTIONS, any writing statement raises `EcritureInterdite`.

    Save at the addresses of `ECRIVENT_EN_GET`.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in SANS_EFFET:
            return get_response(request)
        with ExitStack() as pile:
            for connexion in connections.all():
                pile.enter_context(connexion.execute_wrapper(partial(_lire_seulement, request)))
            return get_response(request)

    return middleware


def proteger_la_reponse(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: nothing is loaded by another site, no browser feature is open, no page stays in a cache.

    A static file, which says itself how long it may be kept, is left to say so.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        reponse = get_response(request)
        reponse.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        reponse.headers["Permissions-Policy"] = _PERMISSIONS
        reponse.headers.setdefault("Cache-Control", "private, no-store")
        return reponse

    return middleware


def dire_les_refus(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a `Refus` raised by a view becomes a page that says its sentence."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refus):
            return None
        if request.headers.get("HX-Request") == "true":
            messages.error(request, exception.message)
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "socle/erreurs/refus.html", {"refus": exception}, status=422)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
