"""Load a national table of figures, ours beside pandas and beside the bare database, in the same run.

    python bench/donnees.py [--valeurs 1000000] [--dossier DOSSIER]

35 000 communes, up to 60 indicators, as many years as it takes (`--valeurs 17000000`: 8 years). Into
SQLite, and into PostgreSQL when CONVENIR_POSTGRESQL says where. Each load runs in a process of its own, into
an empty database with the tables, keys and indexes of the record. What is compared:
- ours: `importer`, which reads, checks each line, looks for repeats and writes with its report;
- pandas: read_csv, melt, to_sql (needs the group `bench`: pandas, sqlalchemy);
- bare: rows already in their final form, by COPY (PostgreSQL) or executemany (SQLite): nothing is checked.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
COMMUNES, INDICATEURS, DERNIERE = 35_000, 60, 2024
TABLE = "diagnostic_valeur"
SOURCE = 1_000_000  # far from what the sequence of the database gives
CHAMPS = (
    "indicateur_id",
    "source_id",
    "niveau",
    "code",
    "millesime",
    "population",
    "valeur",
    "statut",
    "attestation",
)


def dimensions(valeurs: int) -> tuple[int, int]:
    """How many indicators, how many years."""
    indicateurs = min(INDICATEURS, max(1, round(valeurs / COMMUNES)))
    return indicateurs, max(1, round(valeurs / (COMMUNES * indicateurs)))


def generer(dossier: Path, valeurs: int) -> int:
    """The wide table as a producer would publish it, and the long one as the database holds it."""
    from convenir.territoires.queries import communes_du_departement, departements  # noqa: PLC0415

    hasard = random.Random(5)
    indicateurs, annees = dimensions(valeurs)
    codes = sorted(c.insee for d in departements() for c in communes_du_departement(d))[:COMMUNES]
    with (
        (dossier / "large.csv").open("w", newline="") as large,
        (dossier / "long.csv").open("w", newline="") as long,
    ):
        ecrire, verser = csv.writer(large, delimiter=";"), csv.writer(long)
        ecrire.writerow(["insee", "annee", *(f"col{i}" for i in range(indicateurs))])
        for annee in range(DERNIERE - annees + 1, DERNIERE + 1):
            for code in codes:
                rang = [hasard.randrange(5000) for _ in range(indicateurs)]
                ecrire.writerow([code, annee, *rang])
                for i, nombre in enumerate(rang):
                    verser.writerow([i + 1, SOURCE, "commune", code, annee, "", nombre, "publiee", ""])
    return len(codes) * indicateurs * annees


def preparer(indicateurs: int) -> None:
    """An empty record with a catalogue of counts."""
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from convenir.diagnostic.models import Indicateur, Source  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    Indicateur.objects.all().delete()
    Indicateur.objects.bulk_create(
        Indicateur(
            pk=i + 1, cle=f"i{i}", libelle=f"I {i}", definition="Essai.", unite="foyers", producteur="Essai"
        )
        for i in range(indicateurs)
    )
    Source.objects.create(pk=SOURCE, cle="autre", titre="Essai", producteur="Essai")


def nous(dossier: Path, indicateurs: int) -> None:
    from convenir.diagnostic.importation.colonnes import Colonnes, Origine  # noqa: PLC0415
    from convenir.diagnostic.importation.importer import importer  # noqa: PLC0415
    from convenir.diagnostic.importation.tables import ouvrir  # noqa: PLC0415

    colonnes = Colonnes(
        origine=Origine("essai", "Essai", "Essai"),
        code="insee",
        niveau="commune",
        annee="annee",
        indicateurs={f"col{i}": f"i{i}" for i in range(indicateurs)},
    )
    rapport = importer(ouvrir(dossier / "large.csv"), colonnes)
    assert rapport.ecrit, rapport.constats.fautes[:3]


def pandas(dossier: Path, _indicateurs: int) -> None:
    import pandas as pd  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from sqlalchemy import create_engine  # noqa: PLC0415

    table = pd.read_csv(dossier / "large.csv", sep=";", dtype={"insee": str})
    longue = table.melt(id_vars=["insee", "annee"], var_name="indicateur_id", value_name="valeur")
    longue["indicateur_id"] = longue["indicateur_id"].str.removeprefix("col").astype(int) + 1
    longue = longue.rename(columns={"insee": "code", "annee": "millesime"})
    longue = longue.assign(
        source_id=SOURCE, niveau="commune", population="", statut="publiee", attestation=""
    )
    connection.ensure_connection()
    moteur = create_engine(_adresse())
    connection.close()
    longue.to_sql(TABLE, moteur, if_exists="append", index=False, chunksize=10_000)


def _adresse() -> str:
    from django.conf import settings  # noqa: PLC0415

    base = settings.DATABASES["default"]
    if "sqlite" in base["ENGINE"]:
        return f"sqlite:///{base['NAME']}"
    hote = f"{base['HOST']}:{base['PORT'] or 5432}"
    return f"postgresql+psycopg://{base['USER']}:{base['PASSWORD']}@{hote}/{base['NAME']}"


def nu(dossier: Path, _indicateurs: int) -> None:
    from django.db import connection, transaction  # noqa: PLC0415

    champs = ", ".join(CHAMPS)
    with transaction.atomic(), connection.cursor() as curseur:
        if connection.vendor == "postgresql":
            with (
                curseur.copy(
                    f"COPY {TABLE} ({champs}) FROM STDIN "
                    "(FORMAT csv, FORCE_NOT_NULL (population, attestation))"
                ) as flux,
                (dossier / "long.csv").open("rb") as source,
            ):
                while bloc := source.read(1 << 20):
                    flux.write(bloc)
        else:
            places = ", ".join("?" * len(CHAMPS))
            with (dossier / "long.csv").open(newline="") as source:
                connection.connection.executemany(
                    f"INSERT INTO {TABLE} ({champs}) VALUES ({places})", csv.reader(source)
                )


def un(quoi: str, dossier: Path, indicateurs: int) -> None:
    """One load, told as JSON: seconds, peak of memory in MiB, rows written."""
    sys.path.insert(0, str(RACINE))
    preparer(indicateurs)
    from convenir.diagnostic.models import Valeur  # noqa: PLC0415

    debut = time.perf_counter()
    {"nous": nous, "pandas": pandas, "nu": nu}[quoi](dossier, indicateurs)
    duree = time.perf_counter() - debut
    memoire = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"duree": duree, "memoire": memoire, "lignes": Valeur.objects.count()}))


def lancer(quoi: str, base: str, dossier: Path, indicateurs: int) -> dict[str, float]:
    """In an empty database made for it, dropped afterwards."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "CONVENIR_DONNEES": str(dossier / f"{base}-{quoi}"),
    }
    dsn = env.pop("CONVENIR_POSTGRESQL", "")
    Path(env["CONVENIR_DONNEES"]).mkdir()
    nom = f"bench_donnees_{os.getpid()}"
    if base == "postgresql":
        _administrer(dsn, f"CREATE DATABASE {nom}")
        env["CONVENIR_POSTGRESQL"] = " ".join(
            [*(m for m in dsn.split() if not m.startswith("dbname=")), f"dbname={nom}"]
        )
    try:
        ordre = [
            sys.executable,
            __file__,
            "--un",
            quoi,
            "--dossier",
            str(dossier),
            "--indicateurs",
            str(indicateurs),
        ]
        fini = subprocess.run(ordre, env=env, capture_output=True, text=True, check=False)
        if fini.returncode:
            sys.exit(fini.stderr[-2000:])
        return json.loads(fini.stdout.strip().splitlines()[-1])
    finally:
        if base == "postgresql":
            _administrer(dsn, f"DROP DATABASE IF EXISTS {nom} WITH (FORCE)")


