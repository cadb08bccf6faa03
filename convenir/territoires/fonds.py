"""Base maps of communes, projected once and kept: what every map of a convention is drawn on."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from django.db.models import Count

from convenir.documents.graphiques import Calque, Fond, projeter, tuiles
from convenir.territoires.models import Couche, Trace
from convenir.territoires.queries import commune, contours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.territoires.queries.contours import Contour, Point

LIVRES = "Contours : code officiel géographique 2026, simplifiés."


def fond_des_communes(insees: Iterable[str]) -> Fond:
    """The base map of these communes: from the last layer loaded that draws them all, else as shipped.

    Tiles, which say so, when none of them has a contour. One query.
    """
    codes = tuple(sorted(insees))
    couches = Trace.objects.filter(couche__de_communes=True, code__in=codes).order_by("-couche__chargee_le")
    entieres = couches.values_list("couche", "couche__empreinte").annotate(nombre=Count("pk"))
    couche = next(((pk, empreinte) for pk, empreinte, nombre in entieres if nombre == len(codes)), None)
    return _fond(codes, couche)


def calques_sur(insees: Iterable[str]) -> tuple[Calque, ...]:
    """The zones of each other layer that are at least half in these communes. One query without layers."""
    codes = tuple(sorted(insees))
    couches = Couche.objects.filter(de_communes=False).values_list("pk", "nom", "empreinte")
    lus = (Calque(nom, _zones_dans(codes, pk, empreinte)) for pk, nom, empreinte in couches)
    return tuple(calque for calque in lus if calque.zones)


@lru_cache(maxsize=64)
def _fond(insees: tuple[str, ...], couche: tuple[int, str] | None) -> Fond:
    if couche is not None:
        charges = Trace.objects.filter(couche=couche[0], code__in=insees).select_related("couche")
        lus = {trace.code: trace for trace in charges.order_by("code")}
        mention = f"Contours : {next(iter(lus.values())).couche.source}."
        if fond := projeter({code: trace.contour for code, trace in lus.items()}, mention):
            return fond
    return projeter(_livres(insees), LIVRES) or tuiles(dict.fromkeys(insees))


@lru_cache(maxsize=64)
def _zones_dans(insees: tuple[str, ...], couche: int, _empreinte: str) -> tuple[tuple[str, Contour], ...]:
    """(name, contour) of the zones of a layer; the hash makes a layer loaded again read again."""
    formes = list(_livres(insees).values())
    return tuple(
        (trace.nom, trace.contour)
        for trace in Trace.objects.filter(couche=couche).order_by("code")
        if _est_pour_moitie_dans(trace.contour, formes)
    )


def _est_pour_moitie_dans(contour: Contour, formes: list[Contour]) -> bool:
    """By the points of its outlines: a zone may be so bent that its middle is outside."""
    points = [point for polygone in contour for point in polygone[0]]
    dedans = sum(any(_contient(forme, point) for forme in formes) for point in points)
    return 2 * dedans >= len(points)


def _contient(contour: Contour, point: Point) -> bool:
    """Whether a point is inside a contour: an odd number of its edges are crossed going west."""
    x, y = point
    dedans = False
    for anneau in (anneau for polygone in contour for anneau in polygone):
        for (xa, ya), (xb, yb) in pairwise(anneau):
            if (ya > y) != (yb > y) and x < (xb - xa) * (y - ya) / (yb - ya) + xa:
                dedans = not dedans
    return dedans


def _livres(insees: tuple[str, ...]) -> dict[str, Contour]:
    """The contours shipped for these communes."""
    par_departement = defaultdict(list)
    for insee in insees:
        if (trouvee := commune(insee)) and not trouvee.ancienne:
            par_departement[trouvee.departement].append(insee)
    return {
        insee: dessines[insee]
        for code, voulues in par_departement.items()
        if (dessines := contours(code))
        for insee in voulues
        if insee in dessines
    }
