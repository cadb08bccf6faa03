import pytest
from django.urls import reverse

from convenir.diagnostic.models import Valeur
from tests.factories.adhesions import EPCI
from tests.factories.diagnostic import IndicateurFactory, ValeurFactory

CASE = f"enfants.epci.{EPCI}.2022"
COMMUNE = "enfants.commune.59014.2022"


@pytest.fixture
def adresse(convention):
    IndicateurFactory()
    return reverse("saisie:indicateur", args=[convention.code, "enfants"]) + "?annee=2022"


@pytest.fixture
def envoyer(client, adresse):
    """Send cases, as the whole form or, with `seule`, as the script does."""

    def _envoyer(seule=False, attestation="Le bilan", **champs):
        entetes = {"X-Saisie": "case"} if seule else {}
        donnees = {
            nom.replace("__", ":").replace("_ici", CASE).replace("_la", COMMUNE): v
            for nom, v in champs.items()
        }
        return client.post(adresse, donnees | {"attestation": attestation}, headers=entetes)

    return _envoyer


def test_grid_shows_each_commune_by_year_with_where_its_number_comes_from(client, adresse):
    ValeurFactory(valeur=120)
    ValeurFactory(niveau="commune", code="59014", arrondie=True, valeur=45)
    ValeurFactory(niveau="commune", code="59019", secrete=True)
    page = client.get(adresse).content.decode()
    assert page.count('<th scope="row">') == 36
    for attendu in ('value="120"', "Publié", "Arrondi", "Secret", "2020", "2021", "2022"):
        assert attendu in page


def test_whole_form_keeps_what_is_right_and_tells_the_rest_beside_it(envoyer):
    reponse = envoyer(case___ici="abc", vu___ici="", case___la="45", vu___la="")
    page = reponse.content.decode()
    assert reponse.status_code == 422
    assert "« abc » n’est pas un nombre." in page.replace("\xa0", " ")
    assert 'value="abc"' in page
    assert [v.valeur for v in Valeur.objects.all()] == [45]


def test_whole_form_that_is_right_comes_back_to_the_grid(client, envoyer, adresse):
    reponse = envoyer(case___ici="130", vu___ici="")
    assert (reponse.status_code, reponse["Location"]) == (302, adresse)
    page = client.get(adresse).content.decode()
    assert "1 valeur enregistrée." in page
    assert "Saisi</span> par" in page


def test_untouched_case_is_not_written(envoyer):
    ValeurFactory(valeur=120)
    envoyer(case___ici="120", vu___ici="120")
    assert Valeur.objects.count() == 1


def test_case_sent_alone_comes_back_alone(envoyer):
    page = envoyer(seule=True, case___ici="130", vu___ici="").content.decode()
    assert page.count("etat-de-case") == 1
    assert 'data-texte="130"' in page
    assert "Effacer la saisie" in page


def test_button_gives_the_case_back_to_the_published_value(envoyer):
    ValeurFactory(valeur=120)
    envoyer(case___ici="130", vu___ici="120")
    envoyer(case___ici="130", vu___ici="130", rendre=CASE)
    assert [v.valeur for v in Valeur.objects.all()] == [120]


def test_stale_case_shows_both_and_can_insist(envoyer):
    envoyer(case___ici="130", vu___ici="")
    page = envoyer(case___ici="140", vu___ici="").content.decode().replace("\xa0", " ")
    assert "a saisi 130" in page
    assert 'value="130"' in page
    assert f'value="{CASE}=140"' in page
    envoyer(case___ici="130", vu___ici="130", ecrire=f"{CASE}=140")
    assert Valeur.objects.get().valeur == 140


def test_contributor_of_one_commune_writes_there_only(client, convention, redactrice, adresse, envoyer):
    convention.membres.filter(personne=redactrice).update(communes=["59014"])
    page = client.get(adresse).content.decode()
    assert page.count('name="case:') == 3
    reponse = envoyer(case___ici="1", vu___ici="", case___la="45", vu___la="")
    assert reponse.status_code == 422
    assert [(v.code, v.valeur) for v in Valeur.objects.all()] == [("59014", 45)]


def test_theme_lists_its_measured_indicators_for_one_commune(client, convention):
    IndicateurFactory(derive=True)
    IndicateurFactory()
    page = client.get(reverse("saisie:theme", args=[convention.code, "territoire", "59014"])).content.decode()
    assert page.count('<th scope="row">') == 1
    assert "Enfants" in page


def test_choice_leads_to_the_grid_of_a_theme(client, convention):
    IndicateurFactory()
    adresse = reverse("saisie:choisir", args=[convention.code])
    reponse = client.get(adresse, {"theme": "territoire", "territoire": "59014"})
    assert reponse["Location"] == reverse("saisie:theme", args=[convention.code, "territoire", "59014"])


@pytest.mark.parametrize("suite", [("territoire", "75056"), ("inconnu", "59014")])
def test_unknown_theme_or_place_is_not_found(client, convention, suite):
    IndicateurFactory()
    assert client.get(reverse("saisie:theme", args=[convention.code, *suite])).status_code == 404


@pytest.mark.parametrize("communes", [1, 3])
def test_grid_asks_as_much_for_one_value_as_for_many(client, adresse, django_assert_num_queries, communes):
    client.get(adresse)
    for insee in ("59014", "59019", "59027")[:communes]:
        ValeurFactory(niveau="commune", code=insee, valeur=3)
    with django_assert_num_queries(8):
        client.get(adresse)
