"""Choosing a password by the mailbox."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from convenir.journal.models import Evenement
from convenir.notifications.models import Courriel
from tests.acteurs.connexion.test_connexion import INCONNU, sans_jeton, texte

NOUVEAU = "cinq mots vraiment tout autres"


def demander(navigateur, adresse):
    return navigateur.post(reverse("account_reset_password"), {"email": adresse}, follow=True)


def lien():
    return re.search(r"^http://localhost:8000(/\S+)$", Courriel.objects.get().texte, re.MULTILINE)[1]


def choisir(navigateur, chemin, mot_de_passe=NOUVEAU):
    champs = {"password1": mot_de_passe, "password2": mot_de_passe}
    return navigateur.post(navigateur.get(chemin, follow=True).request["PATH_INFO"], champs, follow=True)


def test_known_and_unknown_addresses_get_the_same_answer_and_one_mail_each(ida):
    connue, inconnue = demander(Client(), ida.email), demander(Client(), INCONNU)
    assert sans_jeton(connue, ida.email) == sans_jeton(inconnue, INCONNU)
    assert {(c.adresse, c.objet) for c in Courriel.objects.all()} == {
        (ida.email, "Choisir votre mot de passe"),
        (INCONNU, "Aucun compte à cette adresse"),
    }


def test_closed_account_is_answered_as_an_unknown_one(ida):
    ida.is_active = False
    ida.save()
    demander(Client(), ida.email)
    assert Courriel.objects.get().objet == "Aucun compte à cette adresse"


def test_link_is_that_of_the_site_whatever_the_request_says(ida):
    Client(headers={"host": "127.0.0.1:9"}).post(reverse("account_reset_password"), {"email": ida.email})
    assert lien().startswith("/compte/oubli/")


def test_link_gives_a_new_password_once_and_opens_the_account_again(ida, connecter):
    for _ in range(6):
        connecter(Client(), ida.email, "oublié")
    demander(Client(), ida.email)
    chemin = lien()
    assert "Votre mot de passe est changé" in texte(choisir(Client(), chemin))
    assert connecter(Client(), ida.email, NOUVEAU).status_code == 302
    assert "Ce lien ne vaut plus rien" in texte(Client().get(chemin))
    assert [e.type for e in Evenement.objects.all()] == ["acteurs.mot_de_passe_change"]
    assert Courriel.objects.filter(objet="Votre mot de passe est changé").count() == 1


def test_address_of_the_page_that_chooses_does_not_hold_the_secret(ida):
    demander(Client(), ida.email)
    chemin = lien()
    assert Client().get(chemin)["Location"] == re.sub(r"[^/]+/$", "nouveau/", chemin)


@pytest.mark.parametrize("cle", ["abc-def", "x", "nouveau", "cdn9x5-0000000000"])
def test_forged_link_says_so_and_writes_nothing(ida, cle):
    reponse = Client().get(reverse("account_reset_password_from_key", args=[ida.pk, cle]))
    assert (reponse.status_code, "Ce lien ne vaut plus rien" in texte(reponse)) == (200, True)


def test_link_is_worth_nothing_after_two_hours(ida, settings):
    demander(Client(), ida.email)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "Ce lien ne vaut plus rien" in texte(Client().get(lien()))


def test_fourth_request_for_one_address_waits_known_or_not(ida):
    for adresse in (ida.email, INCONNU):
        assert [demander(Client(), adresse).status_code for _ in range(4)] == [200, 200, 200, 429]


def test_address_that_no_mailbox_could_have_is_refused_in_words(db):
    reponse = demander(Client(), f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.example")
    assert reponse.status_code in (200, 422)
    assert Courriel.objects.count() == 0


@pytest.mark.parametrize(
    ("mot_de_passe", "phrase"),
    [
        ("trop court", "il faut au moins 12 caractères"),
        ("aaaaaaaaaaaaaaaa", "se devine trop vite"),
        ("ida.orval@exemple", "trop semblable"),
    ],
)
def test_weak_password_is_refused_in_words(ida, mot_de_passe, phrase):
    demander(Client(), ida.email)
    assert phrase in texte(choisir(Client(), lien(), mot_de_passe))
