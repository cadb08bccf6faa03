"""The server of one machine: a port that is taken, a base that is not ready."""

import os
import socket
import subprocess
import sys

import pytest
from django.db import connection
from waitress.server import create_server

from config import serveur
from convenir.socle.erreurs import Refus
from tests.conftest import RACINE


@pytest.fixture
def port_pris():
    with socket.socket() as prise:
        prise.bind((serveur.BOUCLE_LOCALE, 0))
        prise.listen()
        yield prise.getsockname()[1]


def test_reserver_a_taken_port_says_how_to_choose_another(port_pris):
    with pytest.raises(Refus) as refus:
        serveur._reserver(port_pris)
    assert f"Le port {port_pris} n’est pas libre" in refus.value.message
    assert f"--port {serveur._voisin(port_pris)}" in refus.value.message


@pytest.mark.parametrize("port", [-1, 70000])
def test_reserver_a_port_that_cannot_be_proposes_one_that_can(port):
    with pytest.raises(Refus) as refus:
        serveur._reserver(port)
    assert "--port 8001" in refus.value.message


def test_reserver_listens_on_this_machine_only():
    with serveur._reserver(0) as prise:
        assert prise.getsockname()[0] == "127.0.0.1"


@pytest.mark.django_db
def test_verifier_la_base_accepts_a_base_up_to_date():
    serveur._verifier_la_base()


@pytest.mark.django_db
def test_verifier_la_base_refuses_one_that_lacks_a_migration():
    with connection.cursor() as curseur:
        curseur.execute("DELETE FROM django_migrations WHERE app = 'relecture'")
    with pytest.raises(Refus, match="convenir preparer"):
        serveur._verifier_la_base()


@pytest.mark.parametrize(("proxy", "attendu"), [(True, "https"), (False, "http")])
def test_forwarded_scheme_reaches_the_site_only_behind_a_declared_proxy(settings, proxy, attendu):
    settings.PROXY = proxy
    vus = []
    serveur_web = create_server(
        lambda environ, _repondre: vus.append(environ["wsgi.url_scheme"]),
        sockets=[serveur._reserver(0)],
        **serveur._reglages(),
    )
    demande = {
        "REMOTE_ADDR": serveur.BOUCLE_LOCALE,
        "wsgi.url_scheme": "http",
        "HTTP_X_FORWARDED_PROTO": "https",
    }
    serveur_web.application(demande, None)
    serveur_web.close()
    assert vus == [attendu]


SERVEUR = """
import sys, time
from config import serveur
serveur.COMMANDE_OUVRIER = (sys.executable, "-c", sys.argv[1])
with serveur._ouvrier():
    time.sleep(600)
"""
OUVRIER = """
import os, time
from config import ouvrier
ouvrier.veiller()
print(os.getpid(), flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows n’a pas de SIGKILL")
def test_worker_ends_when_the_server_is_killed_outright():
    commande = [sys.executable, "-c", SERVEUR, OUVRIER]
    with subprocess.Popen(
        commande, cwd=RACINE, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL
    ) as processus:
        assert int(processus.stdout.readline()) > 0  # the worker is alive, and says so
        assert processus.poll() is None
        processus.kill()
        assert (
            processus.stdout.read() == b""
        )  # its end comes when the last process that holds it, the worker, ends
