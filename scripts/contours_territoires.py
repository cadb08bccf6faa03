"""Contours: from polygons that share their borders to small files that still share them.

All communes are cut into arcs together, an arc being a stretch of border between two points where
three territories meet; each arc is simplified once (Douglas-Peucker) and used by both neighbours, also
across the limit of two départements. A polygon that simplification would make invalid gets its arcs back
as they were. One file per département:

    {"echelle": 1e-05, "arcs": [[x, y, dx, dy, …], …], "communes": {"59001": [[[arc, ~arc, …], …], …], …}}

Coordinates are whole numbers of `echelle` degrees (WGS84), the first point of an arc absolute, the next
ones relative; a commune is a list of polygons, a polygon a list of rings (the first is the outside), a
ring a list of arcs, `~n` being arc n taken backwards.
"""

from __future__ import annotations

import math
import struct
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from shapely import Polygon, union_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Point = tuple[int, int]
Arc = tuple[Point, ...]
Anneau = list[Point]
Polygones = list[list[Anneau]]

ECHELLE = 1e-5  # degrees: about one metre
TOLERANCE = 35.0  # metres: less than a pixel for a département, about one for an intercommunality
METRES_PAR_PAS = 111_320 * ECHELLE
POLYGONE, MULTIPOLYGONE = 3, 6  # WKB
DEUX_COTES, TRIANGLE = 2, 3


def contours_par_departement(
    communes: list[dict[str, str]], table: str
) -> Iterator[tuple[str, dict[str, object]]]:
    """One topology per département. `table`: the text of communes.tsv, which says who is where."""
    departements = {champs[0]: champs[2] for champs in (ligne.split("\t") for ligne in table.splitlines())}
    polygones = lire_contours(communes)
    anneaux_de = simplifier(polygones)
    par_departement = defaultdict(dict)
    for code, decoupes in sorted(anneaux_de.items()):
        par_departement[departements[code]][code] = decoupes
    for departement, decoupes in sorted(par_departement.items()):
        yield departement, _topologie(decoupes)


def lire_contours(lignes: list[dict[str, str]]) -> dict[str, Polygones]:
    """The contour of each commune; a merged one the source does not draw yet is the union of its parts."""
    dessinees = [ligne for ligne in lignes if ligne["geometry"] not in {"", "\\N"}]
    contours = {c["code"]: lire_wkb(c["geometry"]) for c in dessinees if c["type"] == "COM"}
    parties = defaultdict(list)
    for deleguee in (ligne for ligne in dessinees if ligne["type"] == "COMD"):
        parties[deleguee["commune_parent_id"]].append(lire_wkb(deleguee["geometry"]))
    for commune in lignes:
        if commune["type"] == "COM" and commune["code"] not in contours and commune["id"] in parties:
            contours[commune["code"]] = _unir(parties[commune["id"]])
    return contours


def _unir(parties: list[Polygones]) -> Polygones:
    union = union_all([Polygon(p[0], p[1:]) for polygones in parties for p in polygones])
    return [
        [[(int(x), int(y)) for x, y in bord.coords[:-1]] for bord in (p.exterior, *p.interiors)]
        for p in getattr(union, "geoms", [union])
    ]


def lire_wkb(hexadecimal: str) -> Polygones:
    """The rings of a (multi)polygon in little-endian WKB, as whole numbers of ECHELLE."""
    octets = bytes.fromhex(hexadecimal)
    genre = struct.unpack_from("<I", octets, 1)[0]
    if genre == POLYGONE:
        return [_lire_polygone(octets, 0)[0]]
    assert genre == MULTIPOLYGONE, genre
    nombre, position = struct.unpack_from("<I", octets, 5)[0], 9
    polygones = []
    for _ in range(nombre):
        polygone, position = _lire_polygone(octets, position)
        polygones.append(polygone)
    return polygones


def _lire_polygone(octets: bytes, position: int) -> tuple[list[Anneau], int]:
    nombre, position = struct.unpack_from("<I", octets, position + 5)[0], position + 9
    anneaux = []
    for _ in range(nombre):
        taille = struct.unpack_from("<I", octets, position)[0]
        nombres = struct.unpack_from(f"<{2 * taille}d", octets, position + 4)
        position += 4 + 16 * taille
        points = [
            (round(x / ECHELLE), round(y / ECHELLE)) for x, y in zip(nombres[::2], nombres[1::2], strict=True)
        ]
        anneaux.append([a for a, b in pairwise(points) if a != b])
    return anneaux, position


def simplifier(polygones: dict[str, Polygones]) -> dict[str, list[list[list[Arc]]]]:
    """Each ring as its simplified arcs, every arc in one direction, shared with whoever borders it."""
    noeuds = _noeuds(a for ps in polygones.values() for p in ps for a in p)
    decoupes = {code: [[_couper(a, noeuds) for a in p] for p in ps] for code, ps in polygones.items()}
    simples = {_sens_unique(arc): None for ps in decoupes.values() for p in ps for a in p for arc in a}
    for arc in simples:
        simples[arc] = _alleger(arc, TOLERANCE)
    _retablir_les_invalides(decoupes, simples)
    return {
        code: [[[_dans_le_sens(arc, simples) for arc in a] for a in p] for p in ps]
        for code, ps in decoupes.items()
    }


