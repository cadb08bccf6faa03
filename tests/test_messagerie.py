"""The mail server in the environment is understood, or refused in one sentence that never tells the password."""

import os
import subprocess
import sys

import pytest

from config.messagerie import Messagerie, lire_messagerie
from convenir.socle.erreurs import Refus
from tests.conftest import RACINE

QUI = "Convenir <convenir@caf.example>"


@pytest.mark.parametrize(
    ("adresse", "attendu"),
    [
        ("", None),
        ("  ", None),
        ("smtp://localhost", Messagerie("localhost", 25, "", "", "smtp", QUI)),
        ("smtp://relais.caf.example:2525/", Messagerie("relais.caf.example", 2525, "", "", "smtp", QUI)),
        ("smtp+tls://a:b@h.example", Messagerie("h.example", 587, "a", "b", "smtp+tls", QUI)),
        ("smtps://a%40b:c%3A%2F@h.example", Messagerie("h.example", 465, "a@b", "c:/", "smtps", QUI)),
        ("smtp://a:b@localhost:1025", Messagerie("localhost", 1025, "a", "b", "smtp", QUI)),
    ],
)
def test_address_is_understood(adresse, attendu):
    assert lire_messagerie(adresse, QUI) == attendu


@pytest.mark.parametrize(
    ("adresse", "expediteur", "debut"),
    [
        ("smtp.caf.example", QUI, "CONVENIR_SMTP ne se lit pas"),
        ("https://a:secret@caf.example", QUI, "CONVENIR_SMTP ne se lit pas"),
        ("smtp+tls://a:secret@h.example:trop", QUI, "CONVENIR_SMTP ne se lit pas"),
        ("smtp+tls://a:sec/ret@h.example", QUI, "CONVENIR_SMTP ne se lit pas"),
        ("smtp+tls://a:secret#@h.example", QUI, "CONVENIR_SMTP ne se lit pas"),
        ("smtp://[secret", QUI, "CONVENIR_SMTP ne se lit pas"),
        ("smtp://a:secret@h.example", QUI, "CONVENIR_SMTP enverrait le mot de passe en clair"),
        ("smtp+tls://secret@h.example", QUI, "CONVENIR_SMTP donne un nom sans mot de passe"),
        ("smtp+tls://a:secret@h.example", "", "CONVENIR_SMTP demande aussi CONVENIR_EXPEDITEUR"),
        ("smtp+tls://a:secret@h.example", "Convenir", "CONVENIR_SMTP demande aussi CONVENIR_EXPEDITEUR"),
    ],
)
def test_address_that_cannot_work_is_refused(adresse, expediteur, debut):
    with pytest.raises(Refus) as refus:
        lire_messagerie(adresse, expediteur)
    assert refus.value.message.startswith(debut)
    assert "secret" not in refus.value.message


def test_command_line_refuses_it_without_a_traceback(tmp_path):
    environnement = os.environ | {
        "CONVENIR_DONNEES": str(tmp_path),
        "CONVENIR_SMTP": "smtp.caf.example",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    fini = subprocess.run(
        [sys.executable, "-m", "convenir", "courriels"],
        env=environnement,
        cwd=RACINE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (fini.returncode, fini.stdout, len(fini.stderr.splitlines())) == (2, "", 1)
    assert fini.stderr.startswith("CONVENIR_SMTP ne se lit pas")
