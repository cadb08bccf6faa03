"""PDF with a text layer → blocs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.documents.blocs import DocumentLu


def lire(nom: str, octets: bytes, *, sha256: str, taille: int) -> DocumentLu:
    """Read the bytes of a PDF."""
    del octets, sha256, taille
    raise Refus(f"Le fichier « {nom} » est un PDF : donnez la convention en .docx, .odt, .html ou .txt.")
