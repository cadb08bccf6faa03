"""Producing a deliverable outside the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from convenir.conventions.models import Convention
from convenir.edition.queries import chemin
from convenir.lecture.livrables import LIVRABLES
from convenir.lecture.queries import get_dossier
from convenir.socle.operations import avancer

if TYPE_CHECKING:
    from convenir.socle.models import Travail

ETAPES = ("Lecture du texte enregistré", "Composition du document")


def produire(travail: Travail) -> str:
    """Write the file a person asked for, unless the same one exists already."""
    avancer(travail, ETAPES[0], 10)
    convention = Convention.objects.get(code=travail.objet)
    livrable = LIVRABLES[travail.donnees["livrable"]]
    dossier = get_dossier(convention.code)
    sortie = chemin(livrable, convention, dossier)
    if not sortie.exists():
        avancer(travail, ETAPES[1], 40)
        sortie.parent.mkdir(parents=True, exist_ok=True)
        livrable.ecrire(convention, dossier, sortie)
    return f"{reverse('edition:documents', args=[convention.code])}?pret={livrable.cle}#{livrable.cle}"
