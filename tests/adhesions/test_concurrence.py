"""Two people record the same act at the same moment: one effect, one clear message, on both databases."""

import os
import subprocess
import sys
import threading

import pytest
from django.db import connection, connections, transaction

from convenir.adhesions.models import Adhesion
from convenir.adhesions.operations import enregistrer
from convenir.journal.models import Evenement
from convenir.socle.erreurs import Refus
from tests.conftest import RACINE
from tests.factories.adhesions import AdhesionFactory

MESSAGE = (
    "Rombies-et-Marchipont : la délibération du 8 juillet 2025 est déjà enregistrée, il n’y a rien à refaire."
)

#: Two people, each with a connection to a file, in the transactions of the settings.
DEUX_PERSONNES = """
import datetime, threading
import django
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
from convenir.adhesions.models import Adhesion
from convenir.adhesions.operations import Vote, enregistrer
from convenir.conventions.models import Convention
from convenir.journal.models import Evenement
from convenir.socle.erreurs import Refus

convention = Convention.objects.create(code="a", titre="A", epci_siren="245901160")
adhesion = Adhesion.objects.create(convention=convention, insee="59505", nom="Rombies-et-Marchipont")
vote = Vote(datetime.date(2025, 7, 8), attestation="Extrait du registre")
depart, dits = threading.Barrier(2), []

def agir():
    depart.wait()
    try:
        enregistrer(adhesion, vote, version=1)
        dits.append("fait")
    except Refus as refus:
        dits.append(refus.message)
    connection.close()

fils = [threading.Thread(target=agir) for _ in "ab"]
for f in fils: f.start()
for f in fils: f.join()
print(*sorted(dits), Adhesion.objects.get().version, Evenement.objects.count(), sep="|")
"""


def test_two_people_on_sqlite_have_one_effect(tmp_path):
    environnement = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "CONVENIR_DONNEES": str(tmp_path),
        "CONVENIR_CLE_SECRETE": "tests",
        "PYTHONPATH": str(RACINE),
        "PYTHONIOENCODING": "utf-8",
    }
    environnement.pop("CONVENIR_POSTGRESQL", None)
    fini = subprocess.run(
        [sys.executable, "-c", DEUX_PERSONNES],
        env=environnement,
        cwd=RACINE,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (fini.stdout, fini.stderr) == (f"{MESSAGE}|fait|2|1\n", "")


@pytest.fixture
def postgresql(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite n’ouvre qu’une transaction qui écrit à la fois : voir le test précédent")


def test_second_person_on_postgresql_waits_then_is_told(postgresql, votant):
    adhesion = AdhesionFactory()
    dits = []

    def agir():
        try:
            enregistrer(adhesion, votant, version=1)
        except Refus as refus:
            dits.append(refus.message)
        connections.close_all()

    second = threading.Thread(target=agir)
    with transaction.atomic():
        enregistrer(adhesion, votant, version=1)
        second.start()
        _attendre_un_verrou()
    second.join()
    assert dits == [MESSAGE]
    assert (Adhesion.objects.get().version, Evenement.objects.count()) == (2, 1)


def _attendre_un_verrou():
    """Until the other connection is stopped by a lock; bounded by the database's own patience."""
    with connection.cursor() as curseur:
        for _ in range(2000):
            curseur.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN (SELECT pid FROM pg_locks"
                " JOIN pg_database ON pg_database.oid = database AND datname = current_database())"
            )
            if curseur.fetchone()[0]:
                return
            curseur.execute("SELECT pg_sleep(0.01)")
    pytest.fail("la seconde personne n’a pas attendu la première")
