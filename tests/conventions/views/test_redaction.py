"""The page of the draft: what is missing, who may do what about it."""

import pytest
from django.urls import reverse

from convenir.acteurs.enums import Role
from convenir.conventions.enums import Statut
from convenir.conventions.models import Convention, Disposition, Membre, Signataire
from convenir.conventions.prealables import manques
from convenir.relecture.operations import relire_convention
from tests.factories.conventions import ConventionFactory, VisaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention():
    convention = ConventionFactory(avec_parties=True, avec_articles=True)
    VisaFactory(convention=convention, ordre=1)
    relire_convention(convention.code)
    return convention


@pytest.fixture
def pilote(client, convention):
    Membre.objects.filter(convention=convention).update(role=Role.PILOTAGE)
    return client


def adresse(convention, nom="redaction"):
    return reverse(f"conventions:{nom}", args=[convention.code])


def test_redaction_contributor_sees_what_is_missing_but_decides_nothing(client, convention):
    Signataire.objects.filter(partie__cle="caf").delete()
    page = client.get(adresse(convention)).content.decode()
    assert "Personne ne signe encore" in page
    assert "Dispenser" not in page
    assert adresse(convention, "declarer_prete") not in page


def test_redaction_pilot_waives_says_ready_and_reopens(pilote, convention):
    Disposition.objects.filter(cle="objet").update(a_completer=True)
    for manque in manques(convention):
        pilote.post(adresse(convention, "dispenser"), {"cle": manque.cle, "motif": "Vu ensemble."})
    page = pilote.get(adresse(convention)).content.decode()
    assert "Vu ensemble." in page
    assert adresse(convention, "declarer_prete") in page
    pilote.post(adresse(convention, "declarer_prete"))
    assert Convention.objects.get().statut == Statut.PRETE
    assert "Rouvrir la rédaction" in pilote.get(adresse(convention)).content.decode()
    pilote.post(adresse(convention, "rouvrir"), {"motif": "Une date."})
    assert Convention.objects.get().statut == Statut.BROUILLON


def test_redaction_reads_in_a_bounded_number_of_queries(client, convention, django_assert_max_num_queries):
    with django_assert_max_num_queries(50):
        client.get(adresse(convention))


@pytest.mark.parametrize("statut", [s for s in Statut if s != Statut.BROUILLON])
def test_modifier_a_text_that_is_no_draft_is_refused_and_not_proposed(client, convention, statut):
    Convention.objects.update(statut=statut)
    modifier = reverse("conventions:modifier", args=[convention.code, "objet"])
    assert client.get(modifier).status_code == (302 if statut == Statut.SIGNEE else 422)
    assert (
        modifier
        not in client.get(reverse("lecture:section", args=[convention.code, "objet"])).content.decode()
    )
    assert client.get(adresse(convention, "duree")).status_code == 422


def test_sealed_provision_leads_to_an_avenant_that_opens_on_it(client, convention):
    Convention.objects.update(statut=Statut.SIGNEE)
    modifier = reverse("conventions:modifier", args=[convention.code, "objet"])
    assert client.post(modifier, {"titre": "Objet", "texte": "Autre.", "version": 1}).status_code == 422
    page = client.get(modifier, follow=True).content.decode()
    assert "pour le changer, ouvrez un avenant" in page
    assert 'value="Modifier : Article 1"' in page
    donnees = {"objet": "Modifier : Article 1", "disposition": "objet"}
    reponse = client.post(reverse("conventions:ouvrir_avenant", args=[convention.code]), donnees)
    assert reponse["Location"] == reverse("conventions:clause", args=[convention.code, 1, "objet"])


def test_duree_is_changed_with_an_end_after_the_start(client, convention):
    donnees = {"debut": "2032-01-01", "fin": "2036-12-31", "version": convention.version}
    client.post(adresse(convention, "duree"), donnees)
    convention.refresh_from_db()
    assert (convention.debut.year, convention.fin.year) == (2032, 2036)
    assert client.post(adresse(convention, "duree"), donnees | {"debut": "?"}).status_code == 422
