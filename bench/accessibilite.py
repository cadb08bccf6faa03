"""Accessibility (E2SFCA) for all communes of the country against the same without an index of neighbours.

    .venv/bin/python bench/accessibilite.py [--rayon 20] [--tours 3]

Each of the 35 000 communes is a place of need (its inhabitants) and each sixth one a place of offer. Compared
in the same run: the pairs found by a tree, and every need against every offer by blocks with numpy. The two
give the same figures, which is checked. Also told: reading the middles of the communes from their contours.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from convenir.diagnostic.ecart.rules.accessibilite import Reels

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from convenir.diagnostic.ecart.rules.accessibilite import (
    RAYON_DE_LA_TERRE,
    accessibilite,
    gaussienne,
    paires_proches,
)
from convenir.territoires.queries import population, tous_les_centres

BLOC = 500


def par_l_arbre(besoins: Reels, habitants: Reels, offres: Reels, places: Reels, rayon: float) -> Reels:
    paires = paires_proches(besoins, offres, rayon)
    return accessibilite(habitants, places, paires, gaussienne(rayon))


def par_blocs(besoins: Reels, habitants: Reels, offres: Reels, places: Reels, rayon: float) -> Reels:
    peser = gaussienne(rayon)
    demande = np.zeros(len(offres))
    for debut in range(0, len(besoins), BLOC):
        poids = peser(distances(besoins[debut : debut + BLOC], offres))
        demande += habitants[debut : debut + BLOC] @ poids
    par_unite = np.divide(places, demande, out=np.zeros(len(offres)), where=demande > 0)
    return np.concatenate(
        [
            peser(distances(besoins[debut : debut + BLOC], offres)) @ par_unite
            for debut in range(0, len(besoins), BLOC)
        ]
    )


def distances(de: Reels, vers: Reels) -> Reels:
    lon1, lat1 = np.radians(de.T)[:, :, None]
    lon2, lat2 = np.radians(vers.T)[:, None, :]
    h = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return 2 * RAYON_DE_LA_TERRE * np.arcsin(np.sqrt(np.minimum(h, 1)))


def chronometrer(acte: Callable[[], object]) -> tuple[float, object]:
    debut = time.perf_counter()
    resultat = acte()
    return time.perf_counter() - debut, resultat


def main() -> None:
    analyseur = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    analyseur.add_argument("--rayon", type=float, default=20.0)
    analyseur.add_argument("--tours", type=int, default=3)
    options = analyseur.parse_args()
    lecture, centres = chronometrer(tous_les_centres)
    besoins = np.array(list(centres.values()))
    habitants = np.array([float(p.valeur if (p := population(code)) else 0) for code in centres])
    offres, places = besoins[::6], habitants[::6] / 100
    donnees = (besoins, habitants, offres, places, options.rayon)
    print(f"{len(besoins)} communes, {len(offres)} lieux d’offre, rayon de {options.rayon:g} km")
    print(f"  {'centres lus des contours (une fois)':36} {lecture:7.2f} s")
    durees = {"arbre": [], "toutes les paires par blocs": []}
    for _ in range(options.tours):
        duree, rapide = chronometrer(lambda: par_l_arbre(*donnees))
        durees["arbre"].append(duree)
        duree, lente = chronometrer(lambda: par_blocs(*donnees))
        durees["toutes les paires par blocs"].append(duree)
        assert np.allclose(rapide, lente, rtol=1e-6, atol=1e-9)
    base = statistics.median(durees["arbre"])
    for nom, mesures in durees.items():
        print(f"  {nom:36} {statistics.median(mesures):7.2f} s   × {statistics.median(mesures) / base:.1f}")
    partout, _ = chronometrer(
        lambda: par_l_arbre(besoins, habitants, besoins, habitants / 100, options.rayon)
    )
    print(f"  {'arbre, une offre dans chaque commune':36} {partout:7.2f} s")


if __name__ == "__main__":
    main()
