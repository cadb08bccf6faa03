"""The parties on the screen: changed, added, taken out, those authorised kept so."""

import datetime

import pytest
from django.urls import reverse

from convenir.conventions.enums import Statut
from convenir.conventions.models import Convention, Partie, Signataire
from tests.factories.conventions import ConventionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention():
    return ConventionFactory(avec_parties=True)


def adresse(convention):
    return reverse("conventions:parties", args=[convention.code])


def saisie(convention, *parties):
    donnees = {
        "version": convention.version,
        "parties-TOTAL_FORMS": len(parties),
        "parties-INITIAL_FORMS": 2,
    }
    for rang, partie in enumerate(parties):
        donnees |= {f"parties-{rang}-{champ}": valeur for champ, valeur in partie.items()}
    return donnees


CAF = {"cle": "caf", "nom": "Caf de l’Ambre", "signataires": "Maëlle Fictive, Présidente\n\n, Directeur"}


def test_parties_form_shows_what_is_recorded(client, convention):
    page = client.get(adresse(convention)).content.decode()
    assert "Maëlle Fictive, Présidente" in page
    assert "Nouvelle partie" in page


def test_parties_are_changed_added_and_taken_out(client, convention):
    Signataire.objects.filter(partie__cle="caf").update(
        autorisation="Délibération 12", autorisation_date=datetime.date(2030, 6, 1)
    )
    neuve = {"nom": "MSA de l’Ambre", "siren": "130021397", "signataires": "Ulysse Imaginaire"}
    client.post(adresse(convention), saisie(convention, CAF, {"cle": "collectivite", "nom": ""}, neuve))
    lues = Partie.objects.order_by("ordre").values_list("cle", "nom", "siren")
    assert list(lues) == [("caf", "Caf de l’Ambre", ""), ("msa-de-l-ambre", "MSA de l’Ambre", "130021397")]
    signataires = Signataire.objects.order_by("partie__ordre", "ordre")
    assert list(signataires.values_list("nom", "qualite", "autorisation")) == [
        ("Maëlle Fictive", "Présidente", "Délibération 12"),
        ("", "Directeur", ""),
        ("Ulysse Imaginaire", "", ""),
    ]


@pytest.mark.parametrize(
    "change",
    [{"parties-0-siren": "12"}, {"parties-TOTAL_FORMS": "?"}, {"version": "?"}, {"version": "1" * 9}],
)
def test_parties_badly_typed_or_stale_are_refused(client, convention, change):
    assert client.post(adresse(convention), saisie(convention, CAF) | change).status_code == 422
    assert set(Partie.objects.values_list("cle", flat=True)) == {"caf", "collectivite"}


def test_parties_of_a_text_that_is_no_draft_are_not_edited(client, convention):
    Convention.objects.update(statut=Statut.PRETE)
    assert client.get(adresse(convention)).status_code == 422
