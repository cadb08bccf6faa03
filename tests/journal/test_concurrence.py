"""Two people act at the same moment: their events follow each other, on both databases."""

import os
import subprocess
import sys
import threading

import pytest
from django.db import connection, connections, transaction

from convenir.journal.models import Evenement
from convenir.journal.operations import consigner
from convenir.journal.queries.verification import verifier_chaine
from tests.conftest import RACINE
from tests.journal.conftest import OBJET

#: Two writers, each with its own connection to a file, in the transactions of the settings.
DEUX_ECRIVAINS = """
import threading
import django
django.setup()
from django.core.management import call_command
from django.db import connection, transaction
from convenir.journal.operations import consigner
from convenir.journal.queries.verification import verifier_chaine

call_command("migrate", "journal", verbosity=0)
depart = threading.Barrier(2)

def ecrire(nom):
    depart.wait()
    for n in range(20):
        with transaction.atomic():
            consigner("convention.modifiee", objet="convention:a", resume=f"{nom} {n}", auteur=nom)
    connection.close()

fils = [threading.Thread(target=ecrire, args=(nom,)) for nom in "ab"]
for f in fils: f.start()
for f in fils: f.join()
etat = verifier_chaine("convention:a")
print(etat.nombre, etat.rupture)
"""


def test_two_writers_on_sqlite_write_one_chain(tmp_path):
    environnement = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "CONVENIR_DONNEES": str(tmp_path),
        "CONVENIR_CLE_SECRETE": "tests",
        "PYTHONPATH": str(RACINE),
    }
    environnement.pop("CONVENIR_POSTGRESQL", None)
    fini = subprocess.run(
        [sys.executable, "-c", DEUX_ECRIVAINS],
        env=environnement,
        cwd=RACINE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (fini.stdout, fini.stderr) == ("40 None\n", "")


@pytest.fixture
def postgresql(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite n’ouvre qu’une transaction qui écrit à la fois : voir le test précédent")


@pytest.mark.parametrize("deja", [0, 1], ids=["chaîne nouvelle", "chaîne ancienne"])
def test_second_writer_on_postgresql_waits_for_the_first(postgresql, deja):
    for _ in range(deja):
        with transaction.atomic():
            consigner("convention.creee", objet=OBJET, resume="avant")
    second = threading.Thread(target=_ecrire, args=("second",))
    with transaction.atomic():
        consigner("convention.modifiee", objet=OBJET, resume="premier")
        second.start()
        _attendre_un_verrou()
        consigner("convention.modifiee", objet=OBJET, resume="premier encore")
    second.join()
    resumes = list(Evenement.objects.order_by("rang").values_list("rang", "resume"))
    attendus = ["avant"] * deja + ["premier", "premier encore", "second"]
    assert resumes == list(enumerate(attendus, start=1))
    assert verifier_chaine(OBJET).rupture is None


def _ecrire(resume):
    with transaction.atomic():
        consigner("convention.modifiee", objet=OBJET, resume=resume)
    connections.close_all()


def _attendre_un_verrou():
    """Until another connection is stopped by a lock; bounded by the database's own patience."""
    with connection.cursor() as curseur:
        for _ in range(2000):
            curseur.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN (SELECT pid FROM pg_locks"
                " JOIN pg_database ON pg_database.oid = database AND datname = current_database())"
            )
            if curseur.fetchone()[0]:
                return
            curseur.execute("SELECT pg_sleep(0.01)")
    pytest.fail("le second écrivain n’a pas attendu le premier")
