"""Base maps: contours projected once into paths, coloured many times; tiles where there are none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from convenir.documents.graphiques.dessin import LARGEUR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Point = tuple[float, float]
    Anneau = Sequence[Point]
    Contour = Sequence[Sequence[Anneau]]

FINESSE = 10  # paths are in tenths of a unit
_MARGE = 3
_HAUTEUR_MAXIMALE = 460
_CARREAU = 0.88  # part of its cell that a tile fills


@dataclass(frozen=True, slots=True)
class Projection:
    """Longitudes and latitudes to tenths of a unit: equirectangular, true at the middle latitude.

    Over a département the error is under one in a thousand: for reading, not for measuring.
    """

    ouest: float
    nord: float
    par_longitude: float
    par_latitude: float
    marge: float

    def placer(self, longitude: float, latitude: float) -> tuple[int, int]:
        """Tenths of a unit from the left and the top of the map."""
        return (
            round((longitude - self.ouest) * self.par_longitude + self.marge),
            round((self.nord - latitude) * self.par_latitude + _MARGE * FINESSE),
        )

    def tracer(self, contour: Contour) -> str:
        """The `d` of a path, in tenths; points that fall on the same place are drawn once."""
        kx, ky = self.par_longitude, self.par_latitude
        dx, dy = self.marge - self.ouest * kx + 0.5, self.nord * ky + _MARGE * FINESSE + 0.5
        morceaux = []
        for polygone in contour:
            for anneau in polygone:
                places = [(int(x * kx + dx), int(dy - y * ky)) for x, y in anneau]
                x0, y0 = places[0]
                traits = [f"M{x0} {y0}l"]
                for x, y in places[1:-1]:
                    if x != x0 or y != y0:
                        traits.append(f"{x - x0} {y - y0} ")
                        x0, y0 = x, y
                if len(traits) > 2:  # noqa: PLR2004 -- less is no surface
                    morceaux.append("".join(traits) + "z")
        return "".join(morceaux)


@dataclass(frozen=True, slots=True)
class Zone:
    """A territory of the map, in tenths: its path, a place for a letter, how much room there is around it."""

    chemin: str
    centre: tuple[int, int]
    place: float


@dataclass(frozen=True, slots=True)
class Fond:
    """A base map. `hauteur` in units; `mention`: what is to be said of it; `projection` None for tiles."""

    hauteur: int
    zones: Mapping[str, Zone]
    projection: Projection | None
    mention: str = ""


def projeter(contours: Mapping[str, Contour], mention: str = "") -> Fond | None:
    """The map of contours by code (polygons of rings of longitudes and latitudes); None without any."""
    points = [p for contour in contours.values() for polygone in contour for p in polygone[0]]
    if not points:
        return None
    ouest, est = min(x for x, _ in points), max(x for x, _ in points)
    sud, nord = min(y for _, y in points), max(y for _, y in points)
    aplati = math.cos(math.radians((sud + nord) / 2))
    large, haut = max((est - ouest) * aplati, 1e-6), max(nord - sud, 1e-6)
    echelle = min((LARGEUR - 2 * _MARGE) / large, (_HAUTEUR_MAXIMALE - 2 * _MARGE) / haut) * FINESSE
    marge = (LARGEUR * FINESSE - large * echelle) / 2
    projection = Projection(ouest, nord, aplati * echelle, echelle, marge)
    zones = {code: _zone(contour, projection) for code, contour in contours.items()}
    return Fond(math.ceil(haut * echelle / FINESSE) + 2 * _MARGE, zones, projection, mention)


def _zone(contour: Contour, projection: Projection) -> Zone:
    plus_grand = max((polygone[0] for polygone in contour), key=len)
    longitudes, latitudes = [x for x, _ in plus_grand], [y for _, y in plus_grand]
    large = (max(longitudes) - min(longitudes)) * projection.par_longitude
    haut = (max(latitudes) - min(latitudes)) * projection.par_latitude
    return Zone(projection.tracer(contour), projection.placer(*_centre(plus_grand)), min(large, haut))


def _centre(anneau: Anneau) -> Point:
    """The centre of gravity of a ring (shoelace); the mean of its points when it has no surface."""
    x0, y0 = anneau[0]
    surface = cx = cy = 0.0
    for (xa, ya), (xb, yb) in pairwise(anneau):
        produit = (xa - x0) * (yb - y0) - (xb - x0) * (ya - y0)
        surface += produit
        cx += (xa + xb - 2 * x0) * produit
        cy += (ya + yb - 2 * y0) * produit
    if abs(surface) < 1e-12:  # noqa: PLR2004 -- flat
        return sum(x for x, _ in anneau) / len(anneau), sum(y for _, y in anneau) / len(anneau)
    return x0 + cx / (3 * surface), y0 + cy / (3 * surface)


def tuiles(centres: Mapping[str, Point | None]) -> Fond:
    """A tile for each territory, by rows from north to south, each from west to east after its centre.

    Without a centre for all, in the order given. Either way the map says that it is no map of the ground.
    """
    places = {code: point for code, point in centres.items() if point is not None}
    situes = len(places) == len(centres)
    colonnes = max(1, math.ceil(math.sqrt(len(centres) * 1.3)))
    codes = sorted(places, key=lambda c: -places[c][1]) if situes else list(centres)
    cote = min(LARGEUR / colonnes, 64.0)
    gauche = (LARGEUR - cote * colonnes) / 2
    zones = {}
    for rang, debut in enumerate(range(0, len(codes), colonnes)):
        rangee = codes[debut : debut + colonnes]
        for colonne, code in enumerate(sorted(rangee, key=lambda c: places[c][0]) if situes else rangee):
            zones[code] = _tuile(gauche + colonne * cote, rang * cote + _MARGE, cote)
    ordre = "d’après leur centre, du nord au sud et d’ouest en est" if situes else "dans l’ordre de la liste"
    mention = f"Carte en carreaux, faute de contours : un par territoire, {ordre}."
    return Fond(math.ceil(math.ceil(len(codes) / colonnes) * cote) + 2 * _MARGE, zones, None, mention)


def _tuile(x: float, y: float, cote: float) -> Zone:
    plein = round(cote * _CARREAU * FINESSE)
    chemin = f"M{round(x * FINESSE)} {round(y * FINESSE)}h{plein}v{plein}h-{plein}z"
    centre = (round(x * FINESSE) + plein // 2, round(y * FINESSE) + plein // 2)
    return Zone(chemin, centre, float(plein))
