"""Which communes touch: those whose shipped contours share a piece of border, also across départements."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from convenir.territoires.queries import contours, departements


def voisinages() -> str:
    """The rows of voisinages.tsv: each pair once, under the smaller code."""
    bords: dict[tuple[tuple[float, float], ...], set[str]] = defaultdict(set)
    for code in departements():
        for insee, contour in (contours(code) or {}).items():
            for anneau in (anneau for polygone in contour for anneau in polygone):
                for a, b in pairwise(anneau):
                    bords[min((a, b), (b, a))].add(insee)
    voisines = defaultdict(set)
    for communes in bords.values():
        premiere = min(communes)
        voisines[premiere] |= communes - {premiere}
    return "".join(f"{insee}\t{' '.join(sorted(voisines[insee]))}\n" for insee in sorted(voisines))
