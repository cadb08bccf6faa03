"""The files of all the communes that have not voted, as one archive made outside the request."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from convenir import __version__
from convenir.adhesions.livrables import DOSSIER, FORMATS, composer, valeurs_de
from convenir.adhesions.queries import registre
from convenir.conventions.models import Convention
from convenir.conventions.rules.texte import code_propose
from convenir.documents.operations import dossier_prive
from convenir.documents.sortie import ecrire, rendre
from convenir.socle.erreurs import Refus
from convenir.socle.operations import avancer

if TYPE_CHECKING:
    from convenir.adhesions.queries import Registre, Situation
    from convenir.socle.models import Travail

ETAPES = ("Préparation des dossiers", "Assemblage de l’archive")
#: where the last step begins, in per cent
_ASSEMBLAGE = 95


def chemin(convention: Convention, tenu: Registre) -> Path:
    """Where the archive is, or will be: named by what it is made from, the day included."""
    quoi = [(s.adhesion.pk, s.adhesion.version, s.jour) for s in tenu.attendues]
    graine = f"{__version__} {convention.pk} {convention.version} {quoi}"
    return Path(settings.MEDIA_ROOT) / "adhesions" / f"{hashlib.sha256(graine.encode()).hexdigest()[:40]}.zip"


def archiver(travail: Travail) -> str:
    """Write the archive a person asked for: a DOCX and a PDF for each commune.

    Raises `Refus` when every commune has voted.
    """
    convention = Convention.objects.get(code=travail.objet)
    tenu = registre(convention, timezone.localdate())
    if not tenu.attendues:
        raise Refus("Toutes les communes ont délibéré : il n’y a plus de dossier à préparer.")
    sortie = chemin(convention, tenu)
    if not sortie.exists():
        octets = _assembler(travail, convention, tenu.attendues)
        dossier_prive(sortie.parent)
        ecrire(sortie, octets)
    return f"{reverse('adhesions:registre', args=[convention.code])}?pret=archive#documents"


def _assembler(travail: Travail, convention: Convention, situations: tuple[Situation, ...]) -> bytes:
    tampon = io.BytesIO()
    valeurs = valeurs_de(convention)
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        for rang, situation in enumerate(situations):
            avancer(travail, ETAPES[0], _ASSEMBLAGE * rang // len(situations))
            publication = composer(DOSSIER, situation, valeurs)
            nom = f"{code_propose(situation.adhesion.nom)}-{situation.adhesion.insee}"
            for extension in FORMATS:
                archive.writestr(f"{nom}/dossier.{extension}", rendre(publication, extension))
        avancer(travail, ETAPES[1], _ASSEMBLAGE)
    return tampon.getvalue()
