"""Makers of adhesions, on three real communes of a real EPCI: their codes are checked, nothing else is true."""

from __future__ import annotations

import datetime

import factory

from convenir.adhesions.enums import EtatAdhesion, Source
from convenir.adhesions.models import Adhesion
from tests.factories.conventions import ConventionFactory

EPCI = "245901160"
#: an identifier of a commune of that EPCI (59505), of a Tuesday
ACTE = "059-215905050-20250708-2025-014-DE"


class AdhesionFactory(factory.django.DjangoModelFactory):
    """Not asked yet. Traits: the other states, each at its dates."""

    class Meta:
        model = Adhesion

    convention = factory.SubFactory(
        ConventionFactory, epci_siren=EPCI, debut=datetime.date(2025, 1, 1), fin=datetime.date(2029, 12, 31)
    )
    insee = "59505"
    nom = "Rombies-et-Marchipont"

    class Params:
        demandee = factory.Trait(statut=EtatAdhesion.DEMANDEE, demandee_le=datetime.date(2025, 5, 5))
        deliberee = factory.Trait(
            demandee_le=datetime.date(2025, 5, 5),
            deliberee_le=datetime.date(2025, 7, 8),
            source=Source.PAPIER,
            attestation="Extrait du registre",
        )
        votee = factory.Trait(deliberee=True, statut=EtatAdhesion.VOTEE)
        refusee = factory.Trait(deliberee=True, statut=EtatAdhesion.REFUSEE)
        retiree = factory.Trait(
            deliberee=True, statut=EtatAdhesion.RETIREE, retiree_le=datetime.date(2026, 2, 2)
        )


def dans_l_etat(etat, **champs):
    """An adhesion in a state; the first one has no trait."""
    traits = {} if etat == EtatAdhesion.NON_DEMANDEE else {str(etat): True}
    return AdhesionFactory(**traits, **champs)
