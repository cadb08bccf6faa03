"""Loading the geographic code against a plain `bulk_create`, and what one look-up costs a command.

    .venv/bin/python bench/territoires.py [--tours 3]

Compared in the same run, turn by turn, on a database made for the occasion and dropped after (SQLite, or
PostgreSQL when CONVENIR_POSTGRESQL is set): the same rows written by `charger` and by `bulk_create`; then a
whole interpreter that answers one question against one that does nothing.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.db import connection, transaction
from django.test.utils import setup_databases, teardown_databases

if TYPE_CHECKING:
    from collections.abc import Callable

RACINE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RACINE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")
django.setup()

from convenir.territoires.models import Chargement  # noqa: E402 -- models need the settings
from convenir.territoires.operations import VERSEMENTS, charger  # noqa: E402 -- models need the settings

QUESTIONS = {
    "interpréteur seul": "pass",
    "une commune par SIREN": "q.commune_par_siren('215906066')",
    "un EPCI par son nom": "q.epci_par_nom('Communauté d’agglomération Valenciennes Métropole')",
    "une recherche par nom": "q.chercher('st amand')",
    "un nom lu dans un texte": "q.reconnaitre_commune('CONDE SUR L ESCAUT', departement='59')",
    "les contours d’un département": "q.contours('59')",
}


def chronometrer(acte: Callable[[], object]) -> float:
    debut = time.perf_counter()
    acte()
    return time.perf_counter() - debut


@transaction.atomic
def par_bulk_create() -> None:
    for modele, colonnes, lignes in VERSEMENTS:
        objets = [modele(**dict(zip(colonnes, ligne, strict=True))) for ligne in lignes()]
        modele.objects.bulk_create(objets, batch_size=2000)


def vider() -> None:
    for modele in (Chargement, *(modele for modele, *_ in reversed(VERSEMENTS))):
        with connection.cursor() as curseur:
            curseur.execute(f"DELETE FROM {modele._meta.db_table}")  # noqa: SLF001 -- Django's documented API


def mesurer_le_chargement(tours: int) -> dict[str, list[float]]:
    actes = {"charger": charger, "bulk_create": par_bulk_create}
    durees: dict[str, list[float]] = {nom: [] for nom in actes}
    for _ in range(tours):
        for nom, acte in actes.items():
            vider()
            durees[nom].append(chronometrer(acte))
    durees["charger, déjà à jour"] = []
    charger()
    for _ in range(tours):
        durees["charger, déjà à jour"].append(chronometrer(charger))
    return durees


def mesurer_les_questions(tours: int) -> dict[str, list[float]]:
    durees: dict[str, list[float]] = {nom: [] for nom in QUESTIONS}
    for _ in range(tours):
        for nom, question in QUESTIONS.items():
            code = (
                question
                if question == "pass"
                else f"from convenir.territoires import queries as q; {question}"
            )
            commande = [sys.executable, "-c", code]
            durees[nom].append(chronometrer(lambda c=commande: subprocess.run(c, cwd=RACINE, check=True)))
    return durees


def afficher(durees: dict[str, list[float]], reference: str) -> None:
    base = statistics.median(durees[reference])
    for nom, mesures in durees.items():
        mediane = statistics.median(mesures)
        print(f"  {nom:32} {1000 * mediane:8.0f} ms   × {mediane / base:.2f} de « {reference} »")


def main() -> None:
    analyseur = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    analyseur.add_argument("--tours", type=int, default=3)
    tours = analyseur.parse_args().tours
    bases = setup_databases(verbosity=0, interactive=False)
    try:
        print(f"Chargement, {connection.vendor} (médiane de {tours})")
        afficher(mesurer_le_chargement(tours), "charger")
    finally:
        teardown_databases(bases, verbosity=0)
    print(f"Une question, commande entière (médiane de {tours})")
    afficher(mesurer_les_questions(tours), "interpréteur seul")


if __name__ == "__main__":
    main()
