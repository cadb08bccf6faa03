"""The shipped files (see donnees/LISEZMOI.md for their columns and sources)."""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

DONNEES = Path(__file__).resolve().parent.parent / "donnees"
GEOGRAPHIE = 2026  # 1 January of that year
TABLES = ("communes", "anciennes", "epci", "departements", "populations")


def lire(nom: str) -> str:
    """The text of one shipped file, e.g. `communes.tsv`."""
    return gzip.decompress((DONNEES / f"{nom}.gz").read_bytes()).decode()


def lignes(table: str) -> list[str]:
    """The rows of a table, each a string of tab-separated fields."""
    return lire(f"{table}.tsv").splitlines()


@lru_cache(maxsize=1)
def empreinte() -> str:
    """The SHA-256 of all tables: it changes when, and only when, what they say may have changed."""
    somme = hashlib.sha256()
    for table in TABLES:
        somme.update((DONNEES / f"{table}.tsv.gz").read_bytes())
    return somme.hexdigest()
