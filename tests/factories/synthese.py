"""Makers of the written diagnostic: blocks, issues raised, people asked. All fictional."""

from __future__ import annotations

import datetime

import factory

from convenir.diagnostic.models import BlocDeSynthese, EnjeuRemonte, Sollicitation
from tests.factories.adhesions import EPCI
from tests.factories.conventions import ConventionFactory
from tests.factories.equipements import ANZIN


class BlocDeSyntheseFactory(factory.django.DjangoModelFactory):
    """What is needed in early childhood."""

    class Meta:
        model = BlocDeSynthese

    convention = factory.SubFactory(ConventionFactory, epci_siren=EPCI)
    theme = "petite_enfance"
    cle = "besoins"
    titre = "Les besoins"
    texte = "Des **horaires** atypiques."


class EnjeuRemonteFactory(factory.django.DjangoModelFactory):
    """An issue of one commune, that waits for a decision."""

    class Meta:
        model = EnjeuRemonte

    convention = factory.SubFactory(ConventionFactory, epci_siren=EPCI)
    theme = "petite_enfance"
    insees = factory.LazyFunction(lambda: [ANZIN])
    texte = factory.Sequence(lambda n: f"Créer {n + 1} places d’accueil")
    organisation = "Mairie d’Anzin"
    personne = "Ida Secrétaire"
    remonte_le = datetime.date(2026, 3, 2)


class SollicitationFactory(factory.django.DjangoModelFactory):
    """A commune asked, silent yet."""

    class Meta:
        model = Sollicitation

    convention = factory.SubFactory(ConventionFactory, epci_siren=EPCI)
    organisation = "Anzin"
    insee = ANZIN
    courriel = "mairie@exemple.invalid"
    destinataire = "sollicitation:anzin"
    jusqu_au = datetime.date(2031, 6, 30)
