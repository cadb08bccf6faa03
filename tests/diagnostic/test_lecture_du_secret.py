"""A secret figure stays one on every reading: page, grid, total, formula, choice."""

import pytest
from django.urls import reverse

from convenir.diagnostic.models import Choix, Indicateur
from convenir.diagnostic.operations import choisir
from convenir.diagnostic.queries import (
    Lecture,
    Rang,
    lieux_compares,
    lieux_de_l_epci,
    places_retenues,
    total_des_communes,
)
from convenir.socle.erreurs import Refus
from tests.factories.adhesions import EPCI
from tests.factories.diagnostic import IndicateurFactory, SourceFactory, ValeurFactory

COMMUNES = 35
SECRETE = "59014"


@pytest.fixture
def publier(convention):
    """Every commune of the EPCI published with 10 but the secret ones, and the total; by insee, the values."""

    def _publier(*secretes, total=True, **champs):
        source = SourceFactory()
        lieux = lieux_de_l_epci(convention)
        if total:
            ValeurFactory(valeur=10 * COMMUNES, source=source, **champs)
        return {
            lieu.code: ValeurFactory(
                niveau="commune",
                code=lieu.code,
                source=source,
                secrete=lieu.code in secretes,
                **({} if lieu.code in secretes else {"valeur": 10}),
                **champs,
            )
            for lieu in lieux
        }

    return _publier


def montrees(convention):
    """The codes of the communes shown without a number."""
    lecture = Lecture(convention, lieux_de_l_epci(convention))
    indicateur = lecture.indicateurs["enfants"]
    cellules = [lecture.cellule(indicateur, lieu) for lieu in lieux_de_l_epci(convention)]
    return {c.lieu.code for c in cellules if c.retenue.valeur is None}, cellules


def test_one_secret_commune_takes_another_with_it(convention, publier):
    publier(SECRETE)
    tues, cellules = montrees(convention)
    assert len(tues) == 2
    assert SECRETE in tues
    assert [c.retenue.protege for c in cellules if c.lieu.code in tues - {SECRETE}] == [True]


@pytest.mark.parametrize(("secretes", "total"), [((SECRETE, "59019"), True), ((SECRETE,), False), ((), True)])
def test_nothing_more_is_kept_back_without_need(convention, publier, secretes, total):
    publier(*secretes, total=total)
    assert montrees(convention)[0] == set(secretes)


def test_same_figures_are_kept_back_whatever_is_read(convention, publier):
    publier(SECRETE)
    autre = IndicateurFactory(cle="autre")
    ValeurFactory(indicateur=autre)
    enfants = Indicateur.objects.get(cle="enfants").pk
    assert places_retenues(convention) == places_retenues(convention, [enfants])
    assert places_retenues(convention, [autre.pk]) == frozenset()


def test_number_that_another_source_publishes_is_no_secret(convention, publier):
    publier(SECRETE)
    ValeurFactory(niveau="commune", code=SECRETE, valeur=10)
    assert places_retenues(convention) == frozenset()


def test_secret_total_is_not_found_by_adding_its_communes(convention, publier):
    publier(total=False)
    ValeurFactory(secrete=True)
    tues, cellules = montrees(convention)
    total = total_des_communes(cellules[0].indicateur, cellules)
    assert (len(tues), total.valeur) == (1, None)


def test_other_years_are_left_alone(convention, publier):
    publier(SECRETE)
    publier(millesime=2021)
    assert {place[3] for place in places_retenues(convention)} == {2022}


def test_part_of_an_indicator_is_not_found_from_the_others(convention):
    """Childcare published in all, by mode but one: that one is what is left."""
    cles = ("taux_couverture_eaje", "taux_couverture_eaje_psu", "taux_couverture_eaje_hors_psu")
    tout, psu, hors = (IndicateurFactory(cle=cle, unite="%") for cle in cles)
    ValeurFactory(indicateur=tout, valeur=30)
    ValeurFactory(indicateur=psu, valeur=20)
    ValeurFactory(indicateur=hors, secrete=True)
    assert {place[0] for place in places_retenues(convention)} == {psu.pk}


def test_formula_on_a_figure_kept_back_gives_nothing(convention, publier, indicateurs):
    publier(SECRETE)
    (tue,) = places_retenues(convention)
    ValeurFactory(indicateur=indicateurs["habitants"], niveau="commune", code=tue[2], valeur=100)
    lieu = next(x for x in lieux_de_l_epci(convention) if x.code == tue[2])
    calcul = (
        Lecture(convention, (lieu,), ["part_calculee"]).cellule(indicateurs["part_calculee"], lieu).calcul
    )
    assert (calcul.valeur, calcul.raison) == (None, "« Enfants » est sous secret statistique.")


def test_page_grid_and_choice_show_no_figure_kept_back(client, convention, publier, redactrice):
    valeurs = publier(SECRETE)
    (tue,) = places_retenues(convention)
    valeur = valeurs[tue[2]]
    page = client.get(reverse("diagnostic:indicateur", args=[convention.code, "enfants"])).content.decode()
    assert page.count("<strong>10 enfants</strong>") == COMMUNES - 2
    assert page.count(" : secret statistique</title>") == 2  # on the map
    grille = client.get(reverse("saisie:indicateur", args=[convention.code, "enfants"]), {"annee": "2022"})
    assert grille.content.decode().count('value="10"') == 2 * (COMMUNES - 2)
    with pytest.raises(Refus, match="laisserait déduire"):
        choisir(convention, valeur, "Pour voir.", par=redactrice)


def test_value_chosen_then_made_secret_is_not_told_any_more(client, convention, redactrice):
    une, _ = ValeurFactory(valeur=5901), ValeurFactory(valeur=6164)
    choisir(convention, une, "La plus récente.", par=redactrice)
    type(une).objects.filter(pk=une.pk).update(valeur=None, statut="secrete")
    page = client.get(reverse("diagnostic:indicateur", args=[convention.code, "enfants"])).content.decode()
    assert Choix.objects.count() == 1
    assert "5\u202f901" not in page


def test_rounded_communes_are_never_added_up(convention):
    source = SourceFactory(arrondi=5)
    for lieu in lieux_de_l_epci(convention):
        ValeurFactory(niveau="commune", code=lieu.code, source=source, valeur=5, arrondie=True)
    _, cellules = montrees(convention)
    total = total_des_communes(cellules[0].indicateur, cellules)
    assert (total.valeur, "arrondies" in total.raison) == (None, True)
    ensemble = lieux_compares(convention)[0]
    lecture = Lecture(convention, (ensemble,))
    assert Rang(cellules[0].indicateur, (lecture.cellule(cellules[0].indicateur, ensemble),)).est_vide
    assert ensemble.code == EPCI
