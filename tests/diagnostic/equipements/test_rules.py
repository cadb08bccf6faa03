import datetime

import pytest

from convenir.diagnostic.enums import EtatEquipement, PointDeVigilance
from convenir.diagnostic.equipements.catalogue import types
from convenir.diagnostic.equipements.rules import a_verifier, etat, nombre_commun, points_de_vigilance
from tests.factories.equipements import EquipementFactory

AU = datetime.date(2031, 6, 1)
VEILLE, LENDEMAIN = AU - datetime.timedelta(1), AU + datetime.timedelta(1)


@pytest.mark.parametrize(
    ("ouvert_le", "ferme_le", "attendu"),
    [
        (None, None, EtatEquipement.OUVERT),
        (AU, None, EtatEquipement.OUVERT),
        (LENDEMAIN, None, EtatEquipement.ANNONCE),
        (LENDEMAIN, LENDEMAIN, EtatEquipement.ANNONCE),
        (VEILLE, LENDEMAIN, EtatEquipement.FERMETURE_ANNONCEE),
        (VEILLE, AU, EtatEquipement.FERME),
        (None, VEILLE, EtatEquipement.FERME),
    ],
)
def test_state_is_that_of_its_dates(ouvert_le, ferme_le, attendu):
    assert etat(ouvert_le, ferme_le, AU) == attendu


def test_record_is_stale_after_twelve_months():
    assert not a_verifier(AU - datetime.timedelta(365), AU)
    assert a_verifier(AU - datetime.timedelta(366), AU)
    assert a_verifier(None, AU)


def points(**champs):
    equipement = EquipementFactory.build(convention=None, **champs)
    return points_de_vigilance(equipement, types()[equipement.type], AU)


def test_known_and_fresh_service_has_nothing_to_watch():
    assert points() == ()


def test_bare_service_has_everything_to_watch():
    assert set(points(nu=True)) == set(PointDeVigilance) - {PointDeVigilance.FERMETURE}


def test_places_are_not_missed_where_they_have_no_sense():
    assert points(type="rpe", places=None) == ()


def test_closing_to_come_is_watched_and_a_closed_one_is_left_alone():
    assert points(ferme_le=LENDEMAIN) == (PointDeVigilance.FERMETURE,)
    assert points(ferme_le=AU, places=None) == ()


def test_common_number_is_none_when_counts_disagree():
    assert nombre_commun([15, None, 15]) == 15
    assert nombre_commun([24, 13]) is None
    assert nombre_commun([None]) is None
