"""Makers of a plan: an enjeu, an objective, a fiche that serves it."""

from __future__ import annotations

import datetime

import factory

from convenir.plan.enums import Avancement, Redaction
from convenir.plan.models import Enjeu, FicheAction, Objectif
from tests.factories.conventions import ConventionFactory


class EnjeuFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Enjeu

    convention = factory.SubFactory(ConventionFactory)
    theme = "jeunesse"
    libelle = factory.Sequence(lambda n: f"Accompagner les jeunes {n + 1}")
    ordre = factory.Sequence(lambda n: n + 1)


class ObjectifFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Objectif

    convention = factory.SubFactory(ConventionFactory)
    theme = "jeunesse"
    libelle = factory.Sequence(lambda n: f"Ouvrir un lieu {n + 1}")
    ordre = factory.Sequence(lambda n: n + 1)


class FicheFactory(factory.django.DjangoModelFactory):
    """To start, in reflection. Traits: the other states, each with what it asks for."""

    class Meta:
        model = FicheAction

    objectif = factory.SubFactory(ObjectifFactory)
    convention = factory.SelfAttribute("objectif.convention")
    numero = factory.LazyAttribute(lambda fiche: fiche.convention.fiches.count() + 1)
    titre = factory.LazyAttribute(lambda fiche: f"Une action {fiche.numero}")

    class Params:
        en_cours = factory.Trait(avancement=Avancement.EN_COURS)
        en_pause = factory.Trait(avancement=Avancement.EN_PAUSE)
        bloquee = factory.Trait(avancement=Avancement.BLOQUEE, bloquee_par="Un local manque")
        terminee = factory.Trait(avancement=Avancement.TERMINEE, terminee_le=datetime.date(2026, 1, 5))
        abandonnee = factory.Trait(avancement=Avancement.ABANDONNEE, abandon="Sans financeur")
        formalisee = factory.Trait(redaction=Redaction.FORMALISEE)
        diffusee = factory.Trait(
            redaction=Redaction.DIFFUSEE, validee_le=datetime.date(2026, 1, 5), validee_par="Comité"
        )


def dans_l_etat(etat, **champs):
    """A fiche in a state of either life; the first ones have no trait."""
    traits = {} if etat in {Avancement.A_DEMARRER, Redaction.REFLEXION} else {str(etat): True}
    return FicheFactory(**traits, **champs)


#: a content where every field says something
ENTIERE = {
    "titre": "Un lieu pour les jeunes",
    "contexte": "Rien n’est ouvert le soir.\n\nLes jeunes le disent.",
    "description": "Ouvrir le mercredi.",
    "resultats": "Vingt jeunes.",
    "public": "12-17 ans",
    "priorite": "haute",
    "debut": "2026-02-01",
    "fin": "2027-06-30",
    "etp": "0.5",
    "moyens_humains": "Une animatrice",
    "moyens_materiels": "Un local",
    "autres_plans": ["cls"],
    "references_plans": "Fiche 4",
    "vigilance": "Le bail",
    "notes": "À suivre",
    "communes": ["59019", "59505"],
    "intervenants": [
        {"role": "pilote", "organisation": None, "personne": None, "libelle": "Club fictif"},
        {"role": "partenaire", "organisation": None, "personne": None, "libelle": "Collège fictif"},
    ],
    "etapes": [
        {"intitule": "Trouver un local", "debut": None, "echeance": "2026-05-31", "faite_le": "2026-05-02"},
        {"intitule": "Ouvrir", "debut": "2026-06-01", "echeance": "2026-09-01", "faite_le": None},
    ],
    "budget": [
        {"financeur": "Caf", "annee": 2026, "nature": "fonctionnement", "prevu": "1200.5", "realise": "800"},
        {"financeur": "Caf", "annee": 2027, "nature": "investissement", "prevu": None, "realise": None},
    ],
    "effets": [{"type": "eaje", "insee": "59505", "places": 12, "a_partir_de": "2026-09-01"}],
    "indicateurs": [
        {
            "libelle": "Jeunes accueillis",
            "genre": "resultat",
            "unite": "jeunes",
            "depart": "0",
            "cible": "20",
            "cible_le": "2027-06-30",
            "mesures": [{"jour": "2026-10-01", "valeur": "7"}, {"jour": "2026-12-31", "valeur": "9.5"}],
        }
    ],
    "liees": [],
}


def ecrire_une_fiche(convention, **champs):
    """A fiche written by the operation, with all that it may hold."""
    from convenir.plan.operations import creer

    objectif = convention.objectifs.order_by("pk").first() or ObjectifFactory(convention=convention)
    return creer(convention, {"objectif": objectif.pk} | ENTIERE | champs)
