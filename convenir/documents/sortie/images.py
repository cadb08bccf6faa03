"""What an image really is, from its first bytes: its format and its size in pixels; a drawing as pixels."""

from __future__ import annotations

import re
import struct
from functools import lru_cache

import typst

from convenir.documents.sortie import polices
from convenir.socle.erreurs import Refus

_SOF = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the segments that hold the size


_PPP = 240  # pixels per inch of a drawing made into pixels: sharp on paper
_RACINE_SVG = re.compile(rb"<svg\b[^>]*>")
_COTE = re.compile(rb'\s(width|height)="([0-9.]+)(?:px)?"')
_GABARIT = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.dessin), format: "svg")"""


def en_pixels(octets: bytes) -> tuple[bytes, tuple[str, int, int] | None]:
    """An image that office software shows, and its `dimensions`: a drawing (SVG) becomes a sharp PNG.

    The dimensions stay those of the drawing, so that it keeps its size on the page.
    """
    mesure = _cotes(octets)
    if mesure is None:
        return octets, dimensions(octets)
    png = _en_png(octets)
    return (png, ("png", *mesure)) if png else (octets, None)


def _cotes(octets: bytes) -> tuple[int, int] | None:
    """Width and height of a drawing that says them in pixels."""
    racine = _RACINE_SVG.search(octets[:4096])
    cotes = dict(_COTE.findall(racine.group())) if racine else {}
    if b"width" not in cotes or b"height" not in cotes:
        return None
    return round(float(cotes[b"width"])), round(float(cotes[b"height"]))


@lru_cache(maxsize=16)
def _en_png(octets: bytes) -> bytes | None:
    """The drawing by Typst, with our fonts; None when it cannot be read."""
    try:
        png = typst.Compiler(_GABARIT, font_paths=polices.fontes()).compile(
            format="png", ppi=_PPP, sys_inputs={"dessin": octets.decode()}
        )
    except (typst.TypstError, UnicodeDecodeError, Refus):
        return None
    return png if isinstance(png, bytes) else None


def dimensions(octets: bytes) -> tuple[str, int, int] | None:
    """("png" | "jpg" | "gif", width, height in pixels), or None when the bytes are none of these."""
    if octets.startswith(b"\x89PNG\r\n\x1a\n") and len(octets) > 24:  # noqa: PLR2004 -- signature and header of a PNG
        return _mesure("png", *struct.unpack(">LL", octets[16:24]))
    if octets[:6] in (b"GIF87a", b"GIF89a") and len(octets) > 10:  # noqa: PLR2004 -- header of a GIF
        return _mesure("gif", *struct.unpack("<HH", octets[6:10]))
    return _jpeg(octets) if octets.startswith(b"\xff\xd8") else None


def _mesure(nom: str, largeur: int, hauteur: int) -> tuple[str, int, int] | None:
    return (nom, largeur, hauteur) if largeur and hauteur else None


def _jpeg(octets: bytes) -> tuple[str, int, int] | None:
    """Walk the segments up to the one that holds the size (ISO/IEC 10918-1, B.2.2)."""
    place = 2
    while place + 9 < len(octets) and octets[place] == 0xFF:  # noqa: PLR2004 -- marker
        marque = octets[place + 1]
        if marque in _SOF:
            hauteur, largeur = struct.unpack(">HH", octets[place + 5 : place + 9])
            return _mesure("jpg", largeur, hauteur)
        place += 2 + int(struct.unpack(">H", octets[place + 2 : place + 4])[0])
    return None
