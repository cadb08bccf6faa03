"""A convention with one member of each role, and a way to sign in as any of them."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from convenir.acteurs.enums import Role
from convenir.conventions.acces import Acces
from tests.factories.conventions import ConventionFactory, MembreFactory


@pytest.fixture
def convention(db):
    return ConventionFactory(membre=None, epci_siren="245901160")


@pytest.fixture
def membre(convention):
    """Someone new of that role in the convention, with a second factor."""

    def ajouter(role=Role.LECTURE, **champs):
        ajoute = MembreFactory(convention=convention, autre=True, role=role, **champs)
        Authenticator.objects.create(user=ajoute.personne, type=Authenticator.Type.TOTP, data={})
        return ajoute

    return ajouter


@pytest.fixture
def pilote(membre):
    return membre(Role.PILOTAGE)


@pytest.fixture
def administratrice(membre):
    return membre(Role.ADMINISTRATION)


@pytest.fixture
def acces():
    """What someone signed in carries to an operation."""
    return lambda membre: Acces(membre.personne, membre)


@pytest.fixture
def entrer():
    """A browser where that member is signed in."""

    def ouvrir(membre):
        client = Client()
        client.force_login(membre.personne)
        return client

    return ouvrir
