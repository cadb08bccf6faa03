"""Every address × every role, read and written to, against what `attentes.py` says."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.urls import reverse

from tests.matrice.attentes import ATTENTES
from tests.matrice.monde import JETON, ROLES
from tests.matrice.politiques import issue_de
from tests.test_acces import ADRESSES

ARGUMENTS = dict(ADRESSES)


def test_every_expectation_is_given_for_every_role():
    incompletes = {nom for nom, a in ATTENTES.items() if not set(a.get) == set(a.post) == set(ROLES)}
    assert incompletes == set()


def adresse(monde, nom):
    valeurs = monde.valeurs | dict(ATTENTES[nom].arguments)
    return reverse(nom, args=[valeurs[a] for a in ARGUMENTS[nom]])


class Ecritures:
    """Whether something was written that is not undone: only then is it worth looking at every row."""

    def __init__(self):
        self.restent = False

    def __call__(self, execute, sql, *suite):
        self.restent |= not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK"))
        return execute(sql, *suite)


@pytest.fixture
def ecritures(monde):
    vues = Ecritures()
    with connection.execute_wrapper(vues):
        yield vues


def demander(monde, role, methode, nom, champs=None):
    """What is answered, once the answer is read to its end."""
    reponse = getattr(monde.client(role), methode)(adresse(monde, nom), champs)
    b"".join(reponse)
    return issue_de(reponse)


def photographie():
    """All that is recorded, row by row; sessions apart, which signing out ends."""
    modeles = [m for m in apps.get_models() if m._meta.managed and m is not Session]
    return {(m._meta.label, ligne) for m in modeles for ligne in map(repr, m._default_manager.values_list())}


@pytest.fixture(scope="module")
def avant(monde_du_module):
    """The database as each test finds it."""
    return photographie()


def poster(monde, ecritures, role, nom):
    """What posting gives; what an honoured act wrote is undone, what a refused one wrote is left to be seen."""
    restaient = ecritures.restent
    with transaction.atomic():
        champs = ATTENTES[nom].champs(monde) | {"csrfmiddlewaretoken": JETON}
        issue = demander(monde, role, "post", nom, champs)
        if issue in ATTENTES[nom].ecrivent:
            transaction.set_rollback(True)
            ecritures.restent = restaient
    return issue


@pytest.mark.parametrize("nom", sorted(ATTENTES))
def test_get_gives_each_role_what_is_expected_and_writes_nothing(monde, avant, ecritures, nom):
    assert {role: demander(monde, role, "get", nom) for role in ROLES} == ATTENTES[nom].get
    assert not ecritures.restent or photographie() ^ avant == set()


@pytest.mark.parametrize("nom", sorted(ATTENTES))
def test_post_gives_each_role_what_is_expected_and_writes_nothing_when_refused(monde, avant, ecritures, nom):
    assert {role: poster(monde, ecritures, role, nom) for role in ROLES} == ATTENTES[nom].post
    assert not ecritures.restent or photographie() ^ avant == set()
