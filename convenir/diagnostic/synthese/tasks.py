"""The portraits of all the communes, as one archive made outside the request."""

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
from convenir.conventions.models import Convention
from convenir.conventions.rules.texte import code_propose
from convenir.diagnostic.synthese.livrables.portrait import Portraits, composer
from convenir.diagnostic.synthese.queries import etat_du_diagnostic
from convenir.documents.operations import dossier_prive
from convenir.documents.sortie import ecrire, rendre
from convenir.socle.erreurs import Refus
from convenir.socle.operations import avancer

if TYPE_CHECKING:
    from convenir.socle.models import Travail

ETAPES = ("Préparation des portraits", "Assemblage de l’archive")
#: where the last step begins, in per cent
_ASSEMBLAGE = 95


def chemin(convention: Convention) -> Path:
    """Where the archive is, or will be: named by what it is made from, the day included."""
    graine = f"{__version__} {convention.pk} {timezone.localdate()} {etat_du_diagnostic(convention)}"
    return Path(settings.MEDIA_ROOT) / "portraits" / f"{hashlib.sha256(graine.encode()).hexdigest()[:40]}.zip"


def archiver(travail: Travail) -> str:
    """Write the archive a person asked for: a PDF for each commune. Raises `Refus` without communes."""
    convention = Convention.objects.get(code=travail.objet)
    portraits = Portraits(convention, timezone.localdate())
    if not portraits.communes:
        raise Refus(
            "Le territoire de cette convention n’a pas de commune connue : indiquez son intercommunalité."
        )
    sortie = chemin(convention)
    if not sortie.exists():
        octets = _assembler(travail, portraits)
        dossier_prive(sortie.parent)
        ecrire(sortie, octets)
    return f"{reverse('synthese:portraits', args=[convention.code])}?pret=archive#documents"


def _assembler(travail: Travail, portraits: Portraits) -> bytes:
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        for rang, lieu in enumerate(portraits.communes):
            avancer(travail, ETAPES[0], _ASSEMBLAGE * rang // len(portraits.communes))
            if portrait := portraits.de(lieu.code):
                nom = f"{code_propose(lieu.nom)}-{lieu.code}.pdf"
                archive.writestr(nom, rendre(composer(portrait), "pdf"))
        avancer(travail, ETAPES[1], _ASSEMBLAGE)
    return tampon.getvalue()
