"""The files of a drawing: the page that shows it hands them out, at its own address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from convenir.documents.graphiques.graphique import Graphique


def telechargement(request: HttpRequest, graphiques: Iterable[Graphique]) -> HttpResponse | None:
    """The file of a page that `?figure=CLE&format=svg` (or csv) asks for; None when none is asked.

    A view calls it before it renders: what may be seen may be downloaded, and nothing else.
    """
    cle, forme = request.GET.get("figure"), request.GET.get("format")
    trouve = next((g for g in graphiques if g.cle == cle), None) if cle else None
    if trouve is None or forme not in {"svg", "csv"}:
        return None
    octets, nature = (
        (trouve.fichier, "image/svg+xml") if forme == "svg" else (trouve.csv(), "text/csv; charset=utf-8")
    )
    return HttpResponse(
        octets,
        content_type=nature,
        headers={"Content-Disposition": f'attachment; filename="{trouve.cle}.{forme}"'},
    )
