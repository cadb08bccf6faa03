"""Someone who signs in by a password, and a browser that nobody is signed in."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories.acteurs import OrganisationFactory, PersonneFactory

MOT_DE_PASSE = "quatre mots sans rapport"


@pytest.fixture(autouse=True)
def sans_echec(db):
    """No failure counted by another test."""
    cache.clear()


@pytest.fixture
def ida(db):
    personne = PersonneFactory(nom="Orval", email="ida.orval@exemple.invalid", poste=OrganisationFactory())
    personne.set_password(MOT_DE_PASSE)
    personne.save()
    return personne


@pytest.fixture
def anonyme():
    return Client()


@pytest.fixture
def connecter():
    """Sign in through the page; returns the answer."""

    def connecter(navigateur, adresse, mot_de_passe=MOT_DE_PASSE, **entetes):
        champs = {"login": adresse, "password": mot_de_passe}
        return navigateur.post(reverse("account_login"), champs, **entetes)

    return connecter
