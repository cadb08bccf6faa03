"""A table of 1 000 votes imported, against the same rows written without checks nor journal.

    .venv/bin/python bench/adhesions.py [--communes 1000] [--tours 3]

Compared in the same run, turn by turn, on a database made for the occasion and dropped after (SQLite, or
PostgreSQL when CONVENIR_POSTGRESQL is set): `importer` reads, checks, locks, writes and tells the journal
each line; the alternative saves each row with nothing around; the import again, which changes nothing.
"""

from __future__ import annotations

import argparse
import datetime
import os
import statistics
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

from convenir.adhesions.enums import EtatAdhesion, Source  # noqa: E402 -- models need the settings
from convenir.adhesions.importation import importer  # noqa: E402 -- models need the settings
from convenir.adhesions.models import Adhesion  # noqa: E402 -- models need the settings
from convenir.conventions.models import Convention  # noqa: E402 -- models need the settings
from convenir.territoires.queries import communes_du_departement, departements  # noqa: E402 -- idem

LIMITE = 5.0  # seconds, for 1 000 votes
VOTE = datetime.date(2025, 6, 10)
ENTETE = ["Code INSEE", "Délibération du", "Reçue le", "Publiée le", "Mode de publication"]


def communes(nombre: int) -> list[tuple[str, str]]:
    toutes = (c for code in departements() for c in communes_du_departement(code))
    return [(c.insee, c.nom) for c, _ in zip(toutes, range(nombre), strict=False)]


def registre(lieux: list[tuple[str, str]]) -> Convention:
    convention = Convention.objects.create(
        code=f"mesure-{Convention.objects.count()}",
        titre="Convention de mesure",
        debut=datetime.date(2025, 1, 1),
        fin=datetime.date(2029, 12, 31),
    )
    Adhesion.objects.bulk_create(
        Adhesion(convention=convention, insee=insee, nom=nom) for insee, nom in lieux
    )
    return convention


def tableau(lieux: list[tuple[str, str]]) -> list[list[str]]:
    jour = VOTE.isoformat()
    return [ENTETE, *([insee, jour, "2025-06-15", "2025-06-16", "électronique"] for insee, _ in lieux)]


@transaction.atomic
def sans_rien_autour(convention: Convention) -> None:
    for adhesion in convention.adhesions.order_by("pk"):
        adhesion.statut, adhesion.source = EtatAdhesion.VOTEE, Source.PAPIER
        adhesion.deliberee_le, adhesion.attestation = VOTE, "mesure"
        adhesion.recue_le, adhesion.publiee_le = datetime.date(2025, 6, 15), datetime.date(2025, 6, 16)
        adhesion.publication = "electronique"
        adhesion.save()


def chronometrer(acte: Callable[[], object]) -> float:
    debut = time.perf_counter()
    acte()
    return time.perf_counter() - debut


def mesurer(nombre: int, tours: int) -> dict[str, list[float]]:
    lieux = communes(nombre)
    rangs = tableau(lieux)
    durees: dict[str, list[float]] = {"importer": [], "importer de nouveau": [], "sans rien autour": []}
    for _ in range(tours):
        convention = registre(lieux)
        durees["importer"].append(chronometrer(lambda c=convention: importer(c, rangs, "votes.csv")))
        durees["importer de nouveau"].append(
            chronometrer(lambda c=convention: importer(c, rangs, "votes.csv"))
        )
        assert convention.adhesions.filter(statut=EtatAdhesion.VOTEE).count() == nombre
        autre = registre(lieux)
        durees["sans rien autour"].append(chronometrer(lambda c=autre: sans_rien_autour(c)))
    return durees


def main() -> int:
    analyseur = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    analyseur.add_argument("--communes", type=int, default=1000)
    analyseur.add_argument("--tours", type=int, default=3)
    choix = analyseur.parse_args()
    bases = setup_databases(verbosity=0, interactive=False)
    try:
        durees = mesurer(choix.communes, choix.tours)
    finally:
        teardown_databases(bases, verbosity=0)
    print(f"{choix.communes} délibérations, {connection.vendor} (médiane de {choix.tours})")
    for nom, mesures in durees.items():
        print(
            f"  {nom:22} {statistics.median(mesures):6.2f} s   (de {min(mesures):.2f} à {max(mesures):.2f})"
        )
    tenue = statistics.median(durees["importer"]) <= LIMITE * choix.communes / 1000
    print("Limite tenue." if tenue else f"Limite dépassée : {LIMITE} s pour 1 000.")
    return 0 if tenue else 1


if __name__ == "__main__":
    sys.exit(main())
