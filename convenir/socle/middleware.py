"""Two rules of every request: GET cannot write, and a `Refus` is an answer, never a crash."""

from __future__ import annotations

import re
from contextlib import ExitStack
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

SANS_EFFET = frozenset({"GET", "HEAD", "OPTIONS"})
_LECTURE = re.compile(
    r"\s*(?:SELECT|EXPLAIN|PRAGMA|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SHOW|SET)\b", re.IGNORECASE
)
_ECRITURE = re.compile(r"\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\b", re.IGNORECASE)
_COMMUNE = re.compile(r"\s*WITH\b", re.IGNORECASE)


class EcritureInterdite(Exception):  # noqa: N818 -- a French business noun
    """A request that only reads tried to write: a defect of the view."""


def est_lecture(sql: str) -> bool:
    """Whether a statement leaves the data as they are. A common table expression is read to its end."""
    return bool(_LECTURE.match(sql)) or bool(_COMMUNE.match(sql) and not _ECRITURE.search(sql))


def _lire_seulement(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 -- signature imposed by execute_wrapper
    if not est_lecture(sql):
        raise EcritureInterdite(sql)
    return execute(sql, params, many, context)


def lecture_seule(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: during GET, HEAD and OPTIONS, any writing statement raises `EcritureInterdite`."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in SANS_EFFET:
            return get_response(request)
        with ExitStack() as pile:
            for connexion in connections.all():
                pile.enter_context(connexion.execute_wrapper(_lire_seulement))
            return get_response(request)

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
