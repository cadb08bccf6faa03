"""Accessibility by enhanced two-step floating catchment areas (E2SFCA).

Luo and Qi, Health & Place 15 (2009), with the Gaussian decay of Dai, Health & Place 16 (2010). First each
offer is divided by all the need within reach, the nearer the heavier; then each place adds up the shares
of the offers it reaches. The need is worth the same total offer before and after: nothing is counted twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Reels = NDArray[np.float64]
    Rangs = NDArray[np.intp]
    Decroissance = Callable[[Reels], Reels]

RAYON_DE_LA_TERRE = 6371.0088  # km, mean
_MI_HAUTEUR = float(np.exp(-0.5))


@dataclass(frozen=True, slots=True)
class Paires:
    """Places of need and of offer within reach of each other: their ranks, and how far (km or minutes)."""

    besoin: Rangs
    offre: Rangs
    distance: Reels


def paires_proches(besoins: Reels, offres: Reels, rayon: float) -> Paires:
    """The pairs at most `rayon` km apart along a great circle. Points: rows of (longitude, latitude)."""
    if not len(besoins) or not len(offres):
        return Paires(np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0))
    corde = 2 * np.sin(min(rayon / (2 * RAYON_DE_LA_TERRE), np.pi / 2)) * (1 + 1e-12)
    arbres = cKDTree(_sur_la_sphere(besoins)), cKDTree(_sur_la_sphere(offres))
    trouvees = arbres[0].sparse_distance_matrix(arbres[1], corde, output_type="ndarray")
    arcs = 2 * RAYON_DE_LA_TERRE * np.arcsin(np.minimum(trouvees["v"] / 2, 1))
    return Paires(trouvees["i"], trouvees["j"], arcs)


def paires_donnees(
    besoins: Sequence[str], offres: Sequence[str], trajets: Mapping[tuple[str, str], float], rayon: float
) -> Paires:
    """The pairs of a table of journeys (from, to: codes) at most `rayon` long.

    A place reaches itself at 0 where the table does not say; a pair it does not hold is out of reach.
    """
    ou: dict[str, list[int]] = {}
    for rang, code in enumerate(offres):
        ou.setdefault(code, []).append(rang)
    retenues = [
        (depart, arrivee, longueur)
        for depart, code in enumerate(besoins)
        for vers, rangs in ou.items()
        if (longueur := trajets.get((code, vers), 0.0 if code == vers else np.inf)) <= rayon
        for arrivee in rangs
    ]
    departs, arrivees, longueurs = zip(*retenues, strict=True) if retenues else ((), (), ())
    return Paires(np.array(departs, np.intp), np.array(arrivees, np.intp), np.array(longueurs, np.float64))


def gaussienne(rayon: float) -> Decroissance:
    """1 at no distance, falling along a bell to 0 at `rayon` and beyond (Dai 2010)."""

    def peser(distances: Reels) -> Reels:
        cloche = (np.exp(-0.5 * (distances / rayon) ** 2) - _MI_HAUTEUR) / (1 - _MI_HAUTEUR)
        return np.asarray(np.where(distances <= rayon, np.maximum(cloche, 0.0), 0.0))

    return peser


def par_paliers(paliers: Iterable[tuple[float, float]]) -> Decroissance:
    """Declared weights (Luo and Qi 2009): `(5, 1), (10, 0.5)` weighs 1 up to 5, 0.5 up to 10, 0 beyond."""
    bornes, poids = zip(*sorted(paliers), strict=True)

    def peser(distances: Reels) -> Reels:
        return np.array([*poids, 0.0])[np.searchsorted(bornes, distances, side="left")]

    return peser


def accessibilite(besoins: Reels, offres: Reels, paires: Paires, decroissance: Decroissance) -> Reels:
    """The offer that each place of need can count on, for one unit of need.

    A need that is not known is given as 0: it asks for nothing, and still reads what it would reach.
    """
    poids = decroissance(paires.distance)
    demande = np.bincount(paires.offre, besoins[paires.besoin] * poids, len(offres))
    par_unite = np.divide(offres, demande, out=np.zeros(len(offres)), where=demande > 0)
    return np.asarray(np.bincount(paires.besoin, par_unite[paires.offre] * poids, len(besoins)), np.float64)


def avec_navettes(
    besoins: Reels, offres: Reels, paires: Paires, decroissance: Decroissance, navettes: Reels
) -> Reels:
    """The same when parents look for a place from home or from where they work.

    `navettes[i, k]`: share of those living in i who work in k (each row adds up to 1, staying included).
    The need is moved along the flows, and its access brought back home.
    """
    return np.asarray(navettes @ accessibilite(navettes.T @ besoins, offres, paires, decroissance))


def parts_des_navettes(codes: Sequence[str], flux: Mapping[tuple[str, str], float]) -> Reels:
    """The shares `avec_navettes` takes, from counts of people by (home, work).

    Work elsewhere is left out; a place without any flow stays at home.
    """
    rang = {code: i for i, code in enumerate(codes)}
    parts = np.zeros((len(codes), len(codes)))
    for (depart, arrivee), nombre in flux.items():
        if depart in rang and arrivee in rang:
            parts[rang[depart], rang[arrivee]] += nombre
    totaux = parts.sum(axis=1)
    parts[totaux == 0] = np.eye(len(codes))[totaux == 0]
    return np.asarray(parts / parts.sum(axis=1, keepdims=True))


def _sur_la_sphere(points: Reels) -> Reels:
    """Unit vectors of longitudes and latitudes in degrees."""
    longitudes, latitudes = np.radians(points.T)
    rayon = np.cos(latitudes)
    return np.column_stack([rayon * np.cos(longitudes), rayon * np.sin(longitudes), np.sin(latitudes)])
