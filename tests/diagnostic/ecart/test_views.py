"""The pages of the gap: each says its result, hands out its drawings, and takes what people choose."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convenir.acteurs.enums import Role
from convenir.conventions.models import Membre
from convenir.diagnostic.models import Bassin, Reglage, Scenario, Trajets
from tests.factories.conventions import ConventionFactory
from tests.factories.ecart import BassinFactory, ReglageFactory, ScenarioFactory
from tests.factories.equipements import ANZIN, AULNOY

CHOIX = {"choisi_par": "Comité", "choisi_le": "2026-01-05", "motif": "Un choix."}


@pytest.fixture
def page(client, convention):
    def _page(nom, *suite, **options):
        adresse = reverse(
            f"ecart:{nom}", args=[convention.code, *(["petite_enfance", *suite] if nom != "synthese" else [])]
        )
        return client.get(adresse, options)

    return _page


@pytest.fixture
def poster(client, convention):
    Membre.objects.filter(convention=convention).update(role=Role.PILOTAGE)

    def _poster(nom, /, *suite, **champs):
        return client.post(reverse(f"ecart:{nom}", args=[convention.code, "petite_enfance", *suite]), champs)

    return _poster


@pytest.mark.parametrize(
    ("nom", "dit"),
    [
        ("synthese", "il en manque 1\u202f480"),
        ("volet", "Il en manque surtout à Aulnoy-lez-Valenciennes (15), Anzin (10)"),
        ("accessibilite", "les familles de"),
        ("priorites", "les premières priorités sont"),
        ("projection", "Tendance inconnue"),
        ("scenarios", "Il manque aujourd’hui des places dans 2 communes"),
        ("reglages", "30 places pour 100"),
    ],
)
def test_page_says_its_result_first(page, convention, situation, nom, dit):
    ReglageFactory(convention=convention)
    BassinFactory(convention=convention)
    texte = page(nom).content.decode()
    assert dit in texte.replace("\u00a0", " ")
    assert "Exemple fictif" in texte


@pytest.mark.parametrize(
    "nom", ["volet", "accessibilite", "priorites", "projection", "scenarios", "reglages"]
)
def test_page_without_any_figure_still_answers(page, convention, nom):
    assert page(nom).status_code == 200


@pytest.mark.parametrize(
    "nom", ["synthese", "volet", "accessibilite", "priorites", "projection", "scenarios"]
)
def test_page_without_territory_says_where_to_give_it(client, db, nom):
    convention = ConventionFactory()
    suite = [] if nom == "synthese" else ["petite_enfance"]
    reponse = client.get(reverse(f"ecart:{nom}", args=[convention.code, *suite]))
    assert "Le territoire de la convention n’est pas donné" in reponse.content.decode()


def test_theme_without_gap_is_not_found(client, convention):
    assert client.get(reverse("ecart:volet", args=[convention.code, "logement"])).status_code == 404


def test_map_is_handed_out_with_its_table(page, situation):
    reponse = page("volet", figure="couverture", format="csv")
    assert reponse.headers["Content-Disposition"] == 'attachment; filename="couverture.csv"'
    assert "Anzin;20" in reponse.content.decode("utf-8-sig")


def test_weights_tried_are_not_recorded(page, convention, situation):
    texte = page("priorites", pas="1", couverture="0", acces="3", manque="0", precarite="0").content.decode()
    assert "Ces poids sont un essai" in texte
    assert not Reglage.objects.exists()


def test_reader_sees_choices_without_a_form(page, convention, situation):
    ReglageFactory(convention=convention)
    texte = page("reglages").content.decode()
    assert "Comité fictif" in texte
    assert "Enregistrer ce choix" not in texte


@pytest.mark.parametrize(
    ("objet", "champs", "valeur"),
    [
        ("cible", {"cible": "42.5"}, 42.5),
        ("cible", {"cible": ""}, None),
        ("rayon", {"rayon": "12", "unite": "km"}, {"nombre": 12.0, "unite": "km"}),
        ("besoin", {"besoin": "enfants_0_2"}, "enfants_0_2"),
        ("offre", {"offre": "inventaire"}, "inventaire"),
        (
            "poids",
            {"couverture": "2", "acces": "1", "manque": "0", "precarite": "1"},
            {"couverture": 2.0, "acces": 1.0, "manque": 0.0, "precarite": 1.0},
        ),
    ],
)
def test_pilot_records_a_choice(poster, objet, champs, valeur):
    assert poster("regler", objet, **champs, **CHOIX).status_code == 302
    assert Reglage.objects.get().valeur == valeur


def test_choice_refused_is_told_in_its_form(poster):
    reponse = poster("regler", "rayon", rayon="15", unite="min", **CHOIX)
    assert reponse.status_code == 422
    assert "Importez d’abord une table de temps de trajet" in reponse.content.decode()


def test_unknown_choice_is_not_found(poster):
    assert poster("regler", "couleur", **CHOIX).status_code == 404


def test_living_areas_are_pasted_or_given_as_a_file(poster):
    assert poster("bassins", liste="Anzin;Nord\n59032;Sud").status_code == 302
    fichier = SimpleUploadedFile("bassins.csv", b"commune;bassin\nAnzin;Nord\n")
    assert poster("bassins", fichier=fichier).status_code == 302
    assert list(Bassin.objects.values_list("insee", "nom")) == [(ANZIN, "Nord")]


@pytest.mark.parametrize(
    ("liste", "dit"), [("", "Collez une liste"), ("Paris;Nord", "« Paris » n’est pas une commune")]
)
def test_living_areas_with_a_fault_are_told(poster, liste, dit):
    reponse = poster("bassins", liste=liste)
    assert reponse.status_code == 422
    assert dit in reponse.content.decode()


def test_journeys_are_imported(poster):
    fichier = SimpleUploadedFile("temps.csv", f"de;vers;min\n{ANZIN};{AULNOY};12\n".encode())
    assert poster("trajets", nature="temps", source="Table", fichier=fichier).status_code == 302
    assert Trajets.objects.get().lignes == [[ANZIN, AULNOY, 12.0]]
    faux = SimpleUploadedFile("temps.csv", b"a;b;c\n")
    assert poster("trajets", nature="temps", source="Table", fichier=faux).status_code == 422


DEMANDE = {
    "nom": "Essai",
    "budget": "12",
    "modules": "12, 24",
    "par_commune": "2",
    "candidates": [ANZIN, AULNOY],
}


def test_scenario_from_its_form_to_its_page(poster, client, convention, situation):
    ReglageFactory(convention=convention)
    reponse = poster("calculer", **DEMANDE)
    texte = client.get(reponse.url).content.decode()
    assert "12 places ouvertes combleraient 12 des 25 qui manquent" in texte
    assert "jamais une décision" in texte
    assert poster("retirer", Scenario.objects.get().pk).status_code == 302
    assert not Scenario.objects.exists()


@pytest.mark.parametrize(
    ("champs", "dit"),
    [
        ({"modules": "petites"}, "Donnez des nombres"),
        ({"budget": "5"}, "Le budget de 5 ne suffit pas"),
        ({"candidates": []}, "Cochez au moins une commune."),
    ],
)
def test_scenario_without_sense_is_told(poster, convention, situation, champs, dit):
    ReglageFactory(convention=convention)
    reponse = poster("calculer", **DEMANDE | champs)
    assert reponse.status_code == 422
    assert dit in reponse.content.decode()


def test_two_scenarios_are_compared(page, convention):
    un, autre = ScenarioFactory(convention=convention), ScenarioFactory(convention=convention)
    texte = page("comparer", a=un.pk, b=autre.pk).content.decode()
    assert texte.count("12 sur 30") == 2
    assert "Choisissez deux scénarios" in page("comparer", a="x", b=str(10**30)).content.decode()


def test_scenario_of_another_convention_is_not_found(page, convention):
    assert page("scenario", ScenarioFactory().pk).status_code == 404
