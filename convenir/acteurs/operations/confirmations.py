"""Confirming that somebody acts for an organisation: what an invitation said, the organisation says too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from convenir.acteurs.models import Mandat, Occupation
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.acteurs.models import Organisation, Personne
    from convenir.journal.operations import Auteur


@transaction.atomic
def confirmer_une_personne(
    organisation: Organisation, personne: Personne, *, auteur: str | Auteur = ""
) -> None:
    """Confirm the posts and mandates that somebody holds there. Raises `Refus` when all are already."""
    postes = Occupation.objects.filter(poste__organisation=organisation, personne=personne, confirme=False)
    mandats = Mandat.objects.filter(organisation=organisation, personne=personne, confirme=False)
    if not postes.update(confirme=True) + mandats.update(confirme=True):
        raise Refus(f"{personne} : tout est déjà confirmé pour {organisation}.")
    consigner(
        "acteurs.personne_confirmee",
        objet=personne.cle,
        resume=f"Postes et mandats confirmés par {organisation.nom}.",
        auteur=auteur,
        donnees={"organisation": organisation.cle},
        personnel={"personne": str(personne)},
    )
