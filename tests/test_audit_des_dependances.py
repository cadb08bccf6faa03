"""The audit of dependencies against a local advisory source: vulnerable, sound, unknown, mute."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from scripts.auditer_dependances import Dependance, auditer, bilan, lire

VERROU = "ludotheque==1.0\nbibliobus==2.0\n"
SAUT = "Audit des dépendances sauté : aucune source d’avis de sécurité ne répond d’ici."


class Source(BaseHTTPRequestHandler):
    """Speaks the query of an OSV service: one vulnerability of `ludotheque`, mended in 1.1."""

    def do_POST(self):
        demande = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        faille = {
            "id": "FICTIF-2026-1",
            "summary": "Fictif",
            "modified": "2026-01-01T00:00:00Z",
            "affected": [
                {
                    "package": {"name": "ludotheque", "ecosystem": "PyPI"},
                    "ranges": [
                        {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.1"}]},
                    ],
                }
            ],
        }
        corps = json.dumps({"vulns": [faille]} if demande["package"]["name"] == "ludotheque" else {})
        self.send_response(200)
        self.end_headers()
        self.wfile.write(corps.encode())

    def log_message(self, *_arguments):
        """Stay silent."""


@pytest.fixture
def source():
    with ThreadingHTTPServer(("127.0.0.1", 0), Source) as serveur:
        fil = threading.Thread(target=serveur.serve_forever)
        fil.start()
        yield ("-s", "osv", "--osv-url", f"http://127.0.0.1:{serveur.server_port}/v1/query")
        serveur.shutdown()
        fil.join()


@pytest.fixture
def verrou(tmp_path):
    chemin = tmp_path / "requirements.lock"
    chemin.write_text(VERROU)
    return chemin


MUETTE = ("-s", "osv", "--osv-url", "http://127.0.0.1:9/v1/query")


def test_known_vulnerability_is_told_with_the_version_that_mends_it(source, verrou):
    dependances = auditer(verrou, (MUETTE, source), 60)
    assert bilan(dependances) == (
        "ludotheque 1.0 : faille FICTIF-2026-1 connue, corrigée en 1.1.\n"
        "Dépendances examinées : 2, failles connues : 1."
    )


def test_sound_dependencies_are_counted(source, verrou):
    verrou.write_text("bibliobus==2.0\n")
    assert bilan(auditer(verrou, (source,), 60)) == "Dépendances examinées : 1, failles connues : 0."


def test_mute_source_is_told_as_skipped(verrou):
    assert bilan(auditer(verrou, (MUETTE,), 60)) == SAUT


def test_no_time_left_is_told_as_skipped(source, verrou):
    assert bilan(auditer(verrou, (source,), 0)) == SAUT


def test_source_that_knows_nothing_is_no_source():
    inconnue = {"name": "ludotheque", "skip_reason": "Dependency not found"}
    connue = {"name": "bibliobus", "version": "2.0", "vulns": []}
    assert bilan(lire(json.dumps({"dependencies": [inconnue]}))) == SAUT
    assert bilan(lire(json.dumps({"dependencies": [inconnue, connue]}))) == (
        "Dépendances examinées : 1, failles connues : 0. Inconnues de la source : ludotheque."
    )


def test_vulnerability_without_remedy_is_told():
    dependance = Dependance("ludotheque", "1.0", failles=(("FICTIF-2026-2", ()),))
    assert bilan((dependance,)).startswith(
        "ludotheque 1.0 : faille FICTIF-2026-2 connue, sans version qui la corrige.\n"
    )


@pytest.mark.parametrize("rapport", ["", "Traceback", "[]", "{}"])
def test_report_that_is_none_examines_nothing(rapport):
    assert lire(rapport) == ()
