"""What an image really is, from its first bytes: its format and its size in pixels."""

from __future__ import annotations

import struct

_SOF = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the segments that hold the size


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
