"""Two people sign, or record the same signature, at once: none is lost, one effect each, one clear message."""

import datetime
import os
import subprocess
import sys

import pytest
from django.db import connection
from django.utils import timezone

from convenir.conventions.enums import EtatCircuit, Statut
from convenir.conventions.models import Circuit, Convention, Sceau
from convenir.conventions.operations.avenants import declarer_pret
from convenir.conventions.signature import operations
from convenir.conventions.signature.operations import Attendu
from convenir.conventions.signature.textes import Texte
from convenir.journal.models import Evenement
from tests.conftest import RACINE
from tests.conventions.test_concurrence import en_meme_temps
from tests.factories.conventions import AvenantFactory, ConventionFactory
from tests.factories.signatures import envoyer_le_texte

#: The same tests, on a file and in the transactions of the settings.
SUR_UN_FICHIER = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.conventions.signature import test_concurrence
test_concurrence.signer_ensemble()
test_concurrence.enregistrer_ensemble()
"""


def partir():
    """An avenant out for two signatures on paper, in parallel."""
    convention = ConventionFactory(avec_articles=True, statut=Statut.SIGNEE)
    avenant = AvenantFactory(
        convention=convention, effet_le=datetime.date(2032, 1, 1), modifications={"objet": "Autre."}
    )
    declarer_pret(avenant)
    attendus = [Attendu(f"Partie {n}", f"Signataire {n}", "", 1) for n in "ab"]
    return list(envoyer_le_texte(Texte(convention, avenant), attendus).signatures.order_by("pk"))


def papier(signature):
    return lambda: operations.constater_sur_papier(signature, timezone.localdate(), "Une élue")


def signer_ensemble():
    """The two last signatures at once: both are kept, and one seal is put."""
    une, deux = partir()
    assert en_meme_temps(papier(une), papier(deux)) == []
    assert Circuit.objects.get(pk=une.circuit_id).etat == EtatCircuit.ACHEVE
    assert Sceau.objects.filter(circuit=une.circuit_id).count() == 1


def enregistrer_ensemble():
    """The same signature recorded by two people: one effect, and the other is told."""
    une, _ = partir()
    avant = Evenement.objects.filter(type="avenant.signee_par").count()
    (refus,) = en_meme_temps(papier(une), papier(une))
    assert "est déjà enregistrée" in refus
    assert Evenement.objects.filter(type="avenant.signee_par").count() == avant + 1


@pytest.mark.parametrize("ensemble", [signer_ensemble, enregistrer_ensemble])
def test_signatures_at_once_on_postgresql_have_one_effect_each(
    transactional_db, settings, tmp_path, ensemble
):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite n’ouvre qu’une transaction qui écrit à la fois : voir le test suivant")
    settings.MEDIA_ROOT = tmp_path
    ensemble()
    assert Convention.objects.count() == 1


def test_signatures_at_once_on_sqlite_have_one_effect_each(tmp_path):
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
