"""A choropleth of the 647 communes of the Nord, cold, then on a base map already projected.

    .venv/bin/python bench/cartes.py [--tours 10]

Compared in the same run, turn by turn: cold (a new process: contours read from the shipped file, projected,
drawn), on a base map projected once (what a page does), and projecting again at each drawing (the naive way).
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RACINE))

from convenir.documents.graphiques import Cartouche, Fond, Mesure, choroplethe, projeter  # noqa: E402 -- path
from convenir.territoires.queries import communes_du_departement, contours  # noqa: E402 -- path

LIMITE = 0.3  # seconds, cold
A_FROID = "import sys; sys.path[:0] = [{0!r}, {1!r}]; import cartes; cartes.dire_la_duree()"


def fond() -> Fond:
    projete = projeter(contours("59") or {})
    assert projete is not None
    return projete


def dessiner(sur: Fond) -> str:
    mesures = {c.insee: Mesure(c.nom, c.population) for c in communes_du_departement("59")}
    return choroplethe(Cartouche("pop", "Population municipale", "Insee", "2023"), sur, mesures).svg


def chronometrer(sur: Fond | None = None) -> float:
    debut = time.perf_counter()
    dessiner(sur or fond())
    return time.perf_counter() - debut


def dire_la_duree() -> None:
    """In a process that has read nothing yet."""
    print(chronometrer())


def a_froid() -> float:
    programme = A_FROID.format(str(RACINE), str(RACINE / "bench"))
    lu = subprocess.run([sys.executable, "-c", programme], check=True, capture_output=True, text=True)
    return float(lu.stdout)


def main() -> int:
    analyseur = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    analyseur.add_argument("--tours", type=int, default=10)
    tours = analyseur.parse_args().tours
    durees: dict[str, list[float]] = {"à froid": [], "fond déjà projeté": [], "projeté à chaque fois": []}
    projete = fond()
    for _ in range(tours):
        durees["à froid"].append(a_froid())
        durees["fond déjà projeté"].append(chronometrer(projete))
        durees["projeté à chaque fois"].append(chronometrer())
    print(
        f"{len(projete.zones)} communes, {len(dessiner(projete)) / 1000:.0f} ko de SVG (médiane de {tours})"
    )
    for nom, mesures in durees.items():
        print(f"  {nom:22} {statistics.median(mesures) * 1000:6.0f} ms   (au plus {max(mesures) * 1000:.0f})")
    tenue = statistics.median(durees["à froid"]) <= LIMITE
    print("Limite tenue." if tenue else f"Limite dépassée : {LIMITE * 1000:.0f} ms à froid.")
    return 0 if tenue else 1


if __name__ == "__main__":
    sys.exit(main())
