"""Where the communes are: one point for each, the middle of its contour."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from convenir.territoires.queries.communes import communes_de_epci, departements
from convenir.territoires.queries.contours import contours

if TYPE_CHECKING:
    from convenir.territoires.queries.contours import Anneau, Contour, Point


def centres_de_epci(siren: str) -> dict[str, Point]:
    """INSEE code → middle (longitude, latitude) of each commune of an EPCI; absent where none is drawn."""
    membres = {c.insee: c.departement for c in communes_de_epci(siren)}
    return {insee: milieu for insee, code in membres.items() if (milieu := centres(code).get(insee))}


@lru_cache(maxsize=128)
def centres(departement: str) -> dict[str, Point]:
    """The same for each commune of a département; empty where the source draws nothing."""
    return {insee: milieu(contour) for insee, contour in (contours(departement) or {}).items()}


def tous_les_centres() -> dict[str, Point]:
    """The same for the whole country."""
    return {insee: point for code in departements() for insee, point in centres(code).items()}


def milieu(contour: Contour) -> Point:
    """The centroid of a contour, its holes left out, in degrees."""
    origine = contour[0][0][0]
    aires, longitudes, latitudes = zip(
        *(
            _moments(anneau, origine, plein=not rang)
            for polygone in contour
            for rang, anneau in enumerate(polygone)
        ),
        strict=True,
    )
    aire = sum(aires)
    if not aire:
        return origine
    return sum(longitudes) / aire + origine[0], sum(latitudes) / aire + origine[1]


def _moments(anneau: Anneau, origine: Point, *, plein: bool) -> tuple[float, float, float]:
    """Area and first moments of a ring around `origine`; taken away when it is a hole."""
    aire = longitude = latitude = 0.0
    x, y = anneau[0][0] - origine[0], anneau[0][1] - origine[1]
    for point in anneau[1:]:
        suivant_x, suivant_y = point[0] - origine[0], point[1] - origine[1]
        croix = x * suivant_y - suivant_x * y
        aire += croix / 2
        longitude += croix * (x + suivant_x) / 6
        latitude += croix * (y + suivant_y) / 6
        x, y = suivant_x, suivant_y
    signe = 1 if (aire > 0) == plein else -1
    return signe * aire, signe * longitude, signe * latitude
