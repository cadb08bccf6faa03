"""Makers of readings: `RelectureFactory(constats=3)` has three blocking findings, in order."""

from __future__ import annotations

import factory

from convenir.relecture.models import ConstatReleve, Relecture
from tests.factories.conventions import ConventionFactory


class RelectureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Relecture
        skip_postgeneration_save = True

    convention = factory.SubFactory(ConventionFactory)
    empreinte_texte = "0" * 64

    @factory.post_generation
    def constats(self, _create, extracted, **kwargs):
        for rang in range(1, (extracted or 0) + 1):
            ConstatReleveFactory(relecture=self, rang=rang, **kwargs)


class ConstatReleveFactory(factory.django.DjangoModelFactory):
    """A blocking finding on the opening, line 1."""

    class Meta:
        model = ConstatReleve

    relecture = factory.SubFactory(RelectureFactory)
    rang = 1
    regle = "lacunes-blanc"
    titre = "Valeur laissée en blanc"
    famille = "lacunes"
    gravite = "bloquant"
    section = "ouverture"
    lignes = factory.LazyFunction(lambda: [1])
    lieu = "Ouverture de la convention"
    message = "La valeur manque."
    preuve = "On lit « XX »."
    suggestion = "Écrivez la valeur."
    extrait = "XX"
    empreinte = factory.LazyAttribute(lambda constat: f"constat-{constat.rang:04d}")
