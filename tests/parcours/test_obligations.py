"""The due dates in a browser: one noted as done, one set aside, a calendar opened."""

import datetime

import pytest
from django.urls import reverse

from convenir.conventions.enums import Statut
from tests.factories.conventions import ConventionFactory, DispositionFactory

pytestmark = [pytest.mark.parcours, pytest.mark.django_db(transaction=True)]


def test_due_dates_from_the_text_to_the_calendar(page, verifier_axe):
    convention = ConventionFactory(debut=datetime.date(2025, 1, 1), fin=datetime.date(2099, 12, 31))
    texte = "Un comité de pilotage se réunit tous les six mois. Des revues du plan d’actions sont conduites."
    DispositionFactory(convention=convention, ordre=1, cle="pilotage", titre="Pilotage", texte=texte)
    adresse = reverse("obligations:echeancier", args=[convention.code])
    page.goto(adresse)
    assert "Pas encore d’échéance" in page.get_by_role("main").inner_text()
    verifier_axe()

    convention.statut = Statut.SIGNEE
    convention.save()
    page.goto(adresse)
    verifier_axe()
    page.locator("#prochain-acte").locator("xpath=../..").get_by_role(
        "link", name="Noter que c’est fait"
    ).click()
    page.get_by_label("Fait le").fill("2025-06-20")
    verifier_axe()
    page.get_by_label("Qui l’atteste").fill("Compte rendu signé des deux parties")
    page.get_by_role("button", name="Noter que c’est fait").click()
    assert "Fait le 20 juin 2025" in page.get_by_role("main").inner_text()

    page.get_by_role("link", name="Écarter, avec un motif").click()
    page.get_by_label("Pourquoi l’écarter").fill("Réunion reportée d’un commun accord.")
    verifier_axe()
    page.get_by_role("button", name="Écarter cette échéance").click()
    assert "Réunion reportée d’un commun accord." in page.get_by_role("main").inner_text()
    page.get_by_text("Voir en tableau").click()
    verifier_axe()

    page.get_by_role("link", name="Les recevoir").click()
    page.get_by_role("button", name="Ouvrir une adresse").click()
    assert page.get_by_label("Votre adresse de calendrier").input_value().endswith(".ics")
    verifier_axe()
