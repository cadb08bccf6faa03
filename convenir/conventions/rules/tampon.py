"""The dates that the platform of the préfecture stamps on a copy: sent, received, published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.socle.formats import lire_date

if TYPE_CHECKING:
    import datetime

_MARQUES = {
    "envoye": re.compile(r"(?:envoyé|transmis|télétransmis)e?\s+en\s+(?:sous[- ])?préfecture", re.IGNORECASE),
    "recu": re.compile(r"reçue?\s+en\s+(?:sous[- ])?préfecture", re.IGNORECASE),
    "publie": re.compile(r"(?:publiée?|affichée?)\s+le\b", re.IGNORECASE),
}
_AUTRE_MARQUE = re.compile(r"(?:envoyé|reçu|publié|affiché|ID\s*:)", re.IGNORECASE)
_PORTEE = 25  # characters between a mark and its date


@dataclass(frozen=True, slots=True)
class Tampon:
    """Each date None when it is left blank ("Publié le")."""

    envoye: datetime.date | None
    recu: datetime.date | None
    publie: datetime.date | None


def lire_tampon(texte: str) -> Tampon:
    """The dates stamped on a text: for each mark, the first one printed right after it, or a line below."""
    return Tampon(**{cle: _date_apres(motif, texte) for cle, motif in _MARQUES.items()})


def _date_apres(motif: re.Pattern[str], texte: str) -> datetime.date | None:
    for trouve in motif.finditer(texte):
        suite = _AUTRE_MARQUE.split(texte[trouve.end() : trouve.end() + _PORTEE], maxsplit=1)[0]
        date = lire_date(suite)
        if date is not None:
            return date
    return None
