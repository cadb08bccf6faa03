"""Zip files and XML that come from anywhere: read within bounds, never expanded blindly."""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

PIECES_MAXIMUM = 5_000
TOTAL_MAXIMUM = 300 * 1024 * 1024  # bytes, as declared by the archive
PIECE_MAXIMUM = 40 * 1024 * 1024  # bytes really read from one part
RAPPORT_MAXIMUM = 200  # times its compressed size, for a part that is read: text stays under 100
BALISES_MAXIMUM = 1_000_000  # in one part or page: a document of 500 pages has half of that
_PETITE = 1024 * 1024  # bytes: a part that harms nobody, however well it compresses
_CHIFFREE = 0x1
_ABIMES = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class Archive:
    """The parts of a .docx or .odt file, each read at most once asked for, within `PIECE_MAXIMUM`."""

    def __init__(self, nom: str, octets: bytes) -> None:
        """Open and check sizes; raises `Refus` when damaged, encrypted or out of proportion."""
        self.nom = nom
        with _lisible(nom):
            self._zip = zipfile.ZipFile(io.BytesIO(octets))
            pieces = self._zip.infolist()
        total = sum(piece.file_size for piece in pieces)
        if len(pieces) > PIECES_MAXIMUM or total > TOTAL_MAXIMUM:
            raise demesure(nom)
        if any(piece.flag_bits & _CHIFFREE for piece in pieces):
            raise chiffre(nom)
        self.noms = frozenset(piece.filename for piece in pieces)

    def lire(self, piece: str) -> bytes:
        """Bytes of a part, empty when it is absent."""
        if piece not in self.noms:
            return b""
        if _est_gonflee(self._zip.getinfo(piece)):
            raise demesure(self.nom)
        with _lisible(self.nom), self._zip.open(piece) as flux:
            octets = flux.read(PIECE_MAXIMUM + 1)
        if len(octets) > PIECE_MAXIMUM:
            raise demesure(self.nom)
        return octets

    def xml(self, piece: str) -> _Element | None:
        """Root of an XML part, None when it is absent."""
        octets = self.lire(piece)
        return analyser(self.nom, octets) if octets else None


def _est_gonflee(piece: zipfile.ZipInfo) -> bool:
    return piece.file_size > max(_PETITE, RAPPORT_MAXIMUM * piece.compress_size)


def analyser(nom: str, octets: bytes) -> _Element:
    """Parse XML without entities, DTD nor network.

    Raises `Refus` when it is broken, declares entities (the formats read never do) or holds too many tags.
    """
    from lxml import etree  # noqa: PLC0415 -- reading a plain text does not pay for it

    if octets.count(b"<") > BALISES_MAXIMUM:
        raise demesure(nom)
    parseur = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        racine = etree.fromstring(octets, parseur)
    except (etree.XMLSyntaxError, ValueError):
        raise abime(nom) from None
    if racine.getroottree().docinfo.internalDTD is not None:
        raise Refus(
            f"Le fichier « {nom} » contient des déclarations interdites dans un document : "
            "ouvrez-le dans votre traitement de texte et enregistrez-le de nouveau en .docx ou .odt."
        )
    return racine


@contextmanager
def _lisible(nom: str) -> Iterator[None]:
    try:
        yield
    except _ABIMES:
        raise abime(nom) from None


def abime(nom: str) -> Refus:
    """The answer to a truncated or corrupted file."""
    return Refus(f"Le fichier « {nom} » est abîmé ou incomplet : récupérez-le de nouveau, puis réessayez.")


def demesure(nom: str) -> Refus:
    """The answer to a file that swells out of proportion once opened."""
    return Refus(
        f"Le fichier « {nom} » est démesuré une fois ouvert : "
        "enregistrez-le de nouveau, sans les images ni les pièces jointes."
    )


def chiffre(nom: str) -> Refus:
    """The answer to a file protected by a password."""
    return Refus(
        f"Le fichier « {nom} » est protégé par un mot de passe : enregistrez-en une copie sans protection."
    )
