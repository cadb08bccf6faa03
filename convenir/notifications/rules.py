"""How often a mail is tried, how long it is kept, when a reminder may be sent again."""

from __future__ import annotations

import datetime

#: The wait before each new attempt: a server that asks to come back later (greylisting) is obeyed.
ATTENTES = (
    datetime.timedelta(minutes=2),
    datetime.timedelta(minutes=15),
    datetime.timedelta(hours=1),
    datetime.timedelta(hours=6),
)
ESSAIS_MAX = len(ATTENTES) + 1

#: Beyond it, a mail taken for sending was left by a worker that stopped.
DUREE_ENVOI = datetime.timedelta(minutes=10)
#: Beyond it, a mail that waits is no longer worth sending, and its text goes.
RETENUE = datetime.timedelta(days=7)
#: How long what was sent, to whom and when is kept, without the text.
CONSERVATION = datetime.timedelta(days=365)


def attente(essais: int) -> datetime.timedelta | None:
    """How long to wait after `essais` failed attempts; None when there is no other."""
    return ATTENTES[essais - 1] if essais < ESSAIS_MAX else None


def relance_permise(
    derniere: datetime.datetime | None, delai: datetime.timedelta, maintenant: datetime.datetime
) -> datetime.datetime | None:
    """From when a reminder may be sent again, when that is later than now; None when it may be now."""
    if derniere is None or derniere + delai <= maintenant:
        return None
    return derniere + delai
