"""Each point of an unsafe configuration, wrong and right; then the command."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from config.deploiement import POINTS, bilan, points_a_corriger
from tests.clamd import analyser
from tests.conftest import RACINE

CLE = "Vingt-cinq communes, une Caf et 60 caractères tirés au hasard."


@pytest.fixture
def sure(settings, monkeypatch, tmp_path):
    """An installation ready to be opened, behind a proxy that carries HTTPS."""
    donnees = tmp_path / "donnees"
    donnees.mkdir(mode=0o700)
    for nom, valeur in {
        "ADRESSE_DU_SITE": "https://convenir.exemple.fr",
        "ALLOWED_HOSTS": ["convenir.exemple.fr"],
        "CSRF_COOKIE_SECURE": True,
        "DEBUG": False,
        "DEMONSTRATION": False,
        "DONNEES": donnees,
        "MESSAGERIE_REGLEE": True,
        "SECRET_KEY": CLE,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SECURE_HSTS_SECONDS": 63072000,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
    }.items():
        setattr(settings, nom, valeur)
    monkeypatch.setenv("CONVENIR_CLE_SECRETE", CLE)
    monkeypatch.setenv("WEB_CONCURRENCY", "4")
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.postgresql")
    with analyser(lambda _octets: b"stream: OK\0") as antivirus:
        monkeypatch.setenv("CONVENIR_ANTIVIRUS", antivirus.adresse)
        yield settings


def trouves():
    return [point.cle for point in points_a_corriger()]


def test_sound_configuration_has_nothing_to_mend(sure):
    assert trouves() == []
    assert bilan(points_a_corriger()) == (
        "Cette configuration peut être ouverte aux personnes qui l’attendent."
    )


FAUTES = {
    "debogage": {"DEBUG": True},
    "demonstration": {"DEMONSTRATION": True},
    "cle-courte": {"SECRET_KEY": "convenir"},
    "hotes-ouverts": {"ALLOWED_HOSTS": ["convenir.exemple.fr", "*"]},
    "hotes-locaux": {"ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"]},
    "https": {"SECURE_SSL_REDIRECT": False},
    "hsts": {"SECURE_HSTS_SECONDS": 0},
    "cookies": {"SESSION_COOKIE_SECURE": False},
    "courriel": {"MESSAGERIE_REGLEE": False},
    "adresse": {"ADRESSE_DU_SITE": "http://convenir.exemple.fr"},
    "proxy": {"SECURE_PROXY_SSL_HEADER": None},
}
AUTREMENT = {"cle-dans-un-fichier", "donnees", "sans-antivirus", "sqlite"}


def test_every_point_is_tried():
    assert FAUTES.keys() | AUTREMENT == {point.cle for point in POINTS}


@pytest.mark.parametrize("cle", FAUTES)
def test_one_fault_is_told_and_alone(sure, cle):
    for nom, valeur in FAUTES[cle].items():
        setattr(sure, nom, valeur)
    assert trouves() == [cle]


def test_form_cookie_outside_https_is_told(sure):
    sure.CSRF_COOKIE_SECURE = False
    assert trouves() == ["cookies"]


def test_secret_key_of_the_data_folder_is_told(sure, monkeypatch):
    monkeypatch.delenv("CONVENIR_CLE_SECRETE")
    assert trouves() == ["cle-dans-un-fichier"]


@pytest.mark.parametrize(("processus", "attendu"), [("4", ["sqlite"]), ("1", []), ("", [])])
def test_sqlite_suits_one_process(sure, monkeypatch, processus, attendu):
    monkeypatch.setitem(sure.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    monkeypatch.setenv("WEB_CONCURRENCY", processus)
    assert trouves() == attendu


@pytest.mark.skipif(os.name == "nt", reason="Windows n’a pas ces droits")
@pytest.mark.parametrize("droits", [0o701, 0o710, 0o755])
def test_data_folder_open_to_others_is_told(sure, droits):
    sure.DONNEES.chmod(droits)
    assert trouves() == ["donnees"]


def test_no_antivirus_is_a_warning_that_lets_open(sure, monkeypatch):
    monkeypatch.setenv("CONVENIR_ANTIVIRUS", "aucun")
    assert [(point.cle, point.bloquant) for point in points_a_corriger()] == [("sans-antivirus", False)]


@pytest.mark.parametrize(
    ("reglage", "debut"),
    [
        ("clamd:///absente", "L’antivirus ne répond pas"),
        ("clamav", "Le réglage CONVENIR_ANTIVIRUS n’est pas compris"),
    ],
)
def test_antivirus_that_cannot_answer_forbids_to_open(sure, monkeypatch, reglage, debut):
    monkeypatch.setenv("CONVENIR_ANTIVIRUS", reglage)
    (point,) = points_a_corriger()
    assert (point.cle, point.bloquant, point.phrase.startswith(debut)) == ("antivirus", True, True)


def test_blocking_points_come_first_and_are_counted(sure, monkeypatch):
    sure.SECURE_PROXY_SSL_HEADER = None
    sure.DEBUG = sure.DEMONSTRATION = True
    lignes = bilan(points_a_corriger()).splitlines()
    assert [ligne.partition(" : ")[0] for ligne in lignes[:-1]] == ["À corriger", "À corriger", "Attention"]
    assert lignes[-1] == "Cette configuration n’est pas sûre : 2 points à corriger avant de l’ouvrir."


OUVERTE = {
    "CONVENIR_ADRESSE": "https://convenir.exemple.fr",
    "CONVENIR_CLE_SECRETE": CLE,
    "CONVENIR_EXPEDITEUR": "Convenir <convenir@caf.exemple>",
    "CONVENIR_HOTES": "convenir.exemple.fr",
    "CONVENIR_HTTPS": "1",
    "CONVENIR_PROXY": "1",
    "CONVENIR_SMTP": "smtp+tls://courriel.exemple:587",
}


def verifier(environnement, *options):
    """The command, in a process of its own with nothing of Convenir in its environment but this."""
    propre = {
        nom: valeur for nom, valeur in os.environ.items() if not nom.startswith(("CONVENIR_", "DJANGO_"))
    }
    commande = [sys.executable, "-m", "convenir", "verifier", *options]
    return subprocess.run(
        commande, env=propre | environnement, cwd=RACINE, capture_output=True, text=True, check=False
    )


def test_command_accepts_what_the_environment_makes_safe(tmp_path):
    fini = verifier(OUVERTE | {"CONVENIR_DONNEES": str(tmp_path / "donnees")}, "--deploiement")
    assert (fini.returncode, fini.stderr) == (0, "")
    assert fini.stdout.splitlines()[-1] == (
        "Cette configuration peut être ouverte aux personnes qui l’attendent."
    )
    assert [ligne.partition(" : ")[0] for ligne in fini.stdout.splitlines()[:-1]] == ["Attention"]


def test_command_refuses_a_first_installation_as_it_comes(tmp_path):
    fini = verifier({"CONVENIR_DONNEES": str(tmp_path / "donnees")}, "--deploiement")
    assert fini.returncode == 1
    assert fini.stdout.splitlines()[-1] == (
        "Cette configuration n’est pas sûre : 7 points à corriger avant de l’ouvrir."
    )


def test_command_asks_what_to_verify():
    fini = verifier({})
    assert (fini.returncode, fini.stderr) == (
        2,
        "Dites ce qu’il faut vérifier : « convenir verifier --deploiement ».\n",
    )
