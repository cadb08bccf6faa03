"""The worker of background jobs, which never outlives the server that started it."""

from __future__ import annotations

import os
import signal
import sys
import threading

PATIENCE = 10  # seconds left to the job under way once the server is gone


def veiller() -> None:
    """End this process when the pipe held by the server closes, even if the server was killed outright."""
    threading.Thread(target=_attendre_la_fin_du_serveur, daemon=True).start()


def _attendre_la_fin_du_serveur() -> None:
    while os.read(sys.stdin.fileno(), 1024):  # unbuffered: a lock held here would break the normal end
        pass
    signal.raise_signal(signal.SIGTERM)
    threading.Event().wait(PATIENCE)
    os._exit(1)


def travailler() -> None:
    """Take the jobs of the queue, one after the other, as long as the server lives."""
    import django  # noqa: PLC0415 -- the watch begins first
    from django.core.management import call_command  # noqa: PLC0415 -- once Django is set up

    veiller()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("db_worker", interval=0.3, startup_delay=False, verbosity=0)


if __name__ == "__main__":
    travailler()
