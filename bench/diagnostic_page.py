"""A theme page of an EPCI in a record of a million values, against one query per cell.

    .venv/bin/python bench/diagnostic_page.py [--valeurs 1000000] [--tours 15]

Compared in the same run, turn by turn, on a database made for the occasion and dropped after (SQLite, or
PostgreSQL when CONVENIR_POSTGRESQL is set): the page as the server gives it (access, reading, drawings,
template), and the reading of the same cells one query at a time, without drawing anything.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import os
import statistics
import sys
import time
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.conventions.models import Convention

RACINE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RACINE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")
django.setup()

from django.test import Client  # noqa: E402 -- models need the settings
from django.urls import reverse  # noqa: E402 -- idem

from convenir.diagnostic.models import Indicateur, Source, Valeur  # noqa: E402 -- idem
from convenir.diagnostic.operations import charger_catalogue  # noqa: E402 -- idem
from convenir.diagnostic.queries import point_de_vue  # noqa: E402 -- idem
from convenir.territoires.queries import communes_du_departement, departements, epcis  # noqa: E402 -- idem
from tests.factories.acteurs import PersonneFactory  # noqa: E402 -- idem
from tests.factories.adhesions import EPCI  # noqa: E402 -- idem
from tests.factories.conventions import ConventionFactory  # noqa: E402 -- idem

LIMITE = 0.150  # seconds, median, on the server
THEME = "petite_enfance"
ANNEES = range(2017, 2025)
CHAMPS = "indicateur_id, source_id, niveau, code, millesime, population, valeur, statut, attestation"


def lignes(nombre: int, source: int) -> Iterator[tuple[object, ...]]:
    """The theme first; the last year in every commune, eight years of wider territories."""
    mesures = Indicateur.objects.filter(formule="")
    cles = [*mesures.filter(theme=THEME).order_by("pk"), *mesures.exclude(theme=THEME).order_by("pk")]
    larges = (
        [("epci", s) for s in epcis()] + [("departement", d) for d in departements()] + [("france", "FR")]
    )
    communes = [("commune", c.insee) for d in departements() for c in communes_du_departement(d)]
    places = ((i, *lieu, annee) for i in cles for lieu in larges for annee in ANNEES)
    places = itertools.chain(places, ((i, *lieu, 2024) for i in cles for lieu in communes))
    for rang, (i, niveau, code, annee) in enumerate(itertools.islice(places, nombre)):
        yield i.pk, source, niveau, code, annee, "", rang * 37 % 90 + 1, "publiee", ""


def remplir(nombre: int) -> int:
    charger_catalogue()
    source = Source.objects.create(cle="mesure", titre="Mesure (exemple fictif)", producteur="Mesure").pk
    places = ", ".join(["%s"] * 9)
    with connection.cursor() as curseur:
        if connection.vendor == "postgresql":
            with curseur.copy(f"COPY diagnostic_valeur ({CHAMPS}) FROM STDIN") as flux:
                for ligne in lignes(nombre, source):
                    flux.write_row(ligne)
            curseur.execute("ANALYZE")
        else:
            ecriture = f"INSERT INTO diagnostic_valeur ({CHAMPS}) VALUES ({places})"
            curseur.executemany(ecriture, lignes(nombre, source))
            curseur.execute("ANALYZE")
    return Valeur.objects.count()


def une_requete_par_cellule(convention: Convention) -> int:
    """The same values, each cell asked for by itself."""
    vue = point_de_vue(convention)
    assert vue is not None
    indicateurs = Indicateur.objects.filter(theme=THEME).order_by("pk")
    siennes = Valeur.objects.select_related("source").order_by("-millesime", "pk")
    return sum(
        len(siennes.filter(indicateur=i, niveau=lieu.niveau, code=lieu.code))
        for i in indicateurs
        for lieu in vue.lieux
    )


def mesurer(nombre: int, tours: int) -> tuple[int, dict[str, list[float]]]:
    presentes = remplir(nombre)
    personne = PersonneFactory(redactrice=True)
    convention = ConventionFactory(epci_siren=EPCI, debut=datetime.date(2025, 1, 1))
    client = Client(headers={"host": "localhost"})
    client.force_login(personne)
    adresse = reverse("diagnostic:thematique", args=[convention.code, THEME])
    client.get(adresse)  # contours read, templates compiled
    durees: dict[str, list[float]] = {"la page": [], "une requête par cellule": []}
    for _ in range(tours):
        debut = time.perf_counter()
        reponse = client.get(adresse)
        durees["la page"].append(time.perf_counter() - debut)
        assert reponse.status_code == HTTPStatus.OK
        debut = time.perf_counter()
        une_requete_par_cellule(convention)
        durees["une requête par cellule"].append(time.perf_counter() - debut)
    dessins = reponse.content.decode().count('role="img"')
    print(f"page de {len(reponse.content) / 1000:.0f} ko, {dessins} dessins")
    return presentes, durees


def main() -> int:
    analyseur = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    analyseur.add_argument("--valeurs", type=int, default=1_000_000)
    analyseur.add_argument("--tours", type=int, default=15)
    choix = analyseur.parse_args()
    bases = setup_databases(verbosity=0, interactive=False)
    try:
        presentes, durees = mesurer(choix.valeurs, choix.tours)
    finally:
        teardown_databases(bases, verbosity=0)
    print(f"{presentes} valeurs, {connection.vendor} (médiane de {choix.tours})")
    for nom, mesures in durees.items():
        print(
            f"  {nom:26} {statistics.median(mesures) * 1000:6.0f} ms   (au moins {min(mesures) * 1000:.0f})"
        )
    tenue = statistics.median(durees["la page"]) <= LIMITE
    print("Limite tenue." if tenue else f"Limite dépassée : {LIMITE * 1000:.0f} ms.")
    return 0 if tenue else 1


if __name__ == "__main__":
    sys.exit(main())
