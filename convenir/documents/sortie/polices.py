"""The two voices of a printed document, found in the packages that carry them.

Spectral for what is read, Atkinson Hyperlegible for tables and labels (both under the SIL Open Font
License). Typst brings the fallback for rarer signs (DejaVu Sans Mono, Libertinus Serif).
"""

from __future__ import annotations

import importlib.util
import struct
import zlib
from functools import cache
from pathlib import Path

import typst

from convenir.socle.erreurs import Refus

PAQUETS = ("fontpkg_spectral", "fontpkg_atkinson_hyperlegible")
#: family → (its kind in office formats, face → file)
FAMILLES = {
    "Spectral": (
        "roman",
        {"Regular": "Spectral-Regular", "Bold": "Spectral-Bold", "Italic": "Spectral-Italic"},
    ),
    "Spectral SemiBold": ("roman", {"Regular": "Spectral-SemiBold"}),
    "Atkinson Hyperlegible": (
        "swiss",
        {"Regular": "AtkinsonHyperlegible-Regular", "Bold": "AtkinsonHyperlegible-Bold"},
    ),
}


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


@cache
def fontes() -> typst.Fonts:
    """The same for Typst, read once."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(d) for d in dossiers()]
    )


def fichier(nom: str) -> Path:
    """The file of one face, e.g. `Spectral-Regular`. Raises `Refus` when it is absent."""
    for dossier in dossiers():
        chemin = dossier / f"{nom}.ttf"
        if chemin.is_file():
            return chemin
    raise Refus(f"La police « {nom} » est absente : relancez « python3 start.py --no-serve ».")


@cache
def en_woff(nom: str) -> bytes:
    """One face compressed for the web: each table of the TTF deflated (W3C WOFF 1.0), about half the size."""
    ttf = fichier(nom).read_bytes()
    nombre = struct.unpack(">H", ttf[4:6])[0]
    repertoire, corps = b"", b""
    depart = 44 + 20 * nombre
    brut = 12 + 16 * nombre
    for rang in range(nombre):
        etiquette, controle, debut, taille = struct.unpack(">4sLLL", ttf[12 + 16 * rang : 28 + 16 * rang])
        table = ttf[debut : debut + taille]
        serree = min(zlib.compress(table, 6), table, key=len)
        repertoire += struct.pack(">4sLLLL", etiquette, depart + len(corps), len(serree), taille, controle)
        corps += serree + bytes(-len(serree) % 4)
        brut += taille + -taille % 4
    entete = struct.pack(
        ">4s4sLHHLHHLLLLL", b"wOFF", ttf[:4], depart + len(corps), nombre, 0, brut, 1, 0, 0, 0, 0, 0, 0
    )
    return entete + repertoire + corps
