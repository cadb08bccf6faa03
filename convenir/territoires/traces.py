"""Contours in a file of maps, GeoJSON or TopoJSON, read into the shape that drawing takes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from convenir.socle.erreurs import Refus
from convenir.territoires.queries import commune

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from convenir.territoires.queries.contours import Contour, Point

#: how public files name the code of a zone, its own before that of its commune; then its name
CODES = ("code_qp", "code_iris", "insee", "insee_com", "code_insee", "codgeo", "code", "id")
NOMS = ("lib_qp", "nom_qp", "nom", "libgeo", "nom_com", "libelle", "name")
_POIDS_MAXIMAL = 200_000_000


@dataclass(frozen=True, slots=True)
class TraceLu:
    """A zone of the file: its code, its name, its contour in degrees."""

    code: str
    nom: str
    contour: Contour


def lire_traces(chemin: Path) -> list[TraceLu]:
    """The zones of a file. Raises `Refus` when it is of no such format, not in degrees, or without codes."""
    try:
        if chemin.stat().st_size > _POIDS_MAXIMAL:
            raise Refus(f"« {chemin.name} » dépasse 200 Mo : simplifiez ses contours d’abord.")
        contenu = json.loads(chemin.read_text("utf-8-sig"))
        zones = list(_zones(contenu))
    except OSError as erreur:
        raise Refus(f"« {chemin} » ne peut pas être lu : vérifiez son nom et son emplacement.") from erreur
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as erreur:
        raise Refus(f"« {chemin.name} » n’est pas un fichier GeoJSON ou TopoJSON lisible.") from erreur
    if not zones:
        raise Refus(f"« {chemin.name} » ne contient aucun polygone : il faut des contours, pas des points.")
    _verifier(zones)
    return zones


def sont_des_communes(zones: list[TraceLu]) -> bool:
    """Whether nine zones out of ten bear the code of a commune."""
    return sum(commune(zone.code) is not None for zone in zones) >= 0.9 * len(zones)


def _verifier(zones: list[TraceLu]) -> None:
    codes = [zone.code for zone in zones]
    if "" in codes:
        raise Refus(f"Une zone n’a pas de code : il est cherché sous {', '.join(CODES)}.")
    if len(codes) != len(set(codes)):
        double = next(code for code in codes if codes.count(code) > 1)
        raise Refus(f"Deux zones portent le code « {double} ».")
    for zone in zones:
        for x, y in (point for polygone in zone.contour for anneau in polygone for point in anneau):
            if not (-180 <= x <= 180 and -90 <= y <= 90):  # noqa: PLR2004 -- degrees
                raise Refus("Les coordonnées ne sont pas en degrés : exportez en WGS84 (EPSG:4326).")


def _zones(contenu: Mapping[str, Any]) -> Iterator[TraceLu]:
    if contenu["type"] == "Topology":
        arcs = _arcs(contenu)
        for objet in contenu["objects"].values():
            for forme in objet["geometries"]:
                yield from _zone(forme, _assembler(forme, arcs))
    else:
        for entite in contenu["features"]:
            forme = entite["geometry"] or {}
            yield from _zone(entite, _polygones(forme.get("type", ""), forme.get("coordinates", [])))


def _zone(entite: Mapping[str, Any], polygones: list[Any]) -> Iterator[TraceLu]:
    proprietes = {cle.lower(): valeur for cle, valeur in (entite.get("properties") or {}).items()}
    proprietes.setdefault("id", entite.get("id", ""))
    code = next((str(proprietes[c]) for c in CODES if proprietes.get(c)), "")
    nom = next((str(proprietes[n]) for n in NOMS if proprietes.get(n)), code)
    contour = [[[(float(x), float(y)) for x, y, *_ in anneau] for anneau in p] for p in polygones]
    if contour:
        yield TraceLu(code[:20], nom[:120], contour)


def _polygones(genre: str, coordonnees: list[Any]) -> list[Any]:
    """Polygons of rings, whichever of both kinds; nothing for points and lines."""
    return {"Polygon": [coordonnees], "MultiPolygon": coordonnees}.get(genre, [])


def _assembler(forme: Mapping[str, Any], arcs: list[list[Point]]) -> list[list[list[Point]]]:
    def anneau(numeros: list[int]) -> list[Point]:
        points: list[Point] = []
        for numero in numeros:
            arc = arcs[numero] if numero >= 0 else arcs[~numero][::-1]
            points += arc[1:] if points else arc
        return points

    return [
        [anneau(numeros) for numeros in p] for p in _polygones(forme["type"] or "", forme.get("arcs", []))
    ]


def _arcs(contenu: Mapping[str, Any]) -> list[list[Point]]:
    """The arcs in degrees; quantised ones hold differences (TopoJSON 1.0, 2.1.2)."""
    transformation = contenu.get("transform")
    if not transformation:
        return [[(x, y) for x, y, *_ in arc] for arc in contenu["arcs"]]
    (kx, ky), (dx, dy) = transformation["scale"], transformation["translate"]
    return [
        [
            (x * kx + dx, y * ky + dy)
            for x, y in zip(accumulate(p[0] for p in arc), accumulate(p[1] for p in arc), strict=True)
        ]
        for arc in contenu["arcs"]
    ]
