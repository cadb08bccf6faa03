import pytest
from django.urls import reverse

from convenir.diagnostic.models import Choix
from convenir.journal.purge import exporter_compte
from tests.factories.conventions import ConventionFactory
from tests.factories.diagnostic import IndicateurFactory, ValeurFactory


@pytest.fixture
def page(client, convention):
    return lambda nom, *suite: client.get(reverse(f"diagnostic:{nom}", args=[convention.code, *suite]))


def test_page_without_figures_teaches_how_to_get_some_in(page):
    reponse = page("page").content.decode()
    assert "Aucun chiffre pour CA Valenciennes Métropole" in reponse
    assert "convenir donnees importer" in reponse


def test_page_without_territory_says_where_to_give_it(client, db):
    convention = ConventionFactory()
    reponse = client.get(reverse("diagnostic:page", args=[convention.code])).content.decode()
    assert reverse("adhesions:registre", args=[convention.code]) in reponse


def test_page_shows_the_epci_beside_its_departement_with_year_source_and_status(page):
    ValeurFactory(arrondie=True, valeur=5905, source__titre="Allocataires")
    ValeurFactory(niveau="departement", code="59", valeur=90000)
    reponse = page("page").content.decode()
    assert "5\u202f905 enfants" in reponse
    assert "90\u202f000 enfants" in reponse
    assert 'class="discret">2022, Producteur fictif</span>' in reponse
    assert "Arrondie" in reponse
    assert "Allocataires (Producteur fictif)" in reponse


def test_page_tells_what_is_to_be_settled(page):
    ValeurFactory(valeur=5901)
    ValeurFactory(valeur=6164)
    reponse = page("page").content.decode()
    assert "1 chiffre à trancher" in reponse
    assert "5\u202f901 enfants" in reponse
    assert "6\u202f164 enfants" in reponse


def test_indicator_tells_what_it_measures_and_its_value_in_each_commune(page):
    ValeurFactory(niveau="commune", code="59014", valeur=7)
    ValeurFactory(niveau="commune", code="59019", secrete=True)
    reponse = page("indicateur", "enfants").content.decode()
    assert "Enfants du territoire." in reponse
    assert "7 enfants" in reponse
    assert "secret statistique" in reponse
    assert reponse.count('<th scope="row">') == 35


def test_unknown_indicator_is_not_found(page):
    assert page("indicateur", "inconnu").status_code == 404


def retenir(client, convention, **champs):
    return client.post(reverse("diagnostic:retenir", args=[convention.code, "enfants"]), champs)


def test_value_is_chosen_on_the_page(client, convention, redactrice, page):
    une = ValeurFactory(valeur=5901)
    ValeurFactory(valeur=6164)
    reponse = retenir(client, convention, valeur=une.pk, motif="Celle de la Caf.")
    assert reponse.status_code == 302
    assert Choix.objects.get().choisi_par == redactrice
    assert "Celle de la Caf." in page("indicateur", "enfants").content.decode()
    assert "Qui a retenu une valeur" in str(exporter_compte(redactrice.cle))


def test_choice_without_a_reason_is_told_beside_its_field(client, convention):
    une = ValeurFactory(valeur=5901)
    ValeurFactory(valeur=6164)
    reponse = retenir(client, convention, valeur=une.pk, motif="")
    assert reponse.status_code == 422
    assert "Dites pourquoi cette valeur est retenue." in reponse.content.decode()
    assert not Choix.objects.exists()


def test_value_of_another_indicator_is_not_found(client, convention):
    IndicateurFactory()
    autre = ValeurFactory(indicateur=IndicateurFactory(part=True), valeur=4)
    assert retenir(client, convention, valeur=autre.pk, motif="Pour voir.").status_code == 404


def test_indicator_known_in_communes_alone_is_still_reached(page):
    ValeurFactory(niveau="commune", code="59014", valeur=7)
    reponse = page("page").content.decode()
    assert "et par commune" in reponse
