"""Makers of conventions: `ConventionFactory()` is a bare draft, its traits fill it."""

from __future__ import annotations

import datetime

import factory
from django.utils import timezone

from convenir.acteurs.enums import Role
from convenir.acteurs.rules import empreinte_du_jeton
from convenir.conventions.enums import NatureModification, NatureProcedure, Statut, TypeDisposition
from convenir.conventions.models import (
    Avenant,
    Commentaire,
    Convention,
    Demande,
    Differend,
    Disposition,
    Invitation,
    Membre,
    Partie,
    Procedure,
    Ralliement,
    Signataire,
    Visa,
)
from convenir.conventions.rules.membres import VALIDITE
from tests.factories.acteurs import OrganisationFactory, PersonneFactory


class ConventionFactory(factory.django.DjangoModelFactory):
    """A draft over five whole years. Traits: `avec_parties`, `avec_articles`, `lue` (numbers as written).

    Its contributor is the person whom the fixture `client` signs in; `membre=None` makes it someone else's.
    """

    class Meta:
        model = Convention
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"val-d-ambre-{n + 1}")
    titre = "Convention territoriale globale du Val d’Ambre"
    territoire = "Val d’Ambre"
    debut = datetime.date(2031, 1, 1)
    fin = datetime.date(2035, 12, 31)

    membre = factory.RelatedFactory("tests.factories.conventions.MembreFactory", "convention")

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


class MembreFactory(factory.django.DjangoModelFactory):
    """The usual contributor, over the whole of the convention. Trait `autre`: someone else."""

    class Meta:
        model = Membre

    class Params:
        autre = factory.Trait(personne=factory.SubFactory(PersonneFactory))

    convention = factory.SubFactory("tests.factories.conventions.ConventionFactory", membre=None)
    personne = factory.SubFactory(PersonneFactory, redactrice=True)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.CONTRIBUTION


class InvitationFactory(factory.django.DjangoModelFactory):
    """An invitation that waits; its link is that of `jeton`."""

    class Meta:
        model = Invitation

    class Params:
        jeton = factory.Sequence(lambda n: f"jeton-{n + 1}")

    convention = factory.SubFactory(ConventionFactory)
    email = factory.Sequence(lambda n: f"invitee{n + 1}@exemple.invalid")
    prenom = "Lise"
    nom = "Invitée"
    organisation = factory.SubFactory(OrganisationFactory)
    poste = "Directrice de la jeunesse"
    inviteur = factory.SubFactory(PersonneFactory)
    role = Role.CONTRIBUTION
    empreinte = factory.LazyAttribute(lambda invitation: empreinte_du_jeton(invitation.jeton))
    expire_le = factory.LazyFunction(lambda: timezone.now() + VALIDITE)


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


class AvenantFactory(factory.django.DjangoModelFactory):
    """A draft avenant; `signe` makes it in effect, `modifications` is {key of the provision: new text}."""

    class Meta:
        model = Avenant
        skip_postgeneration_save = True

    convention = factory.SubFactory(ConventionFactory)
    numero = factory.Sequence(lambda n: n + 1)
    objet = "Adapter la convention"

    class Params:
        signe = factory.Trait(statut=Statut.SIGNEE, effet_le=datetime.date(2032, 1, 1))

    @factory.post_generation
    def modifications(self, create, textes, **kwargs):
        for cle, texte in (textes or {}).items():
            disposition = self.convention.dispositions.get(cle=cle)
            self.modifications.create(
                cle=cle,
                nature=NatureModification.REMPLACE,
                type=disposition.type,
                titre=disposition.titre,
                texte=texte,
            )


class RalliementFactory(factory.django.DjangoModelFactory):
    """An organisation that joins by an avenant."""

    class Meta:
        model = Ralliement

    avenant = factory.SubFactory(AvenantFactory)
    nom = "Syndicat mixte fictif"
    signataire = "Une présidente"
    qualite = "Présidente"


class ProcedureFactory(factory.django.DjangoModelFactory):
    """A formal notice by the Caf, not sent yet."""

    class Meta:
        model = Procedure

    convention = factory.SubFactory(ConventionFactory)
    nature = NatureProcedure.MANQUEMENT
    partie = "Caisse d’allocations familiales de l’Ambre"
    motif = "Un engagement n’est pas tenu."
    delai_mois = 1


class DifferendFactory(factory.django.DjangoModelFactory):
    """A dispute just opened."""

    class Meta:
        model = Differend

    convention = factory.SubFactory(ConventionFactory)
    objet = "L’usage d’un local"
    partie = "Caisse d’allocations familiales de l’Ambre"
    ouvert_le = datetime.date(2026, 1, 5)


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


class CommentaireFactory(factory.django.DjangoModelFactory):
    """Someone's open comment on the first article."""

    class Meta:
        model = Commentaire

    convention = factory.SubFactory(ConventionFactory)
    disposition = "objet"
    texte = "À revoir ensemble."
    personne = factory.SubFactory(PersonneFactory)


class DemandeFactory(factory.django.DjangoModelFactory):
    """A request that reached a convention and waits."""

    class Meta:
        model = Demande

    recherche = "Val d’Ambre"
    convention = factory.SubFactory(ConventionFactory)
    personne = factory.SubFactory(PersonneFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    message = "Je coordonne la petite enfance."