def _administrer(dsn: str, ordre: str) -> None:
    import psycopg  # noqa: PLC0415

    with psycopg.connect(dsn, autocommit=True) as connexion:
        connexion.execute(ordre)


def comparer(valeurs: int, dossier: Path) -> None:
    sys.path.insert(0, str(RACINE))
    nombre = generer(dossier, valeurs)
    indicateurs, annees = dimensions(valeurs)
    print(f"{nombre:,} values: {COMMUNES:,} communes, {indicateurs} indicators, {annees} year(s)")
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for base in ("sqlite", *(["postgresql"] if os.environ.get("CONVENIR_POSTGRESQL") else [])):
        vus = {quoi: lancer(quoi, base, dossier, indicateurs) for quoi in ("nu", "nous", "pandas")}
        for quoi, vu in vus.items():
            assert vu["lignes"] == nombre, (quoi, vu)
            print(
                f"{base:11} {quoi:7} {vu['duree']:7.1f} s  {vu['memoire']:7.0f} MiB  "
                f"{nombre / vu['duree']:10,.0f} values/s",
                flush=True,
            )
        nous_, nu_, pandas_ = (vus[q]["duree"] for q in ("nous", "nu", "pandas"))
        print(
            f"{base:11} {pandas_ / nous_:.1f} times faster than pandas, {nous_ / nu_:.1f} times the bare load"
        )


if __name__ == "__main__":
    analyse = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    analyse.add_argument("--valeurs", type=int, default=1_000_000)
    analyse.add_argument(
        "--dossier", type=Path, help="where to put the tables; a temporary folder by default"
    )
    analyse.add_argument("--un", choices=("nous", "pandas", "nu"), help=argparse.SUPPRESS)
    analyse.add_argument("--indicateurs", type=int, default=0, help=argparse.SUPPRESS)
    options = analyse.parse_args()
    if options.un:
        un(options.un, options.dossier, options.indicateurs)
    else:
        with tempfile.TemporaryDirectory(dir=options.dossier) as temporaire:
            comparer(options.valeurs, Path(temporaire))
