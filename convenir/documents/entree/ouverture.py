"""Opening a file: its size, its real format, its encoding; then the reader of that format."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from convenir.documents.entree import texte as lecteur_texte
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from pathlib import Path

    from convenir.documents.blocs import DocumentLu

TAILLE_MAXIMALE = 50 * 1024 * 1024  # bytes


def lire_fichier(chemin: Path) -> DocumentLu:
    """Read a file of the disk into blocs.

    Raises `Refus` with one French sentence when the file is missing, too large, encrypted, scanned,
    broken, or of a format that is not read.
    """
    if not chemin.is_file():
        raise Refus(f"Le fichier « {chemin} » est introuvable : vérifiez le chemin.")
    return lire_octets(chemin.name, chemin.read_bytes())


def lire_octets(nom: str, octets: bytes) -> DocumentLu:
    """Read the bytes of an uploaded file, whose real format is recognised by its content, not its name."""
    if not octets.strip():
        raise Refus(f"Le fichier « {nom} » est vide : choisissez le fichier de la convention.")
    chaine = octets.decode("utf-8-sig")
    return lecteur_texte.lire(nom, chaine, sha256=hashlib.sha256(octets).hexdigest(), taille=len(octets))
