"""What a mail says, and the list of the command line."""

import pytest
from django.db import connection

from convenir.__main__ import main
from convenir.notifications.livrables import composer
from convenir.notifications.models import Courriel
from tests.notifications.conftest import CONTEXTE, GABARIT

ATTENDU = """Bonjour Lise Orval,

Marc Sorbier, Caf de l’Ambre vous invite à rejoindre la convention «\xa0CTG & suites\xa0».

Pour continuer, ouvrez cette adresse\xa0:
https://ctg.ambre.example/invitations/secret-42/

Marc Sorbier, Caf de l’Ambre

Courriel envoyé par Convenir. Vous le recevez parce que vous êtes invitée. \
Il ne contient ni image ni mouchard\xa0: personne ne sait si vous l’ouvrez.
"""


def test_message_says_what_who_why_and_links_to_the_site(settings):
    settings.ADRESSE_DU_SITE = "https://ctg.ambre.example"
    message = composer(GABARIT, {**CONTEXTE, "nom": "Lise Orval"})
    assert (message.objet, message.texte) == ("Invitation\xa0: CTG & suites", ATTENDU)


@pytest.mark.parametrize(
    "contexte", [{**CONTEXTE, "lien": ""}, {k: v for k, v in CONTEXTE.items() if k != "lien"}]
)
def test_message_without_link_says_nothing_of_one(contexte):
    message = composer(GABARIT, {**contexte, "nom": "Lise Orval"})
    paragraphes = message.texte.split("\n\n")
    assert [p.split(",")[0].split(".")[0] for p in paragraphes] == [
        "Bonjour Lise Orval",
        "Marc Sorbier",
        "Marc Sorbier",
        "Courriel envoyé par Convenir",
    ]


def test_list_never_shows_the_text(ecrire_a_lise, capsys, django_assert_num_queries):
    ecrire_a_lise()
    Courriel.objects.update(erreur="Le serveur ne répond pas.", cree_le="2031-03-01T08:05:00Z")
    assert main(["courriels"]) == 0
    assert capsys.readouterr().out == (
        "01/03/2031 09:05  retenu  lise@ambre.example  invitation  convention:val-d-ambre-2031  "
        "Invitation\xa0: CTG & suites  (Le serveur ne répond pas.)\n"
    )


@pytest.mark.parametrize("nombre", [1, 3])
def test_list_costs_one_query(ecrire_a_lise, capsys, django_assert_num_queries, nombre):
    for _ in range(nombre):
        ecrire_a_lise()
    with django_assert_num_queries(1, connection=connection):
        main(["courriels", "--nombre", "2"])
    assert len(capsys.readouterr().out.splitlines()) == min(nombre, 2)


def test_sending_without_a_mail_server_is_refused_in_one_sentence(db, capsys):
    assert main(["courriels", "envoyer"]) == 2
    assert capsys.readouterr().err == (
        "Aucun courriel ne peut partir : c’est une démonstration, ou aucun serveur de messagerie "
        "n’est réglé (CONVENIR_SMTP et CONVENIR_EXPEDITEUR).\n"
    )


def test_sending_says_how_many_left(ecrire_a_lise, settings, capsys):
    ecrire_a_lise()
    settings.MESSAGERIE_REGLEE = True
    assert main(["courriels", "envoyer"]) == 0
    assert capsys.readouterr().out == "Courriels envoyés : 1\n"
