"""Makers of people and organisations."""

from __future__ import annotations

import datetime

import factory

from convenir.acteurs.enums import QualiteMandat, TypeOrganisation
from convenir.acteurs.models import Mandat, Occupation, Organisation, Personne, Poste


class OrganisationFactory(factory.django.DjangoModelFactory):
    """An authority. Trait `caf`."""

    class Meta:
        model = Organisation
        django_get_or_create = ("nom",)

    type = TypeOrganisation.EPCI
    nom = "Communauté de communes du Val d’Ambre"

    class Params:
        caf = factory.Trait(type=TypeOrganisation.CAF, nom="Caisse d’allocations familiales de l’Ambre")


class PersonneFactory(factory.django.DjangoModelFactory):
    """Someone with an account; `poste` gives a post of that organisation."""

    class Meta:
        model = Personne
        skip_postgeneration_save = True
        django_get_or_create = ("email",)

    prenom = "Ida"
    nom = factory.Sequence(lambda n: f"Inventée {n + 1}")
    email = factory.Sequence(lambda n: f"ida{n + 1}@exemple.invalid")
    password = "!"

    class Params:
        redactrice = factory.Trait(nom="Rédactrice", email="redactrice@exemple.invalid")

    @factory.post_generation
    def poste(self, create, organisation, **kwargs):
        if organisation is not None and not self.occupations.exists():
            OccupationFactory(personne=self, poste__organisation=organisation)


class PosteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Poste

    organisation = factory.SubFactory(OrganisationFactory)
    intitule = "Chargée de coopération"


class OccupationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Occupation

    poste = factory.SubFactory(PosteFactory)
    personne = factory.SubFactory(PersonneFactory)
    debut = datetime.date(2026, 1, 1)


class MandatFactory(factory.django.DjangoModelFactory):
    """A vice-president of the authority since the elections of 2020."""

    class Meta:
        model = Mandat

    personne = factory.SubFactory(PersonneFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    qualite = QualiteMandat.VICE_PRESIDENT
    debut = datetime.date(2020, 7, 10)
