"""Pages of the written diagnostic: what they show, let write, refuse."""

import pytest
from django.urls import reverse

from convenir.acteurs.enums import Role
from convenir.conventions.models import Membre
from convenir.diagnostic.models import BlocDeSynthese, EnjeuRemonte
from tests.factories.synthese import BlocDeSyntheseFactory, EnjeuRemonteFactory

pytestmark = pytest.mark.django_db


def adresse(nom, convention, *args):
    return reverse(f"synthese:{nom}", args=[convention.code, *args])


def test_block_is_written_then_read_without_obeying_its_html(client, convention):
    lieu = adresse("rediger", convention, "jeunesse", "besoins")
    champs = {"titre": "Les besoins", "texte": "# Gros\n\n<b>non</b> **oui**", "version": 0}
    assert client.post(lieu, champs).url == adresse("theme", convention, "jeunesse")
    corps = client.get(adresse("theme", convention, "jeunesse")).text
    assert "<h4>Gros</h4>" in corps
    assert "&lt;b&gt;non&lt;/b&gt; <strong>oui</strong>" in corps


def test_stale_form_shows_both_texts(client):
    bloc = BlocDeSyntheseFactory(version=2)
    lieu = adresse("rediger", bloc.convention, "petite_enfance", "besoins")
    reponse = client.post(lieu, {"titre": "", "texte": "Le mien", "version": 1})
    assert reponse.status_code == 409
    assert "Le mien" in reponse.text
    assert "Des **horaires** atypiques." in reponse.text
    assert reponse.context["version"] == 2
    assert client.post(lieu, {"titre": "", "texte": "Le mien", "version": 2}).status_code == 302


@pytest.mark.parametrize(
    ("theme", "bloc"), [("jeunesse", "inconnu"), ("inconnu", "besoins"), ("jeunesse", "chiffre-inconnu")]
)
def test_block_that_is_not_planned_does_not_exist(client, convention, theme, bloc):
    assert client.get(adresse("rediger", convention, theme, bloc)).status_code == 404


def test_contributor_writes_on_their_themes_alone(client, convention):
    Membre.objects.update(themes=["jeunesse"])
    ailleurs = client.post(
        adresse("rediger", convention, "parentalite", "besoins"), {"texte": "Non", "version": 0}
    )
    assert (ailleurs.status_code, BlocDeSynthese.objects.count()) == (422, 0)
    ici = client.post(adresse("rediger", convention, "jeunesse", "besoins"), {"texte": "Oui", "version": 0})
    assert (ici.status_code, BlocDeSynthese.objects.count()) == (302, 1)


@pytest.mark.parametrize("nombre", [1, 3])
def test_list_of_themes_costs_the_same_whatever_there_is(
    client, convention, django_assert_num_queries, nombre
):
    for theme in ("petite_enfance", "jeunesse", "logement")[:nombre]:
        BlocDeSyntheseFactory(convention=convention, theme=theme)
        EnjeuRemonteFactory(convention=convention, theme=theme)
    client.get(adresse("themes", convention))
    with django_assert_num_queries(6):
        corps = client.get(adresse("themes", convention)).text
    assert corps.count("dont 1 à décider") == nombre


@pytest.mark.parametrize("nombre", [1, 3])
def test_list_of_issues_costs_the_same_whatever_there_is(
    client, convention, django_assert_num_queries, nombre
):
    EnjeuRemonteFactory.create_batch(nombre, convention=convention)
    client.get(adresse("enjeux", convention))
    with django_assert_num_queries(5):
        corps = client.get(adresse("enjeux", convention)).text
    assert corps.count("Mairie d’Anzin") == nombre


def test_issues_are_narrowed_by_commune_and_state(client, convention):
    EnjeuRemonteFactory(convention=convention, texte="D’Anzin")
    EnjeuRemonteFactory(convention=convention, insees=[], texte="De nulle part")
    lus = {
        choix: [e.texte for e in client.get(adresse("enjeux", convention) + choix).context["enjeux"]]
        for choix in ("?commune=59014", "?commune=sans", "?etat=retenu")
    }
    assert lus == {"?commune=59014": ["D’Anzin"], "?commune=sans": ["De nulle part"], "?etat=retenu": []}


def test_issue_is_typed_then_kept_or_set_aside_by_a_pilot(client, convention):
    champs = {"theme": "jeunesse", "texte": "Un local", "insees": ["59014"]}
    assert client.post(adresse("ajouter", convention), champs).status_code == 302
    enjeu = EnjeuRemonte.objects.get()
    assert client.post(adresse("retenir", convention, enjeu.pk)).status_code == 403
    Membre.objects.update(role=Role.PILOTAGE)
    client.post(adresse("ecarter", convention, enjeu.pk), {"motif": "Déjà fait"})
    assert "« Déjà fait »" in client.get(adresse("enjeux", convention)).text
    client.post(adresse("revenir", convention, enjeu.pk))
    client.post(adresse("retenir", convention, enjeu.pk))
    enjeu.refresh_from_db()
    assert (enjeu.etat, enjeu.motif) == ("retenu", "")


def test_issue_without_theme_is_asked_again(client, convention):
    reponse = client.post(adresse("ajouter", convention), {"texte": "Un local"})
    assert reponse.status_code == 422
    assert "Choisissez une thématique." in reponse.text


def test_text_read_is_offered_then_taken_over(client, convention):
    convention.lecture = {
        "syntheses": [{"thematique": "jeunesse", "blocs": [], "enjeux_communes": ["Un local"]}]
    }
    convention.save()
    assert "Reprendre du texte" in client.get(adresse("themes", convention)).text
    client.post(adresse("reprendre", convention))
    assert EnjeuRemonte.objects.get().texte == "Un local"
    assert "Reprendre du texte" not in client.get(adresse("themes", convention)).text
