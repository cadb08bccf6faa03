import calendar
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenir.conventions.rules.delais import (
    PREAVIS,
    Courrier,
    Delai,
    Unite,
    ajouter,
    ajouter_mois,
    dernier_depart_franc,
    echeance,
    fin_mise_en_demeure,
    jour_civil,
    jour_ouvre_precedent,
    jour_ouvre_suivant,
)
from convenir.conventions.rules.feries import est_ouvre
from convenir.socle.erreurs import Refus

dates = st.dates(date(1982, 1, 1), date(2200, 12, 31))
mois = st.integers(0, 240)


@pytest.mark.parametrize(
    ("depart", "ajoutes", "arrivee"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 1, 29), 1, date(2024, 2, 29)),
        (date(2025, 1, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 3, 31), 1, date(2025, 4, 30)),
        (date(2025, 2, 28), 1, date(2025, 3, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2100, 1, 31), 1, date(2100, 2, 28)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
    ],
)
def test_ajouter_mois(depart, ajoutes, arrivee):
    assert ajouter_mois(depart, ajoutes) == arrivee


@given(dates, mois)
def test_ajouter_mois_keeps_the_day_or_ends_the_month(depart, ajoutes):
    arrivee = ajouter_mois(depart, ajoutes)
    ecart = (arrivee.year - depart.year) * 12 + arrivee.month - depart.month
    dernier = calendar.monthrange(arrivee.year, arrivee.month)[1]
    assert (ecart, arrivee.day) == (ajoutes, min(depart.day, dernier))


@given(dates, dates, mois)
def test_ajouter_mois_keeps_the_order(un, autre, ajoutes):
    avant, apres = sorted((un, autre))
    assert ajouter_mois(avant, ajoutes) <= ajouter_mois(apres, ajoutes)


@given(dates, mois)
def test_ajouter_mois_comes_back_when_the_day_exists(depart, ajoutes):
    retour = ajouter_mois(ajouter_mois(depart, ajoutes), -ajoutes)
    assert retour == depart or (retour < depart and depart.day > 28)


@pytest.mark.parametrize(
    ("delai", "fin"),
    [
        (Delai(10, Unite.JOUR), date(2024, 3, 10)),
        (Delai(2, Unite.SEMAINE), date(2024, 3, 14)),
        (Delai(1, Unite.MOIS), date(2024, 3, 29)),
        (Delai(1, Unite.AN), date(2025, 2, 28)),
        (Delai(4, Unite.AN), date(2028, 2, 29)),
    ],
)
def test_ajouter_in_each_unit(delai, fin):
    assert ajouter(date(2024, 2, 29), delai) == fin


def test_fin_mise_en_demeure_runs_from_the_sending():
    courrier = Courrier(envoi=date(2025, 9, 3), reception=date(2025, 9, 9))
    fin = fin_mise_en_demeure(courrier)
    assert (fin.depart, fin.echeance, fin.echeance_prorogee) == (
        date(2025, 9, 3),
        date(2025, 10, 3),
        date(2025, 10, 3),
    )


def test_fin_mise_en_demeure_on_a_holiday_gives_both_dates():
    """1 October + 1 month = All Saints' Day, a Saturday in 2025: Monday 3 November if the text extends."""
    courrier = Courrier(date(2025, 10, 1))
    ferme = fin_mise_en_demeure(courrier)
    assert (ferme.echeance, ferme.echeance_prorogee, ferme.retenue) == (
        date(2025, 11, 1),
        date(2025, 11, 3),
        date(2025, 11, 1),
    )
    assert fin_mise_en_demeure(courrier, prorogation_prevue=True).retenue == date(2025, 11, 3)


def test_echeance_follows_the_holidays_of_the_departement():
    """26 November + 1 month: Saint Stephen's Day, a Friday in 2025, then the week-end."""
    depart, delai = date(2025, 11, 26), Delai(1, Unite.MOIS)
    assert echeance(depart, delai).echeance_prorogee == date(2025, 12, 26)
    assert echeance(depart, delai, departement="67").echeance_prorogee == date(2025, 12, 29)


def test_echeance_is_over_the_day_after():
    fin = echeance(date(2025, 8, 31), PREAVIS)
    assert fin.retenue == date(2026, 2, 28)
    assert [fin.est_echue(jour) for jour in (date(2026, 2, 28), date(2026, 3, 1))] == [False, True]


def test_courrier_received_before_it_was_sent_is_refused():
    with pytest.raises(Refus, match="reçue le 1er septembre 2025, avant son envoi le 2 septembre 2025"):
        Courrier(date(2025, 9, 2), date(2025, 9, 1))


@given(dates, st.sampled_from(["", "59", "67", "974"]))
def test_working_days_around_a_date(jour, departement):
    avant, apres = jour_ouvre_precedent(jour, departement), jour_ouvre_suivant(jour, departement)
    assert est_ouvre(avant, departement)
    assert est_ouvre(apres, departement)
    assert avant <= jour <= apres
    assert (avant == jour) == (apres == jour) == est_ouvre(jour, departement)


@pytest.mark.parametrize(
    ("instant", "jour"),
    [
        (datetime(2025, 12, 31, 22, 59, tzinfo=UTC), date(2025, 12, 31)),
        (datetime(2025, 12, 31, 23, 0, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2025, 6, 30, 21, 59, tzinfo=UTC), date(2025, 6, 30)),
        (datetime(2025, 6, 30, 22, 0, tzinfo=UTC), date(2025, 7, 1)),
        (datetime(2025, 3, 29, 22, 59, tzinfo=UTC), date(2025, 3, 29)),
        (datetime(2025, 3, 30, 21, 59, tzinfo=UTC), date(2025, 3, 30)),
        (datetime(2025, 10, 25, 21, 59, tzinfo=UTC), date(2025, 10, 25)),
        (datetime(2025, 10, 26, 22, 59, tzinfo=UTC), date(2025, 10, 26)),
        (datetime(2025, 7, 1, 1, 0, tzinfo=timezone(timedelta(hours=4))), date(2025, 6, 30)),
    ],
)
def test_jour_civil_across_daylight_saving(instant, jour):
    assert jour_civil(instant) == jour


def test_jour_civil_of_an_instant_without_offset_is_refused():
    with pytest.raises(ValueError, match="without offset"):
        jour_civil(datetime(2025, 1, 1))  # noqa: DTZ001 -- the very thing refused


@given(dates, st.integers(1, 10))
def test_dernier_depart_franc_leaves_whole_days_between(jour, jours):
    assert (jour - dernier_depart_franc(jour, jours)).days - 1 == jours
