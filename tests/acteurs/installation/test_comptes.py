"""Accounts seen, opened, closed, opened again."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from convenir.acteurs.models import Personne
from convenir.journal.queries import evenements_de
from convenir.notifications.models import Courriel
from tests.factories.acteurs import OrganisationFactory, PersonneFactory

LISTE = reverse("installation:comptes")
OUVRIR = reverse("installation:ouvrir")


def fermer(client, personne):
    return client.post(reverse("installation:fermer", args=[personne.pk]))


def rouvrir(client, personne):
    return client.post(reverse("installation:rouvrir", args=[personne.pk]))


@pytest.fixture
def champs(db):
    return {
        "prenom": "Léa",
        "nom": "Nouvelle",
        "email": "Lea@exemple.invalid",
        "poste": "Agente",
        "organisation": OrganisationFactory().pk,
    }


@pytest.mark.parametrize("q", ["lea nouvelle", "Nouvelle Léa", "lea@exemple", "NOUV"])
def test_accounts_are_searched_by_name_or_address(client, q):
    PersonneFactory(prenom="Léa", nom="Nouvelle", email="lea@exemple.invalid")
    PersonneFactory(nom="Sans compte", email=None)
    assert [str(p) for p in client.get(LISTE, {"q": q}).context["page"]] == ["Léa Nouvelle"]


@pytest.mark.parametrize("combien", [1, 3])
def test_list_costs_the_same_whatever_its_length(client, combien, django_assert_num_queries):
    for _ in range(combien):
        PersonneFactory(poste=OrganisationFactory())
    client.get(LISTE)
    with django_assert_num_queries(6):
        client.get(LISTE)


def test_account_is_opened_and_its_password_chosen_by_mail(client, champs):
    client.post(OUVRIR, champs)
    ouverte = Personne.objects.get(email="lea@exemple.invalid")
    assert (ouverte.is_active, ouverte.installation) == (True, False)
    assert ouverte.occupations.get().poste.organisation_id == champs["organisation"]
    Client().post(reverse("account_reset_password"), {"email": "lea@exemple.invalid"})
    assert [c.adresse for c in Courriel.objects.all()] + [a for m in mail.outbox for a in m.to] == [
        "lea@exemple.invalid"
    ]


def test_address_of_somebody_of_another_name_is_refused(client, champs):
    PersonneFactory(nom="Autre", email="lea@exemple.invalid")
    reponse = client.post(OUVRIR, champs)
    assert (reponse.status_code, len(reponse.context["formulaire"].non_field_errors())) == (422, 1)


@pytest.mark.parametrize("champ", ["nom", "email", "poste", "organisation"])
def test_account_without_what_it_needs_is_refused_beside_the_field(client, champs, champ):
    reponse = client.post(OUVRIR, champs | {champ: ""})
    assert (reponse.status_code, list(reponse.context["formulaire"].errors)) == (422, [champ])


def test_closed_account_is_out_at_once_and_comes_back_as_it_was(client, gardienne):
    personne = PersonneFactory(poste=OrganisationFactory())
    ailleurs = Client()
    ailleurs.force_login(personne)
    compte = reverse("acteurs:compte")
    fermer(client, personne)
    assert ailleurs.get(compte).status_code == 302
    rouvrir(client, personne)
    personne.refresh_from_db()
    assert (personne.is_active, personne.occupations.count()) == (True, 1)
    evenements = [(e.resume, e.auteur) for e in evenements_de(personne.cle)]
    assert evenements[:2] == [("Compte rouvert.", str(gardienne)), ("Compte fermé.", str(gardienne))]


def test_open_account_is_not_opened_again(client):
    assert rouvrir(client, PersonneFactory()).status_code == 422


def test_nobody_closes_their_own_account(client, gardienne):
    assert fermer(client, gardienne).status_code == 422
    gardienne.refresh_from_db()
    assert gardienne.is_active
