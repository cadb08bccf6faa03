"""The mailbox of the demonstration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from convenir.notifications.queries import retenus

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

NOMBRE = 50


@never_cache
@require_safe
def courriels(request: HttpRequest) -> HttpResponse:
    """The last mails that the demonstration retained, whole, whoever they are to. Nowhere else: 404."""
    if not getattr(settings, "DEMONSTRATION", False):
        raise Http404
    return render(
        request, "notifications/courriels.html", {"courriels": retenus()[:NOMBRE], "nombre": NOMBRE}
    )
