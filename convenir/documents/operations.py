"""Keeping files: the one writer of `Fichier`."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import transaction

from convenir.documents.models import Fichier
from convenir.socle.erreurs import Refus

_NOM_MAXIMUM = 255


def conserver(nom: str, octets: bytes, format: str = "") -> Fichier:  # noqa: A002 -- the field's word
    """Keep bytes and give the file that holds them; the same bytes are stored once, under their first name.

    `format` is what a reader recognised (`docx`); by default the extension of the name. The bytes are
    on the disk, whole, before the row exists: a failure leaves no half-written file behind a row.
    Bytes that a person gave were seen by the antivirus: when they were read, or by `antivirus.examiner`.
    Raises `Refus` when there is nothing to keep.
    """
    if not octets:
        raise Refus(f"Le fichier « {nom} » est vide : il n’y a rien à conserver.")
    sha256 = hashlib.sha256(octets).hexdigest()
    chemin = f"{sha256[:2]}/{sha256}"
    _deposer(Path(settings.MEDIA_ROOT) / chemin, octets)
    nom = PurePosixPath(nom.replace("\\", "/")).name[-_NOM_MAXIMUM:] or sha256[:12]
    extension = nom.rpartition(".")[2].lower() if "." in nom else ""
    champs = {"nom": nom, "format": (format or extension)[:10], "taille": len(octets), "contenu": chemin}
    with transaction.atomic():
        fichier, _ = Fichier.objects.get_or_create(sha256=sha256, defaults=champs)
    return fichier


def dossier_prive(chemin: Path) -> Path:
    """Make a folder of the stored files, with those above it, open to the owner of the server only."""
    for parent in reversed([chemin, *chemin.parents]):
        if not parent.exists():
            parent.mkdir(mode=0o700, exist_ok=True)
    return chemin


def _deposer(chemin: Path, octets: bytes) -> None:
    """Write under a temporary name beside the final one, then rename: readers see all of it or nothing."""
    if chemin.exists() and chemin.stat().st_size == len(octets):
        return
    dossier_prive(chemin.parent)
    descripteur, provisoire = tempfile.mkstemp(dir=chemin.parent, prefix=".en-cours-")
    try:
        with os.fdopen(descripteur, "wb") as fichier:
            fichier.write(octets)
            fichier.flush()
            os.fsync(fichier.fileno())
        Path(provisoire).replace(chemin)
    except BaseException:
        Path(provisoire).unlink(missing_ok=True)
        raise
