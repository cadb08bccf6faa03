"""Which communes resemble one: a declared distance between a few figures, each brought to the same scale."""

from __future__ import annotations

import math
import statistics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def plus_proches(
    reference: str, profils: Mapping[str, Sequence[float | None]], nombre: int
) -> list[tuple[str, float]]:
    """The communes nearest to `reference` with their distance, the nearest first; ties by code.

    `profils`: the figures of each commune by code, in the same order, the reference among them. Each one is
    centred and reduced over all the communes that have it; the distance is Euclidean. A figure that the
    reference lacks is left out for all; a commune that lacks one of the others is not compared, since an
    unknown is not a mean. Empty when the reference has no figure.
    """
    siens = profils.get(reference, ())
    retenus = [rang for rang, valeur in enumerate(siens) if valeur is not None]
    if not retenus:
        return []
    complets = {
        code: [valeur for rang in retenus if (valeur := profil[rang]) is not None]
        for code, profil in profils.items()
        if all(profil[rang] is not None for rang in retenus)
    }
    reduits = _reduire(complets)
    distances = ((code, math.dist(reduits[reference], p)) for code, p in reduits.items() if code != reference)
    return sorted(distances, key=lambda d: (round(d[1], 9), d[0]))[:nombre]


def _reduire(profils: Mapping[str, Sequence[float]]) -> dict[str, list[float]]:
    """Each column with mean 0 and standard deviation 1; one that never varies is 0 for all."""
    colonnes = list(zip(*profils.values(), strict=True))
    echelles = [(statistics.fmean(c), statistics.pstdev(c) or 1.0) for c in colonnes]
    return {
        code: [(valeur - moyenne) / ecart for valeur, (moyenne, ecart) in zip(p, echelles, strict=True)]
        for code, p in profils.items()
    }
