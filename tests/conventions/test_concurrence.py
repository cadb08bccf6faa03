"""Comments written or closed at the same moment: none is lost, one effect each, on both databases."""

import os
import subprocess
import sys
import threading

import pytest
from django.db import connection, connections

from convenir.conventions import operations
from convenir.conventions.models import Commentaire
from convenir.journal.models import Evenement
from convenir.journal.operations import Auteur
from convenir.socle.erreurs import Refus
from tests.conftest import RACINE
from tests.factories.acteurs import PersonneFactory
from tests.factories.conventions import CommentaireFactory, ConventionFactory

ICI = Auteur(nom="Ida Inventée", cle="personne:1")

#: The same two tests, on a file and in the transactions of the settings.
SUR_UN_FICHIER = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.conventions import test_concurrence
test_concurrence.ecrire_ensemble()
test_concurrence.clore_ensemble()
"""


def en_meme_temps(*actes):
    """Each act in a thread and a connection of its own; returns the refusals."""
    depart, refus = threading.Barrier(len(actes)), []

    def faire(acte):
        depart.wait()
        try:
            acte()
        except Refus as trouve:
            refus.append(trouve.message)
        finally:
            connections.close_all()

    fils = [threading.Thread(target=faire, args=[acte]) for acte in actes]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    return refus


def ecrire_ensemble():
    convention, personne = ConventionFactory(avec_articles=True), PersonneFactory()
    actes = [
        lambda n=n: operations.commenter(convention, "objet", f"Avis {n}", personne, ICI) for n in range(4)
    ]
    assert en_meme_temps(*actes) == []
    assert set(Commentaire.objects.values_list("texte", flat=True)) == {f"Avis {n}" for n in range(4)}


def clore_ensemble():
    commentaire = CommentaireFactory(convention=ConventionFactory(avec_articles=True))
    refus = en_meme_temps(*[lambda: operations.clore(commentaire, ICI)] * 2)
    assert refus == ["Ce commentaire est déjà clos : rechargez la page."]
    assert Evenement.objects.filter(type="convention.commentaire_clos").count() == 1


@pytest.mark.parametrize("ensemble", [ecrire_ensemble, clore_ensemble])
def test_comments_at_once_on_postgresql_have_one_effect_each(transactional_db, ensemble):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite n’ouvre qu’une transaction qui écrit à la fois : voir le test suivant")
    assert ensemble() is None


def test_comments_at_once_on_sqlite_have_one_effect_each(tmp_path):
    environnement = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "CONVENIR_DONNEES": str(tmp_path),
        "CONVENIR_CLE_SECRETE": "tests",
        "PYTHONPATH": str(RACINE),
    }
    environnement.pop("CONVENIR_POSTGRESQL", None)
    fini = subprocess.run(
        [sys.executable, "-c", SUR_UN_FICHIER],
        env=environnement,
        cwd=RACINE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (fini.returncode, fini.stderr) == (0, "")
