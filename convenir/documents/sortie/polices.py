"""The two voices of a printed document, found in the packages that carry them.

Spectral for what is read, Atkinson Hyperlegible for tables and labels (both under the SIL Open Font
License). Typst brings the fallback for rarer signs (DejaVu Sans Mono, Libertinus Serif).
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

from convenir.socle.erreurs import Refus

PAQUETS = ("fontpkg_spectral", "fontpkg_atkinson_hyperlegible")


@cache
def dossiers() -> tuple[Path, ...]:
    """The folders of the fonts. Raises `Refus` when one is not installed."""
    trouves = []
    for paquet in PAQUETS:
        spec = importlib.util.find_spec(paquet)
        dossier = Path(spec.origin).parent / "files" if spec and spec.origin else None
        if dossier is None or not dossier.is_dir():
            raise Refus("Les polices de Convenir sont absentes : relancez « python3 start.py --no-serve ».")
        trouves.append(dossier)
    return tuple(trouves)


def fichier(nom: str) -> Path:
    """The file of one face, e.g. `Spectral-Regular`. Raises `Refus` when it is absent."""
    for dossier in dossiers():
        chemin = dossier / f"{nom}.ttf"
        if chemin.is_file():
            return chemin
    raise Refus(f"La police « {nom} » est absente : relancez « python3 start.py --no-serve ».")
