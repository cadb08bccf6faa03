"""A table checked or loaded outside the request, with its progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from convenir.acteurs.models import Personne
from convenir.diagnostic.importation import operations
from convenir.diagnostic.models import TableauRecu
from convenir.socle.operations import avancer

if TYPE_CHECKING:
    from convenir.socle.models import Travail

NATURE = "chiffres"
ETAPES = ("Lecture des lignes", "Écriture")
_LECTURE = 90  # per cent


def verser(travail: Travail) -> str:
    """Check a table, or load it when `donnees` says so. Raises `Refus`."""
    recu = TableauRecu.objects.select_related("convention", "fichier").get(pk=travail.donnees["tableau"])

    def suivre(part: float) -> None:
        etape = ETAPES[part >= 1]
        avancer(travail, etape, round(part * _LECTURE))

    if travail.donnees["charger"]:
        auteur = Personne.objects.get(pk=travail.donnees["personne"]).en_auteur(None)
        operations.charger(recu, partiel=travail.donnees["partiel"], avancer=suivre, auteur=auteur)
    else:
        operations.controler(recu, suivre)
    return reverse("importation:tableau", args=[recu.convention.code, recu.pk])
