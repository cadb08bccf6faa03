"""Bytes → characters, whatever wrote them: UTF-8, UTF-16, UTF-32, Windows-1252, ISO 8859-15, Mac Roman."""

from __future__ import annotations

import codecs
import re

from convenir.socle.erreurs import Refus

_MARQUES = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HUIT_BITS = ("cp1252", "iso8859_15", "mac_roman")  # the first one wins a draw
_ACCENTS = "àâäçèéêëîïôöùûüœæÀÂÇÈÉÊËÎÏÔÙÛŒ’"
_FRANCAIS = re.compile(
    rf"(?<=[A-Za-z])[{_ACCENTS}]|[{_ACCENTS}](?=[A-Za-z])|\d[\s\u00a0]?€|«[\s\u00a0]|[\s\u00a0]»"
)
_COMMANDES = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_OCTET_NON_ASCII = re.compile(rb"[\x80-\xff]")
_ECHANTILLON = 1 << 16  # bytes looked at to recognise UTF-16
_PART_DE_NULS = 0.7  # of the high bytes of a western text in UTF-16
_PART_DE_COMMANDES = 0.02  # more control characters than that: not a text
_PART_D_ECARTS = 0.1  # fewer stray bytes than that among the accents: UTF-8 with a few wounds


def decoder(nom: str, octets: bytes, *, declare: str = "") -> str:
    """Characters of a text file.

    `declare` is an encoding announced by the file itself (HTML), followed when it fits.
    Raises `Refus` when the bytes are no text.
    """
    chaine = _decoder(octets, declare)
    if chaine is None or "\x00" in chaine or _illisible(chaine):
        raise Refus(
            f"Le fichier « {nom} » n’est pas un texte lisible : "
            "donnez la convention en .docx, .odt, .pdf, .html, .md ou .txt."
        )
    return chaine


def _decoder(octets: bytes, declare: str) -> str | None:
    for marque, encodage in _MARQUES:
        if octets.startswith(marque):
            return _essayer(octets[len(marque) :], encodage)
    if encodage := _utf16_sans_marque(octets):
        return _essayer(octets, encodage)
    chaine = _essayer(octets, "utf-8")
    if chaine is None and declare:
        chaine = _essayer(octets, declare)
    return _utf8_abime(octets) or _huit_bits(octets) if chaine is None else chaine


def _essayer(octets: bytes, encodage: str) -> str | None:
    try:
        return octets.decode(encodage)
    except (UnicodeDecodeError, LookupError):
        return None


def _utf16_sans_marque(octets: bytes) -> str:
    """`utf-16-le` or `utf-16-be` when every other byte is almost always zero, else nothing."""
    debut = octets[:_ECHANTILLON]
    moitie = len(debut) // 2
    if moitie == 0 or b"\x00" not in debut:
        return ""
    pairs, impairs = debut[::2].count(0) / moitie, debut[1::2].count(0) / moitie
    if max(pairs, impairs) < _PART_DE_NULS or min(pairs, impairs) > 1 - _PART_DE_NULS:
        return ""
    return "utf-16-le" if impairs > pairs else "utf-16-be"


def _utf8_abime(octets: bytes) -> str | None:
    """UTF-8 in which another encoding was pasted here and there: the stray bytes are read as Windows-1252."""
    chaine = octets.decode("utf-8", "surrogateescape")
    ecarts = sum(1 for c in chaine if "\udc80" <= c <= "\udcff")
    accents = len(_OCTET_NON_ASCII.findall(octets))
    if ecarts > _PART_D_ECARTS * accents:
        return None
    return "".join(
        bytes((ord(c) - 0xDC00,)).decode("cp1252", "replace") if "\udc80" <= c <= "\udcff" else c
        for c in chaine
    )


def _huit_bits(octets: bytes) -> str:
    """The reading that shows the most French: accents beside letters, amounts in euros."""
    lectures = [octets.decode(encodage, "replace") for encodage in _HUIT_BITS]
    return max(lectures, key=lambda chaine: len(_FRANCAIS.findall(chaine)) - chaine.count("\ufffd"))


def _illisible(chaine: str) -> bool:
    return len(_COMMANDES.findall(chaine)) > _PART_DE_COMMANDES * len(chaine)
