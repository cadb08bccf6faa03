"""Base maps of communes, projected once and kept: what every map of a convention is drawn on."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from convenir.documents.graphiques import Fond, projeter, tuiles
from convenir.territoires.queries import commune, contours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.territoires.queries.contours import Contour

LIVRES = "Contours : code officiel géographique 2026, simplifiés."


def fond_des_communes(insees: Iterable[str]) -> Fond:
    """The base map of these communes; tiles, which say so, when none of them has a contour."""
    return _fond(tuple(sorted(insees)))


@lru_cache(maxsize=64)
def _fond(insees: tuple[str, ...]) -> Fond:
    return projeter(_livres(insees), LIVRES) or tuiles(dict.fromkeys(insees))


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
