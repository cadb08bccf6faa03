from decimal import Decimal

import pytest

from convenir.diagnostic.operations import choisir
from convenir.diagnostic.queries import Lecture, lieux_de_l_epci, total_des_communes
from convenir.diagnostic.rules import additionner, lieu_de
from convenir.socle.erreurs import Refus
from tests.factories.acteurs import PersonneFactory
from tests.factories.diagnostic import SourceFactory, ValeurFactory


def test_published_numbers_add_up():
    assert additionner(["publiee", "publiee"], [Decimal(3), Decimal(4)]) == 7


@pytest.mark.parametrize(
    ("statuts", "nombres", "mot"),
    [
        (["publiee", "arrondie"], [Decimal(3), Decimal(5)], "arrondies"),
        (["publiee", "secrete"], [Decimal(3), None], "secret"),
        ([], [], "Aucune"),
    ],
)
def test_rounded_secret_and_missing_numbers_do_not(statuts, nombres, mot):
    assert mot in additionner(statuts, nombres)


@pytest.mark.parametrize(
    ("niveau", "ecrit", "code"),
    [
        ("commune", "1004", "01004"),
        ("departement", "059", "59"),
        ("departement", "1", "01"),
        ("departement", "2a", "2A"),
        ("region", "32", "32"),
        ("epci", "245901160", "245901160"),
        ("iris", "590140101", "590140101"),
        ("france", "n’importe", "FR"),
    ],
)
def test_code_is_read_as_files_write_it(niveau, ecrit, code):
    assert lieu_de(niveau, ecrit) == (code, "")


@pytest.mark.parametrize(
    ("niveau", "ecrit"),
    [
        ("commune", "99999"),
        ("departement", "99"),
        ("region", "99"),
        ("epci", "1"),
        ("iris", "59014"),
        ("iris", "x"),
    ],
)
def test_code_that_nothing_bears_is_refused(niveau, ecrit):
    with pytest.raises(Refus):
        lieu_de(niveau, ecrit)


@pytest.fixture
def total(convention, indicateurs):
    def _total():
        lieux = lieux_de_l_epci(convention)
        lecture = Lecture(convention, lieux)
        return total_des_communes(
            indicateurs["enfants"], [lecture.cellule(indicateurs["enfants"], lieu) for lieu in lieux]
        )

    return _total


def emplir(convention, **derniere):
    source = SourceFactory()
    *lieux, dernier = lieux_de_l_epci(convention)
    for lieu in lieux:
        ValeurFactory(source=source, niveau="commune", code=lieu.code, valeur=2)
    return ValeurFactory(
        **{"source": source, "niveau": "commune", "code": dernier.code, "valeur": 2} | derniere
    )


def test_total_of_exact_communes_is_made(convention, total):
    emplir(convention)
    assert (total().valeur, total().millesime) == (Decimal(70), 2022)


@pytest.mark.parametrize(
    "derniere", [{"statut": "arrondie"}, {"statut": "secrete", "valeur": None}, {"millesime": 2021}]
)
def test_total_of_rounded_secret_or_other_communes_is_not(convention, total, derniere):
    emplir(convention, **derniere)
    assert total().valeur is None
    assert total().raison


def test_total_of_communes_waits_for_the_choice(convention, total):
    valeur = emplir(convention)
    ValeurFactory(niveau="commune", code=valeur.code, valeur=9)
    assert total().valeur is None
    choisir(convention, valeur, "La même source.", par=PersonneFactory())
    assert total().valeur == 70