def _noeuds(anneaux: Iterable[Anneau]) -> set[Point]:
    """The points where borders meet or part: their neighbours along all rings are not just two."""
    voisins = defaultdict(set)
    for anneau in anneaux:
        for avant, point, apres in zip([anneau[-1], *anneau], anneau, [*anneau[1:], anneau[0]], strict=False):
            voisins[point].update((avant, apres))
    return {point for point, autour in voisins.items() if len(autour) > DEUX_COTES}


def _couper(anneau: Anneau, noeuds: set[Point]) -> list[Arc]:
    """Cut a ring at the nodes; without any, at its smallest point, so that both neighbours cut alike."""
    depart = next((i for i, point in enumerate(anneau) if point in noeuds), None)
    if depart is None:
        depart = anneau.index(min(anneau))
    ferme = [*anneau[depart:], *anneau[: depart + 1]]
    coupes = [i for i, point in enumerate(ferme) if point in noeuds or i in {0, len(ferme) - 1}]
    return [tuple(ferme[i : j + 1]) for i, j in pairwise(coupes)]


def _sens_unique(arc: Arc) -> Arc:
    return min(arc, arc[::-1])


def _dans_le_sens(arc: Arc, simples: dict[Arc, Arc]) -> Arc:
    unique = _sens_unique(arc)
    return simples[unique] if unique == arc else simples[unique][::-1]


def _alleger(arc: Arc, tolerance: float) -> Arc:
    """Douglas-Peucker on the ground, in metres. A closed arc keeps at least four distinct points."""
    if len(arc) <= TRIANGLE:
        return arc
    if arc[0] != arc[-1]:
        return _douglas_peucker(arc, tolerance)
    quarts = [round(i * (len(arc) - 1) / 4) for i in range(5)]
    morceaux = [_douglas_peucker(arc[i : j + 1], tolerance) for i, j in pairwise(quarts)]
    return (*(p for morceau in morceaux for p in morceau[:-1]), arc[-1])


def _douglas_peucker(arc: Arc, tolerance: float) -> Arc:
    largeur = math.cos(math.radians(arc[0][1] * ECHELLE)) * METRES_PAR_PAS
    points = [(x * largeur, y * METRES_PAR_PAS) for x, y in arc]
    gardes = {0, len(arc) - 1}
    a_voir = [(0, len(arc) - 1)]
    while a_voir:
        debut, fin = a_voir.pop()
        loin, rang = max(
            ((_ecart(points[i], points[debut], points[fin]), i) for i in range(debut + 1, fin)),
            default=(0.0, 0),
        )
        if loin > tolerance:
            gardes.add(rang)
            a_voir += [(debut, rang), (rang, fin)]
    return tuple(arc[i] for i in sorted(gardes))


def _ecart(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance from a point to a segment."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    longueur = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / longueur)) if longueur else 0.0
    return math.hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dy)


def _retablir_les_invalides(decoupes: dict[str, list[list[list[Arc]]]], simples: dict[Arc, Arc]) -> None:
    """Simplify less and less the arcs of any polygon that simplification made invalid."""
    for tolerance in (TOLERANCE / 3, TOLERANCE / 9, 0.0):
        fautifs = {
            _sens_unique(arc)
            for polygones in decoupes.values()
            for polygone in polygones
            if not _valide(polygone, simples)
            for anneau in polygone
            for arc in anneau
        }
        for arc in fautifs:
            simples[arc] = _alleger(arc, tolerance) if tolerance else arc


def _valide(polygone: list[list[Arc]], simples: dict[Arc, Arc]) -> bool:
    anneaux = [[p for arc in anneau for p in _dans_le_sens(arc, simples)[:-1]] for anneau in polygone]
    return all(len(a) >= TRIANGLE for a in anneaux) and Polygon(anneaux[0], anneaux[1:]).is_valid


def _topologie(decoupes: dict[str, list[list[list[Arc]]]]) -> dict[str, object]:
    numeros: dict[Arc, int] = {}

    def numero(arc: Arc) -> int:
        unique = _sens_unique(arc)
        rang = numeros.setdefault(unique, len(numeros))
        return rang if unique == arc else ~rang

    communes = {code: [[[numero(arc) for arc in a] for a in p] for p in ps] for code, ps in decoupes.items()}
    return {"echelle": ECHELLE, "arcs": [_differences(arc) for arc in numeros], "communes": communes}


def _differences(arc: Arc) -> list[int]:
    suite = [*arc[0]]
    for (x0, y0), (x1, y1) in pairwise(arc):
        suite += [x1 - x0, y1 - y0]
    return suite
