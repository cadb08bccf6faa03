"""The records of an open-data API (Opendatasoft Explore, versions 1 to 2.1) as rows under a header."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_nombre

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TAILLE_MAXIMUM = 50_000_000  # bytes: a file of records is read whole


def est_du_json(debut: bytes) -> bool:
    """Whether a file begins as an object or a list."""
    return debut.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}


def lire_enregistrements(chemin: Path) -> Iterator[list[str]]:
    """The header, every field met in its order, then a row for each record.

    Raises `Refus` for a file too large, that is no list of records, or that is one page of several.
    """
    if chemin.stat().st_size > TAILLE_MAXIMUM:
        raise Refus(f"Le fichier « {chemin.name} » est trop lourd : prenez son export en CSV.")
    try:
        contenu = json.loads(chemin.read_bytes())
    except (ValueError, RecursionError):
        raise Refus(
            f"Le fichier « {chemin.name} » n’est pas du JSON entier : téléchargez-le de nouveau."
        ) from None
    enregistrements = _enregistrements(contenu, chemin.name)
    entete = list(dict.fromkeys(champ for enregistrement in enregistrements for champ in enregistrement))
    yield entete
    for enregistrement in enregistrements:
        yield [_ecrire(enregistrement.get(champ)) for champ in entete]


def _enregistrements(contenu: Any, nom: str) -> list[dict[str, Any]]:
    attendus = contenu.get("total_count", contenu.get("nhits")) if isinstance(contenu, dict) else None
    if isinstance(contenu, dict):
        contenu = contenu.get("results", contenu.get("records"))
    lus = [_champs(lu) for lu in contenu] if isinstance(contenu, list) else []
    if not lus or not all(isinstance(lu, dict) and lu for lu in lus):
        raise Refus(f"Le fichier « {nom} » ne contient aucun enregistrement (results, records ou une liste).")
    if isinstance(attendus, int) and attendus > len(lus):
        raise Refus(
            f"Le fichier « {nom} » n’est qu’une page : {ecrire_nombre(len(lus))} enregistrements sur "
            f"{ecrire_nombre(attendus)}. Prenez l’export entier (exports/json ou exports/csv), ou donnez "
            "l’adresse à « convenir donnees importer --adresse »."
        )
    return lus


def _champs(lu: Any) -> Any:
    """The fields of a record: bare, or inside as former versions wrap them."""
    if isinstance(lu, dict):
        lu = lu.get("record", lu)
        lu = lu.get("fields", lu) if isinstance(lu, dict) else lu
    return lu


def _ecrire(valeur: Any) -> str:
    if valeur is None:
        return ""
    return valeur.strip() if isinstance(valeur, str) else str(valeur)
