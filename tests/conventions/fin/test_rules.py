"""Where a convention stands in its life, who is a Caf, which court judges."""

import datetime

import pytest

from convenir.conventions.enums import Statut
from convenir.conventions.fin.rules import Phase, est_la_caf, phase
from convenir.conventions.fin.tribunaux import RESSORTS, tribunal_administratif
from convenir.conventions.models import Convention
from convenir.territoires.queries import departements

#: Overseas lands that are no département: no Caf there signs a convention.
SANS_CAF = {"975", "977", "978", "984", "986", "987", "988", "989"}


@pytest.mark.parametrize(
    ("statut", "jour", "attendue"),
    [
        (Statut.BROUILLON, "2032-01-01", Phase.EN_PROJET),
        (Statut.EN_SIGNATURE, "2032-01-01", Phase.EN_PROJET),
        (Statut.SIGNEE, "2030-12-31", Phase.A_VENIR),
        (Statut.SIGNEE, "2031-01-01", Phase.EN_VIGUEUR),
        (Statut.SIGNEE, "2035-12-31", Phase.EN_VIGUEUR),
        (Statut.SIGNEE, "2036-01-01", Phase.ECHUE),
        (Statut.RESILIEE, "2035-12-31", Phase.EN_VIGUEUR),
        (Statut.RESILIEE, "2036-01-01", Phase.RESILIEE),
    ],
)
def test_phase_on_a_day(statut, jour, attendue):
    convention = Convention(statut=statut, debut=datetime.date(2031, 1, 1), fin=datetime.date(2035, 12, 31))
    assert phase(convention, datetime.date.fromisoformat(jour)) is attendue


@pytest.mark.parametrize(
    ("nom", "attendu"),
    [
        ("Caisse d’allocations familiales du Val", True),
        ("La Caisse d'Allocations Familiales de l'Ambre", True),
        ("CAF du Val", True),
        ("Communauté de communes du Cafier", False),
        ("Mutualité sociale agricole", False),
    ],
)
def test_est_la_caf(nom, attendu):
    assert est_la_caf(nom) is attendu


def test_every_departement_has_one_administrative_court():
    connus = [d for ressort in RESSORTS.values() for d in ressort]
    assert sorted(connus) == sorted(set(connus))
    assert {code for code in departements() if not tribunal_administratif(code)} == SANS_CAF


@pytest.mark.parametrize(
    ("departement", "nom"),
    [
        ("59", "Tribunal administratif de Lille"),
        ("80", "Tribunal administratif d’Amiens"),
        ("45", "Tribunal administratif d’Orléans"),
        ("974", "Tribunal administratif de La Réunion"),
        ("00", ""),
    ],
)
def test_tribunal_administratif(departement, nom):
    assert tribunal_administratif(departement) == nom
