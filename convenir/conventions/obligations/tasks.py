"""The digests, written each morning by the worker."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from convenir.conventions.obligations.abonnements import envoyer_les_recapitulatifs
from convenir.conventions.rules.delais import PARIS

HEURE = datetime.time(7)


@task()
def recapituler() -> None:
    """Write what is due to be written, then wait for the next morning, whatever happens."""
    try:
        envoyer_les_recapitulatifs(timezone.localdate())
    finally:
        programmer()


def programmer() -> None:
    """Queue the next morning, unless it is already: a restart adds nothing."""
    en_attente = DBTaskResult.objects.filter(task_path=recapituler.module_path, status="READY")
    if not en_attente.exists():
        recapituler.using(run_after=prochain_matin(timezone.now())).enqueue()


def prochain_matin(instant: datetime.datetime) -> datetime.datetime:
    """The next time it is seven in Paris, the days when clocks change too."""
    local = instant.astimezone(PARIS)
    jour = local.date() if local.time() < HEURE else local.date() + datetime.timedelta(days=1)
    return datetime.datetime.combine(jour, HEURE, tzinfo=PARIS)
