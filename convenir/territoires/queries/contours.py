"""Contours for drawing, decoded from the shipped topologies (one file per département)."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import accumulate
from typing import TypedDict

from convenir.territoires.queries.communes import communes_de_epci, departement
from convenir.territoires.queries.fichiers import DONNEES, lire

Point = tuple[float, float]
Anneau = list[Point]
Polygone = list[Anneau]
Contour = list[Polygone]


class _Topologie(TypedDict):
    echelle: float
    arcs: list[list[int]]
    communes: dict[str, list[list[list[int]]]]


def contours(code: str) -> dict[str, Contour] | None:
    """INSEE code → contour of each commune of a département; None where the source draws nothing.

    A contour is a list of polygons, a polygon a list of closed rings (the first is the outside, the others
    are holes), a ring a list of (longitude, latitude) in degrees, WGS84. Two neighbours have exactly the
    same points along their border, also across départements. Simplified to about 35 metres: for drawing, not
    for measuring.
    """
    topologie = _topologie(code)
    if topologie is None:
        return None
    arcs = _arcs_decodes(code)
    return {
        insee: [[_anneau(numeros, arcs) for numeros in polygone] for polygone in polygones]
        for insee, polygones in topologie["communes"].items()
    }


def contour_epci(siren: str) -> Contour | None:
    """The outline of an EPCI, its inner borders removed; None when none of its communes is drawn.

    Same shape as in `contours`, save that holes are not told apart: each ring stands as a polygon of its own,
    to be drawn together with the even-odd filling rule.
    """
    bords: Counter[tuple[Point, ...]] = Counter()
    codes = defaultdict(set)
    for commune in communes_de_epci(siren):
        codes[commune.departement].add(commune.insee)
    for code, membres in codes.items():
        topologie = _topologie(code)
        if topologie is None:
            continue
        arcs = _arcs_decodes(code)
        for insee in membres & topologie["communes"].keys():
            for polygone in topologie["communes"][insee]:
                for numero in (n for anneau in polygone for n in anneau):
                    arc = tuple(arcs[max(numero, ~numero)])
                    bords[min(arc, arc[::-1])] += 1
    return [[anneau] for anneau in _enchainer([arc for arc, n in bords.items() if n == 1])] or None


def _enchainer(arcs: list[tuple[Point, ...]]) -> list[Anneau]:
    """Put arcs end to end into closed rings."""
    bouts = defaultdict(list)
    for rang, arc in enumerate(arcs):
        bouts[arc[0]].append(rang)
        bouts[arc[-1]].append(rang)
    restants = dict.fromkeys(range(len(arcs)))
    anneaux = []
    while restants:
        depart = next(iter(restants))
        del restants[depart]
        anneau = list(arcs[depart])
        while anneau[0] != anneau[-1]:
            suivant = next((r for r in bouts[anneau[-1]] if r in restants), None)
            if suivant is None:
                break
            del restants[suivant]
            arc = arcs[suivant]
            anneau += (arc if arc[0] == anneau[-1] else arc[::-1])[1:]
        anneaux.append(anneau)
    return anneaux


def _anneau(numeros: list[int], arcs: list[Anneau]) -> Anneau:
    points: Anneau = []
    for numero in numeros:
        points += arcs[numero][:-1] if numero >= 0 else arcs[~numero][:0:-1]
    return [*points, points[0]]


@lru_cache(maxsize=8)
def _arcs_decodes(code: str) -> list[Anneau]:
    topologie = _topologie(code)
    if topologie is None:
        return []
    echelle = round(1 / topologie["echelle"])
    return [
        [(x / echelle, y / echelle) for x, y in zip(accumulate(arc[::2]), accumulate(arc[1::2]), strict=True)]
        for arc in topologie["arcs"]
    ]


@lru_cache(maxsize=8)
def _topologie(code: str) -> _Topologie | None:
    lieu = departement(code)
    nom = f"contours/{lieu.code}.json" if lieu else ""
    if not lieu or not (DONNEES / f"{nom}.gz").exists():
        return None
    lue: _Topologie = json.loads(lire(nom))
    return lue
