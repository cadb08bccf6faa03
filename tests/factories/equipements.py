"""Makers of services to families, all fictional, in the communes of a real EPCI."""

from __future__ import annotations

import datetime
from decimal import Decimal

import factory

from convenir.diagnostic.enums import OrigineDenombrement
from convenir.diagnostic.models import Denombrement, Equipement
from tests.factories.conventions import ConventionFactory

#: two communes of the EPCI of the conventions that have one, with a point in each
ANZIN, AULNOY = "59014", "59032"


class EquipementFactory(factory.django.DjangoModelFactory):
    """A crèche open and known. Trait `nu`: only what a service cannot do without."""

    class Meta:
        model = Equipement

    convention = factory.SubFactory(ConventionFactory)
    type = "eaje"
    nom = factory.Sequence(lambda n: f"Crèche fictive {n + 1}")
    insee = ANZIN
    lon = Decimal("3.5")
    lat = Decimal("50.37")
    gestionnaire_libelle = "Association fictive"
    places = 20
    ouvert_le = datetime.date(2020, 9, 1)
    verifie_le = datetime.date(2031, 1, 1)
    source = "Recensement fictif"
    fictif = True

    class Params:
        nu = factory.Trait(
            insee="",
            lon=None,
            lat=None,
            gestionnaire_libelle="",
            places=None,
            ouvert_le=None,
            verifie_le=None,
        )


class DenombrementFactory(factory.django.DjangoModelFactory):
    """Fifteen centres sociaux, told by the text."""

    class Meta:
        model = Denombrement

    convention = factory.SubFactory(ConventionFactory)
    type = "centre_social"
    libelle = "Centres sociaux"
    nombre = 15
    disposition = "article-2"
    origine = OrigineDenombrement.TEXTE
    source = "Texte de la convention"
