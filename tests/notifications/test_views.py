"""The mailbox of the demonstration."""

import pytest
from django.urls import reverse

ADRESSE = reverse("notifications:courriels")


def test_mailbox_is_nowhere_but_in_the_demonstration(client, ecrire_a_lise):
    ecrire_a_lise()
    assert client.get(ADRESSE).status_code == 404


@pytest.mark.parametrize("nombre", [1, 300])
def test_mailbox_shows_the_last_fifty_with_their_links(
    client, settings, ecrire_a_lise, django_assert_num_queries, nombre
):
    settings.DEMONSTRATION = True
    for _ in range(nombre):
        ecrire_a_lise()
    with django_assert_num_queries(4):
        reponse = client.get(ADRESSE)
    assert reponse["Cache-Control"].split(", ")[0] == "max-age=0"
    page = reponse.content.decode()
    assert page.count('<a href="http://localhost:8000/invitations/secret-42/"') == min(nombre, 50)
    assert page.count("CTG &amp; suites</h2>") == min(nombre, 50)


def test_mailbox_without_mail_says_so(client, settings, db):
    settings.DEMONSTRATION = True
    assert "Aucun courriel pour l’instant." in client.get(ADRESSE).content.decode()
