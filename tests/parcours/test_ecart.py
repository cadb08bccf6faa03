"""The gap in a browser by someone who has never seen it: from the sentence to a scenario compared."""

import pytest
from django.urls import reverse

from convenir.acteurs.enums import Role
from convenir.conventions.models import Membre
from convenir.diagnostic.ecart.demonstration import donner_l_exemple
from convenir.diagnostic.models import Reglage, Scenario
from convenir.diagnostic.operations import charger_catalogue
from tests.factories.adhesions import EPCI
from tests.factories.conventions import ConventionFactory
from tests.factories.equipements import EquipementFactory

pytestmark = [pytest.mark.parcours, pytest.mark.django_db(transaction=True)]


def test_gap_is_followed_from_its_sentence_to_two_scenarios(page, verifier_axe, redactrice):
    convention = ConventionFactory(epci_siren=EPCI)
    Membre.objects.filter(convention=convention).update(role=Role.PILOTAGE)
    charger_catalogue()
    EquipementFactory(convention=convention)
    EquipementFactory(convention=convention, nu=True)
    donner_l_exemple(convention, redactrice)
    page.goto(reverse("diagnostic:page", args=[convention.code]))
    page.get_by_role("link", name="Écart et priorités", exact=True).click()
    verifier_axe()
    page.get_by_role("main").get_by_role("link", name="Petite enfance", exact=True).click()
    assert "Exemple fictif" in page.get_by_role("main").inner_text()
    verifier_axe()

    vues = page.get_by_role("navigation", name="Petite enfance")
    vues.get_by_role("link", name="Accessibilité").click()
    verifier_axe()
    vues.get_by_role("link", name="Priorités").click()
    page.get_by_label("Places manquantes").fill("5")
    page.get_by_role("button", name="Classer avec ces poids").click()
    assert "Ces poids sont un essai" in page.get_by_role("main").inner_text()
    verifier_axe()
    vues.get_by_role("link", name="Projection").click()
    verifier_axe()

    vues.get_by_role("link", name="Réglages").click()
    page.get_by_text("Changer : cible").click()
    page.get_by_label("Places pour 100 enfants de moins de 3 ans").fill("25")
    cible = page.get_by_role("region", name="Cible")
    cible.get_by_label("Qui a choisi").fill("Comité fictif")
    cible.get_by_label("Pourquoi").fill("Un essai.")
    cible.get_by_role("button", name="Enregistrer ce choix").click()
    assert Reglage.objects.order_by("-pk").first().valeur == 25
    verifier_axe()

    for nom, budget in (("Petit", "60"), ("Grand", "120")):
        vues.get_by_role("link", name="Où ouvrir").click()
        page.get_by_label("Nom du scénario").fill(nom)
        page.get_by_label("Budget, en places à ouvrir").fill(budget)
        page.get_by_role("button", name="Chercher où ouvrir").click()
        assert "écart prouvé à l’optimum" in page.get_by_role("main").inner_text()
    verifier_axe()
    vues.get_by_role("link", name="Où ouvrir").click()
    verifier_axe()
    page.get_by_role("button", name="Comparer").click()
    assert page.get_by_role("row", name="Budget").inner_text().split("\t") == [
        "Budget",
        "120 places",
        "60 places",
    ]
    verifier_axe()
    assert Scenario.objects.count() == 2
