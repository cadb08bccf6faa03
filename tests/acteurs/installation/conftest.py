"""Whoever keeps the installation, signed in."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.factories.acteurs import OrganisationFactory, PersonneFactory


@pytest.fixture
def gardienne(db):
    maison = OrganisationFactory(nom="Agence de l’Ambre")
    personne = PersonneFactory(installation=True, prenom="Ada", nom="Gardienne", poste=maison)
    Authenticator.objects.create(user=personne, type=Authenticator.Type.TOTP, data={})
    return personne


@pytest.fixture
def client(gardienne):
    client = Client()
    client.force_login(gardienne)
    return client
