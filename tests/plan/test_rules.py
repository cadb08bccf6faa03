"""What follows from the fields of a fiche."""

import datetime
from decimal import Decimal

import pytest

from convenir.plan.contenu import vide
from convenir.plan.rules import (
    UTILES,
    attendu,
    completude,
    est_en_retard,
    est_en_voie,
    est_silencieuse,
    manquants,
)
from tests.factories.plan import ENTIERE

JOUR = datetime.date(2026, 6, 1)
VEILLE, LENDEMAIN = datetime.date(2026, 5, 31), datetime.date(2026, 6, 2)


@pytest.mark.parametrize(
    ("avancement", "fin", "echeances", "retard"),
    [
        ("en_cours", VEILLE, [], True),
        ("en_cours", JOUR, [], False),
        ("en_cours", LENDEMAIN, [VEILLE], True),
        ("en_cours", None, [LENDEMAIN], False),
        ("a_demarrer", None, [], False),
        ("terminee", VEILLE, [VEILLE], False),
        ("abandonnee", VEILLE, [], False),
    ],
)
def test_late_is_past_its_end_or_a_step_and_not_over(avancement, fin, echeances, retard):
    assert est_en_retard(avancement, fin, echeances, JOUR) is retard


@pytest.mark.parametrize(("jours", "silence"), [(183, False), (184, True)])
def test_silent_after_six_months(jours, silence):
    avant = JOUR - datetime.timedelta(days=jours)
    assert est_silencieuse("en_cours", avant, JOUR) is silence
    assert est_silencieuse("terminee", avant, JOUR) is False


def test_empty_fiche_lacks_everything_the_pilot_first():
    assert manquants(vide()) == UTILES
    assert manquants(vide())[0].partie == "acteurs"
    assert completude(vide()) == 0


def test_whole_fiche_lacks_nothing():
    assert (manquants(ENTIERE), completude(ENTIERE)) == ((), 100)


def test_partner_alone_is_no_pilot():
    contenu = ENTIERE | {"intervenants": [ENTIERE["intervenants"][1]]}
    assert [champ.cle for champ in manquants(contenu)] == ["intervenants"]


DU, AU = datetime.date(2026, 1, 1), datetime.date(2026, 4, 11)  # a hundred days


@pytest.mark.parametrize(
    ("jour", "valeur"),
    [(DU, 10), (datetime.date(2026, 2, 20), 15), (AU, 20), (LENDEMAIN, 20), (datetime.date(2025, 1, 1), 10)],
)
def test_expected_value_follows_a_straight_line(jour, valeur):
    assert attendu(Decimal(10), Decimal(20), DU, AU, jour) == valeur


@pytest.mark.parametrize(
    ("depart", "cible", "valeur", "en_voie"),
    [
        (0, 20, 9, True),
        (0, 20, Decimal("8.9"), False),
        (20, 0, 11, True),
        (20, 0, 12, False),
        (5, 5, 5, True),
    ],
)
def test_on_its_way_at_nine_tenths_whichever_way_it_goes(depart, cible, valeur, en_voie):
    milieu = datetime.date(2026, 2, 20)
    assert est_en_voie(Decimal(depart), Decimal(cible), Decimal(valeur), DU, AU, milieu) is en_voie
