"""The identity provider of the tests, and someone who is not signed in."""

import threading

import pytest
from django.test import Client

from convenir.acteurs.federation.reglage import Federation
from tests.acteurs.fournisseur import CLIENT, SECRET, Fournisseur


@pytest.fixture
def fournisseur(settings):
    """A provider this site knows: people may sign in with it."""
    serveur = Fournisseur()
    fil = threading.Thread(target=serveur.serve_forever, kwargs={"poll_interval": 0.02})
    fil.start()
    settings.FEDERATION = Federation(serveur.adresse, CLIENT, SECRET)
    serveur.retours = {f"{settings.ADRESSE_DU_SITE}/compte/fournisseur/retour/"}
    yield serveur
    serveur.liberte.set()
    serveur.shutdown()
    serveur.server_close()
    fil.join()


@pytest.fixture
def anonyme(db):
    return Client()
