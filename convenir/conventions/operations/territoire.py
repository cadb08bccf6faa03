"""The territory of a convention that came from a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from convenir.conventions.models import Convention
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus
from convenir.territoires.queries import epci

if TYPE_CHECKING:
    from convenir.journal.operations import Auteur


@transaction.atomic
def rattacher(convention: Convention, siren: str, *, auteur: str | Auteur = "") -> Convention:
    """Say which EPCI a convention is about, when the document did not tell.

    Raises `Refus` for an unknown SIREN, or when another EPCI is already there.
    """
    choisi = epci(siren)
    if choisi is None:
        raise Refus(f"Aucune intercommunalité n’a le SIREN {siren} : vérifiez-le.")
    actuelle = Convention.objects.select_for_update().get(pk=convention.pk)
    if actuelle.epci_siren == choisi.siren:
        return actuelle
    if actuelle.epci_siren:
        raise Refus("Cette convention a déjà son intercommunalité : en changer demande un avenant.")
    actuelle.epci_siren = choisi.siren
    actuelle.save(update_fields=["epci_siren"])
    consigner(
        "convention.rattachee",
        objet=f"convention:{actuelle.code}",
        resume=f"Convention rattachée à {choisi.nom_complet}.",
        auteur=auteur,
        apres={"epci_siren": choisi.siren},
    )
    return actuelle
