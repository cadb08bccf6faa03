"""Publication → bytes (PDF, DOCX, ODT, HTML) → a file, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.documents.publication import Publication

FORMATS = ("pdf", "docx", "odt", "html")
DIAPOSITIVES = "pptx"


def rendre(publication: Publication, nom: str) -> bytes:
    """The bytes of a publication in one of `FORMATS`, or as `DIAPOSITIVES`.

    Raises `Refus` for another format, or when nothing is to publish.
    """
    if nom not in {*FORMATS, DIAPOSITIVES}:
        raise Refus(f"Le format « {nom} » n’est pas publié : choisissez {', '.join(FORMATS)}.")
    module = import_module(f"convenir.documents.sortie.{nom}")
    return bytes(module.rendre(publication))


def ecrire(chemin: Path, octets: bytes) -> Path:
    """Write a whole file or nothing, through a neighbour that is renamed. Raises `Refus` when it cannot."""
    if chemin.is_dir():
        raise Refus(f"« {chemin} » est un dossier : donnez un nom de fichier.")
    provisoire = None
    try:
        with tempfile.NamedTemporaryFile(dir=chemin.parent, prefix=".convenir-", delete=False) as fichier:
            provisoire = Path(fichier.name)
            fichier.write(octets)
        provisoire.chmod(0o666 & ~_masque())
        provisoire.replace(chemin)
    except OSError as erreur:
        if provisoire is not None:
            with contextlib.suppress(OSError):
                provisoire.unlink()
        raise Refus(
            f"« {chemin} » ne peut pas être écrit : vérifiez que le dossier existe et que vous y avez accès."
        ) from erreur
    return chemin


def _masque() -> int:
    """The permissions that the user's session takes away from new files."""
    masque = os.umask(0)
    os.umask(masque)
    return masque
