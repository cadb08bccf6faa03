"""Keeping the installation in a browser: two records of one organisation made one, an account opened then closed."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from convenir.acteurs.models import Personne
from tests.factories.acteurs import OccupationFactory, OrganisationFactory, PersonneFactory

pytestmark = [pytest.mark.parcours, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def client(db):
    gardienne = PersonneFactory(installation=True, poste=OrganisationFactory())
    Authenticator.objects.create(user=gardienne, type=Authenticator.Type.TOTP, data={})
    client = Client()
    client.force_login(gardienne)
    return client


def test_merge_then_account(page, verifier_axe):
    garder = OrganisationFactory(nom="Caf de l’Ambre", type="caf")
    doublon = OrganisationFactory(nom="Caisse d’allocations familiales de l’Ambre", type="caf")
    OccupationFactory(poste__organisation=doublon)
    page.goto("/")
    page.get_by_role("link", name="Installation").click()
    verifier_axe()
    page.get_by_role("link", name=doublon.nom).click()
    verifier_axe()
    page.get_by_role("link", name="Fusionner cette fiche dans une autre").click()
    verifier_axe()
    page.get_by_role("link", name="Garder « Caf de l’Ambre »").click()
    page.get_by_role("heading", name="Ce qui change").wait_for()
    verifier_axe()
    page.get_by_role("button", name="Fusionner").click()
    page.get_by_text("est maintenant réunie à").wait_for()
    assert garder.postes.count() == 1

    page.get_by_role("link", name="Comptes", exact=True).click()
    verifier_axe()
    page.get_by_role("link", name="Ouvrir un compte").click()
    page.get_by_label("Nom", exact=True).fill("Nouvelle")
    page.get_by_label("Adresse électronique").fill("nouvelle@exemple.invalid")
    page.get_by_label("Organisation", exact=True).select_option(label="Caf de l’Ambre")
    page.get_by_label("Poste").fill("Agente")
    verifier_axe()
    page.get_by_role("button", name="Ouvrir le compte").click()
    page.get_by_role("link", name="Fermer le compte de Nouvelle").click()
    verifier_axe()
    page.get_by_role("button", name="Fermer le compte").click()
    page.get_by_role("button", name="Rouvrir le compte de Nouvelle").wait_for()
    assert Personne.objects.get(email="nouvelle@exemple.invalid").is_active is False
