"""The whole of Convenir on one machine: the web server and, beside it, one worker for background jobs."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

BOUCLE_LOCALE = "127.0.0.1"
FILS = 6
CORPS_MAXIMUM = 200 * 1024 * 1024  # bytes of a request; a deposit has its own, lower limit
COMMANDE_OUVRIER = (sys.executable, "-m", "config.ouvrier")
PATIENCE = 10  # seconds left to a job under way when the server stops


def servir(port: int = 8000) -> None:
    """Serve on this machine only, until Ctrl-C. Prints the address.

    Raises `Refus` when the port is taken or the database was not prepared.
    """
    prise = _reserver(port)
    _verifier_la_base()
    from waitress.server import create_server  # noqa: PLC0415 -- the command line stays quick without it

    from config.wsgi import application  # noqa: PLC0415 -- once Django is set up
    from convenir.conventions.obligations.tasks import programmer  # noqa: PLC0415 -- once Django is set up
    from convenir.notifications.tasks import ranger  # noqa: PLC0415 -- once Django is set up
    from convenir.socle.operations import clore_les_interrompus  # noqa: PLC0415 -- once Django is set up

    clore_les_interrompus()
    ranger()
    programmer()
    signal.signal(signal.SIGTERM, _arreter)
    with _ouvrier():
        serveur = create_server(application, sockets=[prise], **_reglages())
        _dire(f"Convenir est ouvert : http://localhost:{port}  (Ctrl-C pour arrêter)")
        try:
            serveur.run()
        except (KeyboardInterrupt, SystemExit):
            pass
        finally:
            serveur.close()
    _dire("Convenir est arrêté.")


def _reglages() -> dict[str, object]:
    """How waitress serves; what a proxy adds is believed only where one is declared (CONVENIR_PROXY=1)."""
    from django.conf import settings  # noqa: PLC0415 -- once Django is set up

    reglages: dict[str, object] = {"threads": FILS, "ident": None, "max_request_body_size": CORPS_MAXIMUM}
    if settings.PROXY:
        reglages |= {
            "trusted_proxy": BOUCLE_LOCALE,
            "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        }
    return reglages


def _dire(message: str) -> None:
    print(message, flush=True)  # noqa: T201 -- told to the person at the terminal


def _reserver(port: int) -> socket.socket:
    """The listening socket, taken before anything else starts."""
    prise = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name != "nt":  # on Windows this option would let two servers share the port
        prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        prise.bind((BOUCLE_LOCALE, port))
    except (OSError, OverflowError) as erreur:
        prise.close()
        raise Refus(
            f"Le port {port} n’est pas libre, peut-être parce que Convenir est déjà ouvert : fermez l’autre "
            f"programme ou choisissez un autre port, par exemple « convenir servir --port {_voisin(port)} »."
        ) from erreur
    return prise


def _voisin(port: int) -> int:
    return port + 1 if 0 < port < 65535 else 8001  # noqa: PLR2004 -- the highest port there is


def _verifier_la_base() -> None:
    from django.db import DatabaseError, connection  # noqa: PLC0415 -- once Django is set up
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 -- once Django is set up

    try:
        executeur = MigrationExecutor(connection)
        a_jour = not executeur.migration_plan(executeur.loader.graph.leaf_nodes())
    except DatabaseError as erreur:
        raise Refus(
            "La base de données ne répond pas : vérifiez qu’elle est démarrée, puis recommencez."
        ) from erreur
    if not a_jour:
        raise Refus("La base de données n’est pas prête : lancez d’abord « convenir preparer ».")


@contextmanager
def _ouvrier() -> Iterator[None]:
    """One worker process, ended with the server: gently first, then by force.

    Its standard input is a pipe that only this process holds: were it killed outright, the worker would know.
    """
    racine = str(Path(__file__).resolve().parent.parent)
    environnement = os.environ | {
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "config.settings"),
        "PYTHONPATH": os.pathsep.join(filter(None, [racine, os.environ.get("PYTHONPATH", "")])),
    }
    processus = subprocess.Popen(COMMANDE_OUVRIER, env=environnement, stdin=subprocess.PIPE)
    try:
        yield
    finally:
        processus.terminate()
        try:
            processus.wait(PATIENCE)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            processus.kill()
            processus.wait()


def _arreter(_numero: int, _cadre: FrameType | None) -> NoReturn:
    raise SystemExit(0)
