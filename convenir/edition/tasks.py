"""Producing a deliverable outside the request."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from convenir.conventions.models import Convention
from convenir.documents.operations import dossier_prive
from convenir.edition.queries import chemin
from convenir.lecture.livrables import livrable_de
from convenir.lecture.queries import get_dossier
from convenir.socle.erreurs import Refus
from convenir.socle.operations import avancer

if TYPE_CHECKING:
    from convenir.socle.models import Travail

ETAPES = ("Lecture du texte enregistré", "Composition du document")


def produire(travail: Travail) -> str:
    """Write the file a person asked for, unless the same one exists already."""
    avancer(travail, ETAPES[0], 10)
    convention = Convention.objects.get(code=travail.objet)
    livrable = livrable_de(convention, travail.donnees["livrable"])
    if livrable is None:
        raise Refus("Ce document n’existe plus pour cette convention : revenez à la liste des documents.")
    au = travail.donnees.get("au", "")
    jour = datetime.date.fromisoformat(au) if au else None
    dossier = get_dossier(convention.code, jour)
    sortie = chemin(livrable, convention, dossier)
    if not sortie.exists():
        avancer(travail, ETAPES[1], 40)
        dossier_prive(sortie.parent)
        livrable.ecrire(convention, dossier, sortie)
    choix = {"pret": livrable.cle} | ({"au": au} if au else {})
    ancre = f"{livrable.cle}-au" if au else livrable.cle
    return f"{reverse('edition:documents', args=[convention.code])}?{urlencode(choix)}#{ancre}"
