"""The progress page and the pages that say no."""

import pytest
from django.test import Client
from django.utils import timezone

from convenir.socle.models import Travail

pytestmark = pytest.mark.django_db


@pytest.fixture
def travail(redactrice):
    return Travail.objects.create(
        demandeur=redactrice.cle, nature="depot", libelle="Lecture de « a.txt »", etat="en_cours", etape="Relecture", progression=65,
        debute_le=timezone.now(), retour="/deposer/",
    )  # fmt: skip


def test_travail_under_way_shows_its_step_and_polls(client, travail):
    page = client.get(travail.get_absolute_url()).content.decode()
    assert f'hx-get="{travail.get_absolute_url()}"' in page
    assert '<progress value="65"' in page
    assert page.count('class="fait"') == 2


def test_travail_polled_answers_the_fragment_alone(client, travail):
    reponse = client.get(travail.get_absolute_url(), headers={"HX-Request": "true"})
    assert reponse.status_code == 200
    page = reponse.content.decode()
    assert "<html" not in page
    assert '<p id="annonce" hx-swap-oob="innerHTML">Relecture : en cours</p>' in page


def test_travail_refused_says_why_and_stops_polling(client, travail):
    Travail.objects.update(etat="refuse", message="Ce fichier est vide.", fini_le=timezone.now())
    reponse = client.get(travail.get_absolute_url(), headers={"HX-Request": "true"})
    page = reponse.content.decode()
    assert reponse.status_code == 286
    assert "Ce fichier est vide." in page
    assert 'href="/deposer/"' in page
    assert "hx-get" not in page


def test_travail_done_leads_to_its_result(client, travail):
    Travail.objects.update(etat="fait", resultat="/resultat/", fini_le=timezone.now())
    assert client.get(travail.get_absolute_url())["Location"] == "/resultat/"
    sondage = client.get(travail.get_absolute_url(), headers={"HX-Request": "true"})
    assert (sondage.status_code, sondage["HX-Redirect"]) == (286, "/resultat/")


def test_unknown_address_answers_in_the_shell(client):
    reponse = client.get("/nulle-part/")
    assert reponse.status_code == 404
    assert "Cette page n’existe pas" in reponse.content.decode()
    assert "Convenir" in reponse.content.decode()


def test_form_without_its_token_is_refused_with_a_helpful_page():
    reponse = Client(enforce_csrf_checks=True).post("/deposer/")
    assert reponse.status_code == 403
    assert "Ce formulaire n’est plus valable" in reponse.content.decode()


def test_defect_answers_a_plain_page(client, monkeypatch):
    def casser(*arguments):
        raise ZeroDivisionError

    monkeypatch.setattr("convenir.pilotage.views.get_bilans", casser)
    client.raise_request_exception = False
    reponse = client.get("/")
    assert reponse.status_code == 500
    assert "Une erreur de notre fait" in reponse.content.decode()


def test_bad_host_answers_a_plain_page(client):
    reponse = client.get("/", headers={"host": "ailleurs.example"})
    assert reponse.status_code == 400
    assert "Cette demande n’est pas comprise" in reponse.content.decode()


def test_every_page_carries_the_security_headers(client):
    reponse = client.get("/")
    politique = reponse["Content-Security-Policy"]
    assert "default-src 'none'" in politique
    assert "unsafe" not in politique
    assert reponse["X-Content-Type-Options"] == "nosniff"
    assert reponse["X-Frame-Options"] == "DENY"
    assert reponse["Referrer-Policy"] == "same-origin"
    assert reponse["Cross-Origin-Opener-Policy"] == "same-origin"
