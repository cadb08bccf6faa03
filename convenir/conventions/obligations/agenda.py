"""A calendar as RFC 5545 writes it: whole days, stable ids, lines of at most 75 octets. Pure.

https://www.rfc-editor.org/rfc/rfc5545 (§ 3.1 folding, § 3.3.11 escaping, § 3.6.1 events of a whole day)
"""

from __future__ import annotations

import datetime
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TYPE = "text/calendar; charset=utf-8"
_OCTETS = 75
_UN_JOUR = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Evenement:
    """A whole day. `uid` never changes, whatever the day becomes."""

    uid: str
    jour: datetime.date
    titre: str
    description: str = ""
    adresse: str = ""
    categorie: str = ""


def ecrire(nom: str, evenements: Iterable[Evenement], maintenant: datetime.datetime) -> bytes:
    """A whole calendar. `maintenant`: with its offset, when it is written."""
    lignes = (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Convenir//Echeances//FR", "CALSCALE:GREGORIAN"),
        *(f"NAME:{echapper(nom)}", f"X-WR-CALNAME:{echapper(nom)}"),
        *("REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D"),
        *(ligne for evenement in evenements for ligne in _evenement(evenement, maintenant)),
        "END:VCALENDAR",
    )
    return b"".join(plier(ligne) for ligne in lignes)


def _evenement(evenement: Evenement, maintenant: datetime.datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{evenement.uid}"
    yield f"DTSTAMP:{maintenant.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{evenement.jour:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{evenement.jour + _UN_JOUR:%Y%m%d}"
    yield f"SUMMARY:{echapper(evenement.titre)}"
    if evenement.description:
        yield f"DESCRIPTION:{echapper(evenement.description)}"
    if evenement.adresse:
        yield f"URL:{evenement.adresse}"
    if evenement.categorie:
        yield f"CATEGORIES:{echapper(evenement.categorie)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def echapper(texte: str) -> str:
    """A text value: signs of the format escaped, new lines by their sign, no other control character."""
    lignes = texte.replace("\r\n", "\n").replace("\r", "\n")
    for signe in ("\\", ";", ","):
        lignes = lignes.replace(signe, f"\\{signe}")
    nu = "".join(c for c in lignes if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return nu.replace("\n", "\\n")


def plier(ligne: str) -> bytes:
    """A line of content with its end, folded at 75 octets, never inside a character."""
    morceaux, courant, limite = [], b"", _OCTETS
    for caractere in ligne:
        octets = caractere.encode()
        if len(courant) + len(octets) > limite:
            morceaux.append(courant)
            courant, limite = b"", _OCTETS - 1  # the space that continues a line counts
        courant += octets
    return b"\r\n ".join([*morceaux, courant]) + b"\r\n"
