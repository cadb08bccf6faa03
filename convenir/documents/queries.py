"""Reading stored files."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.documents.models import Fichier


def octets(fichier: Fichier) -> bytes:
    """The bytes of a stored file, proved by their hash.

    Raises `Refus` when the file is gone from the disk or is no longer the one that was stored.
    """
    try:
        contenu = (Path(settings.MEDIA_ROOT) / str(fichier.contenu.name)).read_bytes()
    except OSError:
        raise Refus(
            f"Le fichier « {fichier.nom} » n’est plus sur le disque : rétablissez-le depuis une sauvegarde."
        ) from None
    if hashlib.sha256(contenu).hexdigest() != fichier.sha256:
        raise Refus(
            f"Le fichier « {fichier.nom} » a été altéré sur le disque : rétablissez-le depuis une sauvegarde."
        )
    return contenu
