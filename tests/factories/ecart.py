"""Makers of choices and scenarios on the gap; no number is true."""

from __future__ import annotations

import datetime

import factory

from convenir.diagnostic.models import Bassin, Effet, Reglage, Scenario
from tests.factories.acteurs import PersonneFactory
from tests.factories.conventions import ConventionFactory


class ReglageFactory(factory.django.DjangoModelFactory):
    """A target of thirty places for a hundred children."""

    class Meta:
        model = Reglage

    convention = factory.SubFactory(ConventionFactory)
    theme = "petite_enfance"
    objet = "cible"
    valeur = 30
    motif = "Un choix fictif."
    choisi_par = "Comité fictif"
    choisi_le = datetime.date(2025, 3, 3)
    personne = factory.SubFactory(PersonneFactory)


class BassinFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Bassin

    convention = factory.SubFactory(ConventionFactory)
    insee = "59014"
    nom = "Bassin fictif"


class EffetFactory(factory.django.DjangoModelFactory):
    """Twelve places more in 2032."""

    class Meta:
        model = Effet

    convention = factory.SubFactory(ConventionFactory)
    origine = factory.Sequence(lambda n: f"fiche:{n + 1}")
    theme = "petite_enfance"
    libelle = "Une crèche fictive"
    quantite = 12
    a_partir_du = datetime.date(2032, 9, 1)


class ScenarioFactory(factory.django.DjangoModelFactory):
    """Twelve places opened in one commune, of the thirty missing there."""

    class Meta:
        model = Scenario

    convention = factory.SubFactory(ConventionFactory)
    theme = "petite_enfance"
    nom = factory.Sequence(lambda n: f"Scénario fictif {n + 1}")
    entrees = factory.LazyFunction(
        lambda: {
            "budget": 12,
            "modules": [12],
            "candidates": ["59014"],
            "par_commune": 2,
            "cible": 30.0,
            "rayon": 10.0,
            "unite": "km",
            "besoin": "enfants_0_2",
            "offre": "inventaire",
            "sources": ["Source fictive"],
            "au": "2025-03-03",
            "manques": {"59014": 30.0},
            "inconnues": [],
            "arrondi": False,
            "fictif": True,
        }
    )
    resultat = factory.LazyFunction(
        lambda: {
            cle: {
                "ouvertures": [{"code": "59014", "taille": 12, "nombre": 1}],
                "combles": {"59014": 12.0},
                "comble": 12.0,
                "places": 12,
                "borne": borne,
                "ecart_prouve": None if borne is None else 0.0,
            }
            for cle, borne in (("simple", None), ("meilleur", 12.0))
        }
    )
    personne = factory.SubFactory(PersonneFactory)
