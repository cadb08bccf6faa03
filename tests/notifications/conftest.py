"""A mail server that answers as told, and one reader."""

import threading

import pytest
from django.conf import settings as reglages
from django.db import transaction

from convenir.notifications.operations import Destinataire, ecrire
from tests.notifications.serveur import Serveur

LISE = Destinataire("personne:12", "Lise Orval", "lise@ambre.example")
GABARIT = "invitation.txt"
CONTEXTE = {
    "auteur": "Marc Sorbier, Caf de l’Ambre",
    "lien": "/invitations/secret-42/",
    "titre": "CTG & suites",
}
SUJET = "convention:val-d-ambre-2031"
TEXTE = """{% extends "notifications/courriel.txt" %}
{% block objet %}Invitation : {{ titre }}{% endblock %}
{% block message %}{{ auteur }} vous invite à rejoindre la convention « {{ titre }} ».{% endblock %}
{% block raison %}vous êtes invitée{% endblock %}
"""


@pytest.fixture(autouse=True)
def gabarit(settings):
    """One template of an upper room, held in memory."""
    moteur = {**reglages.TEMPLATES[0], "APP_DIRS": False}
    memoire = ("django.template.loaders.locmem.Loader", {GABARIT: TEXTE})
    chargeurs = [memoire, "django.template.loaders.app_directories.Loader"]
    settings.TEMPLATES = [{**moteur, "OPTIONS": {**moteur["OPTIONS"], "loaders": chargeurs}}]


@pytest.fixture
def messagerie(settings):
    """A mail server is set, and every mail goes to `mailoutbox`."""
    settings.MESSAGERIE_REGLEE = True
    settings.DEFAULT_FROM_EMAIL = "Convenir <convenir@caf.example>"
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def serveur(settings, messagerie):
    """The mail goes to a real server of this machine, through the settings of an address."""
    with Serveur() as ouvert:
        fil = threading.Thread(target=ouvert.serve_forever, kwargs={"poll_interval": 0.01})
        fil.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", ouvert.port
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "convenir", "secret"
        yield ouvert
        ouvert.shutdown()
        fil.join()


@pytest.fixture
def ecrire_a_lise(db):
    def faire(**options):
        with transaction.atomic():
            return ecrire(LISE, GABARIT, CONTEXTE, **{"motif": "invitation", "sujet": SUJET, **options})

    return faire
