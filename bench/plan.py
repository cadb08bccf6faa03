"""The table of 2 000 fiches, narrowed and grouped, against the same narrowed in Python.

    .venv/bin/python bench/plan.py [--fiches 2000] [--tours 9]

Compared in the same run, turn by turn, on a database made for the occasion and dropped after (SQLite, or
PostgreSQL when CONVENIR_POSTGRESQL is set). The page is that of the site, from the request to its last byte;
the alternative reads every fiche with its steps and its people, and narrows them in memory, without a page.
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
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import setup_databases, teardown_databases

if TYPE_CHECKING:
    from collections.abc import Callable

RACINE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RACINE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")
django.setup()

from django.urls import reverse  # noqa: E402 -- models need the settings

from convenir.acteurs.models import Organisation, Personne  # noqa: E402 -- idem
from convenir.conventions.models import Convention, Membre  # noqa: E402 -- idem
from convenir.plan.models import CommuneConcernee, Etape, FicheAction, Intervenant, Objectif  # noqa: E402 -- idem
from convenir.plan.rules import est_en_retard  # noqa: E402 -- idem
from convenir.socle.themes import THEMES  # noqa: E402 -- idem

LIMITE = 0.150  # seconds, median of each page
JOUR = datetime.date(2026, 6, 1)
DEMANDES = {
    "sans filtre": {},
    "en retard, par thématique": {"etat": "retard", "grouper": "theme"},
    "une commune, par pilote": {"commune": "59505", "grouper": "pilote"},
    "mots, avancement, tri": {"q": "jeunes", "avancement": "en_cours", "trier": "fin"},
    "dernière page": {"page": "9999"},
}


def fonder(nombre: int) -> tuple[Convention, Personne]:
    """A convention with fiches over every theme, each with a pilot, two communes and three steps."""
    convention = Convention.objects.create(
        code="mesure", titre="Convention de mesure", epci_siren="245901160"
    )
    caf = Organisation.objects.create(type="caf", nom="Caf de mesure")
    personne = Personne.objects.create(nom="Mesure", email="mesure@exemple.invalid", password="!")
    Membre.objects.create(convention=convention, personne=personne, organisation=caf, role="contribution")
    objectifs = [
        Objectif.objects.create(convention=convention, theme=t.cle, libelle=f"Objectif {n}", ordre=n)
        for t in THEMES
        for n in range(3)
    ]
    fiches = FicheAction.objects.bulk_create(
        FicheAction(
            convention=convention,
            numero=n,
            objectif=objectifs[n % len(objectifs)],
            titre=f"Action {n} pour les {'jeunes' if n % 3 else 'parents'}",
            avancement="en_cours" if n % 2 else "a_demarrer",
            fin=JOUR + datetime.timedelta(days=n % 700 - 200),
        )
        for n in range(1, nombre + 1)
    )
    Intervenant.objects.bulk_create(Intervenant(fiche=f, role="pilote", organisation=caf) for f in fiches)
    CommuneConcernee.objects.bulk_create(
        CommuneConcernee(fiche=f, insee=insee)
        for f in fiches
        for insee in ("59505", "59019")[: 1 + f.numero % 2]
    )
    Etape.objects.bulk_create(
        Etape(fiche=f, rang=r, intitule=f"Étape {r}", echeance=JOUR + datetime.timedelta(days=r * 90))
        for f in fiches
        for r in range(3)
    )
    return convention, personne


def en_memoire(convention: Convention) -> int:
    """The late ones, all read and sorted by theme in Python."""
    toutes = FicheAction.objects.filter(convention=convention).select_related("objectif")
    lues = toutes.prefetch_related("etapes", "intervenants__organisation").order_by("numero")
    gardees = [
        f
        for f in lues
        if est_en_retard(f.avancement, f.fin, [e.echeance for e in f.etapes.all() if not e.faite_le], JOUR)
    ]
    return len(sorted(gardees, key=lambda f: (f.objectif.theme, f.numero)))


def chronometrer(acte: Callable[[], object]) -> float:
    debut = time.perf_counter()
    acte()
    return time.perf_counter() - debut


def mesurer(nombre: int, tours: int) -> dict[str, list[float]]:
    convention, personne = fonder(nombre)
    client = Client()
    client.force_login(personne)
    adresse = reverse("plan:fiches", args=[convention.code])
    durees: dict[str, list[float]] = {nom: [] for nom in (*DEMANDES, "en retard, en mémoire")}
    for _ in range(tours):
        for nom, demande in DEMANDES.items():
            durees[nom].append(chronometrer(lambda d=demande: client.get(adresse, d).content))
        durees["en retard, en mémoire"].append(chronometrer(lambda: en_memoire(convention)))
    return durees


def main() -> int:
    analyseur = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    analyseur.add_argument("--fiches", type=int, default=2000)
    analyseur.add_argument("--tours", type=int, default=9)
    choix = analyseur.parse_args()
    bases = setup_databases(verbosity=0, interactive=False)
    try:
        with override_settings(ALLOWED_HOSTS=["testserver"]):
            durees = mesurer(choix.fiches, choix.tours)
    finally:
        teardown_databases(bases, verbosity=0)
    print(f"{choix.fiches} fiches, {connection.vendor} (médiane de {choix.tours})")
    for nom, mesures in durees.items():
        etendue = f"de {1000 * min(mesures):.0f} à {1000 * max(mesures):.0f}"
        print(f"  {nom:28} {1000 * statistics.median(mesures):6.0f} ms   ({etendue})")
    tenue = all(statistics.median(durees[nom]) <= LIMITE for nom in DEMANDES)
    print("Limite tenue." if tenue else f"Limite dépassée : {1000 * LIMITE:.0f} ms.")
    return 0 if tenue else 1


if __name__ == "__main__":
    sys.exit(main())
