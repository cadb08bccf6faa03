"""How far an adhesion has come: computed from its dates, at any date."""

import datetime
from itertools import product

import pytest

from convenir.adhesions.enums import ACQUIS, PHRASES, SUITES, TRANSITIONS, Avancement, EtatAdhesion
from convenir.adhesions.models import Adhesion
from convenir.adhesions.rules import avancement, effet_le, executoire_le, raison_executoire
from convenir.conventions.models import Convention

VOTE, RECUE, PUBLIEE = (datetime.date(2025, 7, jour) for jour in (8, 16, 20))
AUJOURD_HUI = datetime.date(2025, 9, 1)


def adhesion(
    statut=EtatAdhesion.VOTEE, debut=datetime.date(2025, 1, 1), fin=datetime.date(2029, 12, 31), **dates
):
    dates = {"deliberee_le": VOTE, **dates} if statut not in {"non_demandee", "demandee"} else dates
    return Adhesion(convention=Convention(debut=debut, fin=fin), statut=statut, **dates)


@pytest.mark.parametrize(
    ("statut", "dates", "attendu"),
    [
        ("non_demandee", {}, "non_demandee"),
        ("demandee", {"demandee_le": datetime.date(2025, 5, 5)}, "demandee"),
        ("votee", {}, "votee"),
        ("votee", {"recue_le": RECUE}, "transmise"),
        ("votee", {"publiee_le": PUBLIEE}, "publiee"),
        ("votee", {"recue_le": RECUE, "publiee_le": PUBLIEE}, "en_vigueur"),
        ("refusee", {"recue_le": RECUE, "publiee_le": PUBLIEE}, "refusee"),
        ("retiree", {"retiree_le": datetime.date(2025, 8, 1)}, "retiree"),
        ("retiree", {"retiree_le": datetime.date(2025, 9, 2)}, "votee"),
    ],
)
def test_stage_follows_the_dates(statut, dates, attendu):
    assert avancement(adhesion(statut, **dates), AUJOURD_HUI) == attendu


def test_stage_at_a_date_knows_nothing_of_what_came_later():
    faite = adhesion(demandee_le=datetime.date(2025, 5, 5), recue_le=RECUE, publiee_le=PUBLIEE)
    un_jour = datetime.timedelta(days=1)
    jalons = [datetime.date(2025, 5, 5), VOTE, RECUE, PUBLIEE]
    veille = [avancement(faite, jour - un_jour) for jour in jalons]
    jour_dit = [avancement(faite, jour) for jour in jalons]
    assert veille == ["non_demandee", "demandee", "votee", "transmise"]
    assert jour_dit == ["demandee", "votee", "transmise", "en_vigueur"]


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        (datetime.date(2025, 12, 31), "executoire"),
        (datetime.date(2026, 1, 1), "en_vigueur"),
        (datetime.date(2028, 2, 29), "en_vigueur"),
        (datetime.date(2028, 3, 1), "executoire"),
    ],
)
def test_adhesion_is_in_force_within_the_life_of_the_convention_only(jour, attendu):
    faite = adhesion(
        debut=datetime.date(2026, 1, 1), fin=datetime.date(2028, 2, 29), recue_le=RECUE, publiee_le=PUBLIEE
    )
    assert avancement(faite, jour) == attendu


@pytest.mark.parametrize(("recue", "publiee"), [(RECUE, PUBLIEE), (PUBLIEE, RECUE)])
def test_executory_on_the_later_of_both_dates_in_whatever_order(recue, publiee):
    faite = adhesion(recue_le=recue, publiee_le=publiee)
    assert executoire_le(faite) == PUBLIEE
    assert "Exécutoire le 20 juillet 2025" in raison_executoire(faite)


def test_effect_waits_for_the_first_day_of_the_convention():
    faite = adhesion(debut=datetime.date(2026, 1, 1), recue_le=RECUE, publiee_le=PUBLIEE)
    assert effet_le(faite) == datetime.date(2026, 1, 1)


def test_what_is_missing_is_said():
    assert raison_executoire(adhesion()) == (
        "Pas encore exécutoire : il manque la réception en préfecture et la publication."
    )
    assert raison_executoire(adhesion(recue_le=RECUE)) == (
        "Pas encore exécutoire : il manque la publication ; l’acte est reçu en préfecture le 16 juillet 2025."
    )
    assert raison_executoire(adhesion("refusee", recue_le=RECUE, publiee_le=PUBLIEE)) == ""


def test_tables_speak_of_every_state():
    assert set(TRANSITIONS) == set(PHRASES) == set(EtatAdhesion)
    assert set(SUITES) == set(Avancement) >= ACQUIS
    assert not any(etat in TRANSITIONS[etat] for etat, _ in product(EtatAdhesion, EtatAdhesion))
