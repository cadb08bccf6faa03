"""Which chain an event belongs to, and what its hash covers: a hash made today is checked in ten years."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What the first event of a chain has for previous hash.
ORIGINE = "0" * 64
#: The chain of what belongs to no convention.
INSTALLATION = "installation"
#: The event by which an erasure is told; `donnees["rangs"]` are the ranks erased in the same chain.
EFFACEMENT = "journal.personnel_efface"
#: What the hash of an event covers. A column added later joins at the end: empty, it changes no former hash.
CHAMPS_COUVERTS = (
    *("chaine", "rang", "precedente", "type", "objet", "resume", "horodatage"),
    *("acteur", "organisation", "organisation_nom", "donnees", "avant", "apres", "engagement"),
)

_CONVENTION = re.compile(r"convention:[^/]+")


def chaine_de(objet: str) -> str:
    """The chain of an object: its convention ("convention:CODE/…" → "convention:CODE"), or the shared one."""
    trouvee = _CONVENTION.match(objet)
    return trouvee.group() if trouvee else INSTALLATION


def canonique(valeur: Any) -> bytes:
    """The one JSON writing of a value: sorted keys, ASCII, no spaces, numbers as both databases return them.

    Raises TypeError or ValueError for what JSON cannot hold (a date, NaN).
    """
    return json.dumps(
        _nombres_simples(valeur), sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def _nombres_simples(valeur: Any) -> Any:
    """PostgreSQL gives 1e22 back as a whole number: whole floats become integers everywhere."""
    if isinstance(valeur, dict):
        return {str(cle): _nombres_simples(v) for cle, v in valeur.items()}
    if isinstance(valeur, (list, tuple)):
        return [_nombres_simples(v) for v in valeur]
    if isinstance(valeur, float) and valeur.is_integer():
        return int(Decimal(repr(valeur)))
    return valeur


def empreinte(champs: Mapping[str, Any]) -> str:
    """The SHA-256 of an event, in hexadecimal, over those `CHAMPS_COUVERTS` that are not empty.

    Raises AttributeError or TypeError when a value is not of its kind (a date that is none).
    """
    couverts = {cle: champs[cle] for cle in CHAMPS_COUVERTS if champs[cle] not in ("", None, {}, [])}
    instant: datetime.datetime = couverts["horodatage"]
    couverts["horodatage"] = instant.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(canonique(couverts)).hexdigest()


def engagement(champs: Mapping[str, Any], sel: str) -> str:
    """What an event keeps of its personal fields: their HMAC-SHA-256 under a random salt (hexadecimal).

    Without the salt, which is erased with them, it tells nothing of them, not even by trying every name.
    """
    return hmac.new(bytes.fromhex(sel), canonique(dict(champs)), hashlib.sha256).hexdigest()
