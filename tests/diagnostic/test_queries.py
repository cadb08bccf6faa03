"""What is read of the figures: the last year, conflicts, choices, calculations."""

from decimal import Decimal

import pytest

from convenir.diagnostic.enums import Niveau
from convenir.diagnostic.models import Valeur
from convenir.diagnostic.operations import choisir
from convenir.diagnostic.queries import Lecture, lieux_compares, volets
from tests.factories.acteurs import PersonneFactory
from tests.factories.conventions import ConventionFactory
from tests.factories.diagnostic import IndicateurFactory, SourceFactory, ValeurFactory


@pytest.fixture
def lire(convention):
    """The cell of an indicator for the EPCI."""

    def _lire(indicateur):
        lieux = lieux_compares(convention)
        return Lecture(convention, lieux).cellule(indicateur, lieux[0])

    return _lire


def test_territories_compared_are_the_epci_its_departement_and_france(convention):
    assert [(lieu.niveau, lieu.code) for lieu in lieux_compares(convention)] == [
        ("epci", "245901160"),
        ("departement", "59"),
        ("france", "FR"),
    ]


def test_convention_without_epci_compares_nothing(db):
    assert volets(ConventionFactory()) == ()


def test_last_year_is_read(lire, indicateurs):
    ValeurFactory(millesime=2021, valeur=100)
    derniere = ValeurFactory(valeur=120)
    assert lire(indicateurs["enfants"]).retenue == derniere


def test_values_that_disagree_stand_until_one_is_chosen(convention, lire, indicateurs):
    une, autre = ValeurFactory(valeur=5901), ValeurFactory(valeur=6164)
    cellule = lire(indicateurs["enfants"])
    assert (cellule.est_en_conflit, cellule.retenue, set(cellule.dernieres)) == (True, None, {une, autre})
    choisir(convention, une, "Celle de l’annexe.", par=PersonneFactory())
    cellule = lire(indicateurs["enfants"])
    assert (cellule.est_en_conflit, cellule.retenue, cellule.a_plusieurs_valeurs) == (False, une, True)


def test_values_that_agree_are_no_conflict(lire, indicateurs):
    ValeurFactory()
    ValeurFactory()
    assert not lire(indicateurs["enfants"]).est_en_conflit


def test_secret_value_contradicts_nothing(lire, indicateurs):
    ValeurFactory()
    ValeurFactory(secrete=True)
    assert not lire(indicateurs["enfants"]).est_en_conflit


def test_chosen_value_that_changed_since_is_told(convention, lire, indicateurs):
    valeur = ValeurFactory()
    choisir(convention, valeur, "La seule.", par=PersonneFactory())
    assert not lire(indicateurs["enfants"]).a_change
    Valeur.objects.update(valeur=130)
    assert lire(indicateurs["enfants"]).a_change


def test_value_of_another_convention_is_not_read(lire, indicateurs):
    ValeurFactory(source=SourceFactory(convention=ConventionFactory()))
    assert lire(indicateurs["enfants"]).est_vide


def test_value_of_this_convention_is_read(convention, lire, indicateurs):
    sienne = ValeurFactory(source=SourceFactory(convention=convention))
    assert lire(indicateurs["enfants"]).retenue == sienne


@pytest.fixture
def habitants(indicateurs):
    return indicateurs["habitants"]


def test_derived_indicator_is_computed_for_the_last_common_year(lire, indicateurs, habitants):
    for annee, enfants in ((2021, 10), (2022, 20), (2023, 30)):
        ValeurFactory(millesime=annee, valeur=enfants)
    for annee in (2020, 2021, 2022):
        ValeurFactory(indicateur=habitants, millesime=annee, valeur=160)
    calcul = lire(indicateurs["part_calculee"]).calcul
    assert (calcul.valeur, calcul.millesime) == (Decimal("12.5"), 2022)


def test_derived_indicator_follows_what_it_is_computed_from(lire, indicateurs, habitants):
    valeur = ValeurFactory(valeur=20)
    ValeurFactory(indicateur=habitants, valeur=160)
    Valeur.objects.filter(pk=valeur.pk).update(valeur=40)
    assert lire(indicateurs["part_calculee"]).calcul.valeur == Decimal(25)


@pytest.mark.parametrize(
    ("autres", "raison"),
    [
        ({"valeur": 0}, "Le calcul divise par zéro."),
        ({"secrete": True}, "« Habitants » est sous secret statistique."),
    ],
)
def test_derived_indicator_without_a_term_says_why(lire, indicateurs, habitants, autres, raison):
    ValeurFactory()
    ValeurFactory(indicateur=habitants, **autres)
    assert (
        lire(indicateurs["part_calculee"]).calcul.valeur,
        lire(indicateurs["part_calculee"]).calcul.raison,
    ) == (
        None,
        raison,
    )


def test_derived_indicator_of_a_disputed_term_waits_for_the_choice(convention, lire, indicateurs, habitants):
    retenue = ValeurFactory(valeur=20)
    ValeurFactory(valeur=30)
    ValeurFactory(indicateur=habitants, valeur=160)
    assert lire(indicateurs["part_calculee"]).calcul.valeur is None
    choisir(convention, retenue, "Plus sûre.", par=PersonneFactory())
    assert lire(indicateurs["part_calculee"]).calcul.valeur == Decimal("12.5")


def test_derived_indicator_of_a_rounded_term_says_so(lire, indicateurs, habitants):
    ValeurFactory(arrondie=True)
    ValeurFactory(indicateur=habitants, valeur=160)
    assert lire(indicateurs["part_calculee"]).calcul.arrondi


@pytest.mark.parametrize("nombre", [1, 3])
def test_page_asks_as_many_queries_whatever_the_figures(
    convention, indicateurs, nombre, django_assert_num_queries
):
    for rang in range(nombre):
        cle = IndicateurFactory(cle=f"i{rang}")
        for niveau, code in ((Niveau.EPCI, "245901160"), (Niveau.DEPARTEMENT, "59")):
            ValeurFactory(indicateur=cle, niveau=niveau, code=code)
    with django_assert_num_queries(6):
        lus = volets(convention)
    assert sum(len(volet.rangs) for volet in lus) == nombre
