"""Makers of conventions: `ConventionFactory()` is a bare draft, its traits fill it."""

from __future__ import annotations

import datetime

import factory

from convenir.conventions.enums import TypeDisposition
from convenir.conventions.models import Convention, Disposition, Partie, Signataire, Visa


class ConventionFactory(factory.django.DjangoModelFactory):
    """A draft over five whole years. Traits: `avec_parties`, `avec_articles`, `lue` (numbers as written)."""

    class Meta:
        model = Convention
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"val-d-ambre-{n + 1}")
    titre = "Convention territoriale globale du Val d’Ambre"
    territoire = "Val d’Ambre"
    debut = datetime.date(2031, 1, 1)
    fin = datetime.date(2035, 12, 31)

    class Params:
        avec_parties = factory.Trait(
            caf=factory.RelatedFactory(
                "tests.factories.conventions.PartieFactory", "convention", ordre=1, caf=True
            ),
            epci=factory.RelatedFactory("tests.factories.conventions.PartieFactory", "convention", ordre=2),
        )
        avec_articles = factory.Trait(
            preambule=factory.RelatedFactory(
                "tests.factories.conventions.DispositionFactory", "convention", ordre=1, preambule=True
            ),
            objet=factory.RelatedFactory(
                "tests.factories.conventions.DispositionFactory", "convention", ordre=2, cle="objet"
            ),
            duree=factory.RelatedFactory(
                "tests.factories.conventions.DispositionFactory", "convention", ordre=3, cle="duree"
            ),
            instances=factory.RelatedFactory(
                "tests.factories.conventions.DispositionFactory",
                "convention",
                ordre=4,
                cle="instances",
                type=TypeDisposition.ANNEXE,
            ),
        )


class PartieFactory(factory.django.DjangoModelFactory):
    """The authority, or the Caf with the trait `caf`; each with one signatory."""

    class Meta:
        model = Partie
        skip_postgeneration_save = True

    convention = factory.SubFactory(ConventionFactory)
    ordre = factory.Sequence(lambda n: n + 1)
    cle = "collectivite"
    nom = "Communauté de communes du Val d’Ambre"
    appellation = "la Collectivité"
    signataire = factory.RelatedFactory("tests.factories.conventions.SignataireFactory", "partie", ordre=1)

    class Params:
        caf = factory.Trait(cle="caf", nom="Caisse d’allocations familiales de l’Ambre", appellation="la Caf")


class SignataireFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Signataire

    partie = factory.SubFactory(PartieFactory)
    ordre = factory.Sequence(lambda n: n + 1)
    nom = "Maëlle Fictive"
    qualite = "Présidente"


class VisaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Visa

    convention = factory.SubFactory(ConventionFactory)
    ordre = factory.Sequence(lambda n: n + 1)
    texte = "Vu le code de l’environnement"


class DispositionFactory(factory.django.DjangoModelFactory):
    """An article, or the préambule with the trait `preambule`."""

    class Meta:
        model = Disposition

    convention = factory.SubFactory(ConventionFactory)
    type = TypeDisposition.ARTICLE
    ordre = factory.Sequence(lambda n: n + 1)
    cle = factory.Sequence(lambda n: f"clause-{n + 1}")
    titre = factory.LazyAttribute(lambda d: d.cle.capitalize())
    texte = "Les parties agissent de concert."

    class Params:
        preambule = factory.Trait(type=TypeDisposition.PREAMBULE, cle="preambule", titre="Préambule")
