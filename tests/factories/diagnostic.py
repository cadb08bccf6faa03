"""Makers of figures, on a real EPCI: its codes are checked, no number is true."""

from __future__ import annotations

from decimal import Decimal

import factory

from convenir.diagnostic.enums import Niveau, StatutValeur
from convenir.diagnostic.models import Indicateur, Source, Valeur
from tests.factories.adhesions import EPCI


class IndicateurFactory(factory.django.DjangoModelFactory):
    """Children counted. Traits: `part` (a percentage), `derive` (computed)."""

    class Meta:
        model = Indicateur
        django_get_or_create = ("cle",)

    cle = "enfants"
    libelle = "Enfants"
    definition = "Enfants du territoire."
    unite = "enfants"
    producteur = "Producteur fictif"
    sommable = True

    class Params:
        part = factory.Trait(cle="part", libelle="Part d’enfants", unite="%", decimales=1, sommable=False)
        derive = factory.Trait(
            part=True, cle="part_calculee", formule="enfants / habitants * 100", peut_depasser_cent=True
        )


class SourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Source

    cle = factory.Sequence(lambda n: f"source_{n + 1}")
    titre = factory.Sequence(lambda n: f"Source fictive {n + 1}")
    producteur = "Producteur fictif"


class ValeurFactory(factory.django.DjangoModelFactory):
    """120 children in the EPCI in 2022. Traits: `secrete`, `arrondie`."""

    class Meta:
        model = Valeur

    indicateur = factory.SubFactory(IndicateurFactory)
    source = factory.SubFactory(SourceFactory)
    niveau = Niveau.EPCI
    code = EPCI
    millesime = 2022
    valeur = Decimal(120)

    class Params:
        secrete = factory.Trait(statut=StatutValeur.SECRETE, valeur=None)
        arrondie = factory.Trait(statut=StatutValeur.ARRONDIE)
