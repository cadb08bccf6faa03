"""What people choose, declare and suppose of the gap: guarded, told in the journal."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from convenir.diagnostic.ecart.operations import (
    calculer_un_scenario,
    declarer_les_bassins,
    declarer_un_effet,
    importer_des_trajets,
    regler,
    retirer_un_effet,
    retirer_un_scenario,
)
from convenir.diagnostic.ecart.operations.scenarios import Demande
from convenir.diagnostic.models import Bassin, Effet, Reglage, Scenario, Trajets
from convenir.journal.models import Evenement
from convenir.journal.purge import exporter_compte
from convenir.socle.erreurs import Refus
from tests.factories.acteurs import PersonneFactory
from tests.factories.ecart import EffetFactory, ReglageFactory, ScenarioFactory
from tests.factories.equipements import ANZIN, AULNOY

JOUR = datetime.date(2032, 9, 1)


def dits():
    return [e.type for e in Evenement.objects.order_by("pk") if e.type.startswith("convention.")]


@pytest.fixture
def choisir(convention):
    def _choisir(**champs):
        return regler(ReglageFactory.build(convention=convention, personne=PersonneFactory(), **champs))

    return _choisir


def test_choice_is_recorded_with_who_when_and_why(choisir):
    reglage = choisir(valeur="45")
    assert (Reglage.objects.get().valeur, dits()) == (45.0, ["convention.ecart_regle"])
    resume = Evenement.objects.get().resume
    assert resume == "Écart, Petite enfance : cible, 45 places pour 100."
    assert "Comité fictif" in str(exporter_compte(reglage.personne.cle))


@pytest.mark.parametrize(
    ("champs", "debut"),
    [
        ({"theme": "logement"}, "L’écart ne se mesure pas"),
        ({"choisi_le": datetime.date(2199, 1, 1)}, "Un choix se note une fois fait"),
        ({"motif": " "}, "Dites qui a choisi"),
        ({"valeur": 0}, "Une cible est un nombre plus grand que 0."),
        ({"valeur": "beaucoup"}, "Écrivez un nombre."),
        ({"objet": "rayon", "valeur": {"nombre": 0, "unite": "km"}}, "Le bassin d’accès va"),
        ({"objet": "rayon", "valeur": {"nombre": 15, "unite": "min"}}, "Importez d’abord une table"),
        ({"objet": "poids", "valeur": {"couverture": 0}}, "Chaque poids va de 0 à 100"),
        ({"objet": "besoin", "valeur": "menages"}, "Cet indicateur ne mesure pas"),
        ({"objet": "offre", "valeur": "menages"}, "Cette source ne mesure pas"),
    ],
)
def test_choice_without_sense_is_refused(choisir, champs, debut):
    with pytest.raises(Refus, match=debut):
        choisir(**champs)
    assert not Reglage.objects.exists()


@pytest.mark.parametrize(
    ("champs", "garde"),
    [
        ({"objet": "rayon", "valeur": {"nombre": "12", "unite": "km"}}, {"nombre": 12.0, "unite": "km"}),
        ({"objet": "besoin", "valeur": "enfants_0_2_parents_actifs"}, "enfants_0_2_parents_actifs"),
        ({"objet": "offre", "valeur": "inventaire"}, "inventaire"),
        ({"valeur": None}, None),
    ],
)
def test_each_object_keeps_its_value(choisir, champs, garde):
    assert choisir(**champs).valeur == garde


@pytest.mark.parametrize("fabrique", [ReglageFactory, EffetFactory, ScenarioFactory])
@pytest.mark.django_db
def test_database_refuses_a_row_without_theme(fabrique):
    with pytest.raises(IntegrityError), transaction.atomic():
        fabrique(theme="")


# --- living areas, journeys ---


def test_living_areas_replace_the_former_ones(convention):
    declarer_les_bassins(convention, [["Commune", "Bassin"], ["Anzin", "Nord"], ["59032", "Sud"]])
    assert declarer_les_bassins(convention, [["ANZIN", "Nord"], [AULNOY, "Nord"]]) == 1
    assert list(Bassin.objects.values_list("insee", "nom")) == [(ANZIN, "Nord"), (AULNOY, "Nord")]
    assert dits() == ["convention.bassins_declares"] * 2


@pytest.mark.parametrize(
    ("rangs", "dit"),
    [
        ([["Paris", "Nord"]], "ligne 1, « Paris » n’est pas une commune du territoire"),
        ([["Anzin"]], "ligne 1, le bassin de vie manque"),
        ([["Anzin", "A"], ["59014", "B"]], "ligne 2, 59014 est déjà dans un autre bassin"),
        ([["Commune", "Bassin"]], "Aucune commune n’est lue"),
    ],
)
def test_living_areas_with_a_fault_change_nothing(convention, rangs, dit):
    with pytest.raises(Refus, match=dit):
        declarer_les_bassins(convention, rangs)
    assert not Bassin.objects.exists()


def table(convention, **champs):
    return Trajets(
        **{
            "convention": convention,
            "nature": "temps",
            "source": "Table fictive",
            "personne": PersonneFactory(),
        }
        | champs
    )


def test_journeys_of_the_territory_alone_are_kept(convention):
    rangs = [["de", "vers", "minutes"], [ANZIN, AULNOY, "12,5"], ["75056", ANZIN, "140"]]
    importer_des_trajets(table(convention), rangs)
    importer_des_trajets(table(convention), [["Anzin", "59032", "13"]])
    assert Trajets.objects.get().lignes == [[ANZIN, AULNOY, 13.0]]
    assert dits() == ["convention.trajets_importes"] * 2


@pytest.mark.parametrize(
    ("rangs", "dit"),
    [
        ([[ANZIN, AULNOY]], "ligne 1, il faut trois colonnes"),
        ([[ANZIN, AULNOY, "-3"]], "ligne 1, « -3 » n’est pas un nombre positif"),
        ([[ANZIN, AULNOY, "loin"]], "ligne 1, « loin » n’est pas un nombre positif"),
        ([["75056", "13055", "200"]], "Aucun trajet entre deux communes du territoire"),
    ],
)
def test_journeys_with_a_fault_change_nothing(convention, rangs, dit):
    with pytest.raises(Refus, match=dit):
        importer_des_trajets(table(convention), rangs)
    assert not Trajets.objects.exists()


# --- effects ---


def test_effect_declared_twice_is_one_and_told_once(convention):
    for _ in range(2):
        declarer_un_effet(convention, "petite_enfance", 12, JOUR, origine="fiche:1", commune=ANZIN)
    assert Effet.objects.get().quantite == 12
    assert dits() == ["convention.effet_declare"]


def test_effect_declared_again_changes(convention):
    declarer_un_effet(convention, "petite_enfance", 12, JOUR, origine="fiche:1")
    declarer_un_effet(convention, "petite_enfance", Decimal(-4), JOUR, origine="fiche:1")
    assert Effet.objects.get().quantite == -4
    dernier = Evenement.objects.order_by("-pk").first()
    assert (dernier.avant["quantite"], dernier.apres["quantite"]) == ("12", "-4")


@pytest.mark.parametrize(
    ("champs", "dit"),
    [
        ({"theme": "logement"}, "L’écart ne se mesure pas"),
        ({"commune": "75056"}, "n’est pas du territoire"),
        ({"quantite": 0}, "quantité non nulle"),
    ],
)
def test_effect_without_sense_is_refused(convention, champs, dit):
    donnes = {"theme": "petite_enfance", "quantite": 3, "a_partir_du": JOUR, "origine": "fiche:1"} | champs
    with pytest.raises(Refus, match=dit):
        declarer_un_effet(convention, **donnes)


def test_effect_taken_back_is_gone(convention):
    declarer_un_effet(convention, "petite_enfance", 12, JOUR, origine="fiche:1")
    assert [retirer_un_effet(convention, "fiche:1") for _ in range(2)] == [True, False]
    assert dits() == ["convention.effet_declare", "convention.effet_retire"]


# --- scenarios ---


def demander(**champs):
    return Demande(**{"nom": "Essai", "budget": 12, "modules": [12], "candidates": [AULNOY]} | champs)


def calculer(convention, **champs):
    return calculer_un_scenario(convention, "petite_enfance", demander(**champs), par=PersonneFactory())


def test_scenario_keeps_what_it_was_computed_from(convention, situation):
    ReglageFactory(convention=convention)
    scenario = calculer(convention)
    assert scenario.entrees["manques"] == {ANZIN: 10.0, AULNOY: 15.0}
    assert (scenario.entrees["cible"], scenario.entrees["fictif"]) == (30.0, True)
    assert scenario.resultat["meilleur"]["ouvertures"] == [{"code": AULNOY, "taille": 12, "nombre": 1}]
    assert scenario.resultat["meilleur"]["ecart_prouve"] == pytest.approx(0, abs=0.05)
    retirer_un_scenario(scenario)
    assert not Scenario.objects.exists()
    assert dits() == ["convention.scenario_calcule", "convention.scenario_retire"]


def test_scenario_without_a_target_is_refused(convention, situation):
    with pytest.raises(Refus, match="Fixez d’abord la cible"):
        calculer(convention)


@pytest.mark.parametrize(
    ("champs", "dit"),
    [
        ({"candidates": ["75056"]}, "n’est pas du territoire"),
        ({"budget": 5}, "Le budget de 5 ne suffit pas"),
        ({"nom": " "}, "Donnez un nom au scénario"),
    ],
)
def test_scenario_without_sense_is_refused(convention, situation, champs, dit):
    ReglageFactory(convention=convention)
    with pytest.raises(Refus, match=dit):
        calculer(convention, **champs)
    assert not Scenario.objects.exists()


def test_scenario_needs_a_known_gap_somewhere(convention, besoin):
    ReglageFactory(convention=convention)
    besoin(ANZIN, 100)
    with pytest.raises(Refus, match="n’est connu pour aucune commune"):
        calculer(convention)


def test_two_scenarios_of_a_theme_have_two_names(convention, situation):
    ReglageFactory(convention=convention)
    calculer(convention)
    with pytest.raises(Refus, match="porte déjà ce nom"):
        calculer(convention)
