"""Due dates from dates and facts: leap years, month ends, holidays, what was missed, done, set aside."""

import datetime
from dataclasses import replace

import pytest

from convenir.conventions.enums.echeances import Etat
from convenir.conventions.obligations.catalogue import OBLIGATIONS, Terme
from convenir.conventions.obligations.fondements import Fondement
from convenir.conventions.obligations.rules import (
    Abandon,
    Cadence,
    Fait,
    Occurrence,
    Vie,
    a_faire_maintenant,
    decompter,
    dernier_depart,
    echeance_au,
    periodiques,
    unique,
)
from convenir.conventions.rules.delais import Delai, Unite, jour_civil


def j(texte):
    return datetime.date.fromisoformat(texte)


VIE = Vie(j("2025-01-01"), j("2029-12-31"))


def modele(vie=VIE, cle="comite-pilotage", mois=6, delai=None):
    fondement = Fondement(mois=mois, delai=delai)
    cadence = Cadence(mois) if mois else None
    return Occurrence(OBLIGATIONS[cle], fondement, echeance_au(vie.fin, vie), cadence=cadence)


def serie(jour, faits=(), ecartes=(), vie=VIE, mois=6):
    faits = [Fait(j(f)) for f in faits]
    abandons = [Abandon(j(e), "Commun accord") for e in ecartes]
    return list(periodiques(modele(vie, mois=mois), vie, faits, abandons, j(jour)))


def dites(occurrences, jour):
    return [(str(o.date), o.etat(j(jour)), o.retard(j(jour))) for o in occurrences]


def test_periodiques_without_facts_announce_every_date_to_the_term():
    assert [str(o.date) for o in serie("2025-02-01")] == [
        *("2025-07-01", "2026-01-01", "2026-07-01", "2027-01-01", "2027-07-01"),
        *("2028-01-01", "2028-07-01", "2029-01-01", "2029-07-01"),
    ]
    assert [o.est_prochaine for o in serie("2025-02-01")] == [True] + [False] * 8


@pytest.mark.parametrize(
    ("jour", "etat", "retard"),
    [
        ("2025-06-30", Etat.A_VENIR, 0),
        ("2025-07-01", Etat.A_VENIR, 0),
        ("2025-07-02", Etat.EN_RETARD, 1),
        ("2026-07-01", Etat.EN_RETARD, 365),
    ],
)
def test_occurrence_is_late_from_the_day_after(jour, etat, retard):
    assert dites(serie(jour)[:1], jour) == [("2025-07-01", etat, retard)]


def test_periodiques_missed_in_a_row_are_late_once():
    suite = serie("2027-02-01")
    assert dites(suite[:2], "2027-02-01") == [
        ("2025-07-01", Etat.EN_RETARD, 580),
        ("2027-07-01", Etat.A_VENIR, 0),
    ]


def test_periodiques_run_from_the_last_time_and_keep_their_rank():
    suite = serie("2026-02-01", faits=["2025-09-15", "2025-06-20"])
    assert dites(suite[:3], "2026-02-01") == [
        ("2025-07-01", Etat.FAITE, 0),
        ("2025-12-20", Etat.FAITE, 0),
        ("2026-03-15", Etat.A_VENIR, 0),
    ]
    assert [o.rang for o in suite[:3]] == [1, 2, 3]
    late = serie("2026-03-01", faits=["2025-06-20", "2026-02-01"])
    assert dites(late[1:2], "2026-03-01") == [("2025-12-20", Etat.FAITE, 43)]


def test_periodiques_do_not_know_what_comes_after_the_day_asked():
    assert dites(serie("2025-08-01", faits=["2025-09-15"])[:1], "2025-08-01") == [
        ("2025-07-01", Etat.EN_RETARD, 31)
    ]


def test_periodiques_leave_out_what_precedes_the_convention():
    assert [o.fait for o in serie("2025-02-01", faits=["2024-12-01"])][:1] == [None]


def test_periodiques_set_aside_give_way_to_the_next_of_the_count():
    suite = serie("2025-08-01", ecartes=["2025-07-01"])
    assert dites(suite[:2], "2025-08-01") == [
        ("2025-07-01", Etat.ECARTEE, 31),
        ("2026-01-01", Etat.A_VENIR, 0),
    ]
    assert [o.est_prochaine for o in suite[:2]] == [False, True]


def test_periodiques_keep_the_day_across_short_months_and_leap_years():
    vie = Vie(j("2027-08-31"), j("2032-08-30"))
    assert [str(o.date) for o in serie("2027-09-01", vie=vie)][:4] == [
        *("2028-02-29", "2028-08-31", "2029-02-28", "2029-08-31"),
    ]
    annuel = Vie(j("2028-02-29"), j("2033-02-27"))
    assert [str(o.date) for o in serie("2028-03-01", vie=annuel, mois=12)] == [
        *("2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"),
    ]


def test_periodiques_without_rhythm_suppose_nothing():
    assert list(periodiques(modele(mois=None), VIE, [], [], j("2026-01-01"))) == []


def test_delays_run_from_a_late_signature_and_never_before_the_start():
    assert replace(VIE, signee_le=j("2026-03-10")).depart == j("2026-03-10")
    assert replace(VIE, signee_le=j("2024-12-10")).depart == VIE.debut
    tardive = replace(VIE, signee_le=j("2026-03-10"))
    assert str(serie("2026-04-01", vie=tardive)[0].date) == "2026-09-10"


@pytest.mark.parametrize(
    ("date", "ouvre"),
    [
        ("2026-07-14", "2026-07-15"),  # national day, a Tuesday
        ("2025-11-01", "2025-11-03"),  # All Saints, a Saturday
        ("2027-05-16", "2027-05-18"),  # Whit Sunday, then Whit Monday
        ("2026-11-24", "2026-11-24"),
    ],
)
def test_echeance_shows_both_days_and_keeps_its_own(date, ouvre):
    muette, prorogee = echeance_au(j(date), VIE), echeance_au(j(date), replace(VIE, proroge=True))
    assert (str(muette.echeance_prorogee), muette.retenue) == (ouvre, j(date))
    assert str(prorogee.retenue) == ouvre


def test_echeance_knows_the_holidays_of_the_departement():
    assert str(echeance_au(j("2025-12-26"), replace(VIE, departement="67")).echeance_prorogee) == "2025-12-29"


def test_carried_over_delay_is_not_late_before_the_working_day():
    prorogee = replace(VIE, proroge=True)
    (premiere, *_) = serie("2026-01-02", faits=["2025-07-01"], vie=prorogee)[1:]
    assert (str(premiere.date), premiere.etat(j("2026-01-02"))) == ("2026-01-02", Etat.A_VENIR)


def test_unique_opens_with_the_last_year_and_ends_at_the_term():
    bilan = unique(modele(cle="bilan", mois=None), Terme(), VIE, [Fait(j("2027-01-01"))], [])
    assert (str(bilan.ouverture), str(bilan.date), bilan.fait) == ("2029-01-01", "2029-12-31", None)
    fait = unique(modele(cle="bilan", mois=None), Terme(), VIE, [Fait(j("2029-11-01"))], [])
    assert fait.etat(j("2030-01-01")) == Etat.FAITE


def test_unique_obeys_the_delay_written_before_the_term():
    bientot = modele(cle="diagnostic", mois=None, delai=Delai(1, Unite.AN))
    seule = unique(bientot, Terme(), VIE, [], [])
    assert (str(seule.date), seule.ouverture) == ("2028-12-31", None)


def test_derniere_annee_of_a_convention_that_ends_on_a_leap_day():
    assert Vie(j("2024-03-01"), j("2028-02-29")).derniere_annee == j("2027-03-01")


@pytest.mark.parametrize(
    ("terme", "mois", "jour"),
    [
        ("2029-12-31", 6, "2029-06-30"),
        ("2031-02-28", 6, "2030-08-31"),  # six months from 31 August end on the last of February
        ("2028-02-29", 1, "2028-01-31"),
        ("2029-03-30", 1, "2029-02-28"),
    ],
)
def test_dernier_depart_is_the_last_day_whose_delay_ends_by_the_term(terme, mois, jour):
    assert str(dernier_depart(j(terme), Delai(mois, Unite.MOIS))) == jour


def test_right_that_lapses_is_never_late():
    preavis = unique(
        modele(cle="preavis", mois=None, delai=Delai(6, Unite.MOIS)),
        Terme(derniere_annee=False, exige_un_delai=True),
        VIE,
        [],
        [],
    )
    assert (preavis.etat(j("2029-06-30")), preavis.etat(j("2029-07-01"))) == (Etat.A_VENIR, Etat.PASSEE)
    assert a_faire_maintenant([preavis], j("2029-01-01")) is None


@pytest.mark.parametrize(
    ("jour", "dit"),
    [
        ("2025-07-02", "1 jour de retard"),
        ("2025-07-11", "10 jours de retard"),
        ("2025-07-01", "aujourd’hui"),
        ("2025-06-30", "J-1"),
        ("2025-03-30", "J-93"),  # the night when clocks change
        ("2025-01-01", "dans 6 mois"),
        ("2024-06-30", "dans 1 an"),
        ("2022-07-02", "dans 2 ans"),
    ],
)
def test_decompter_says_how_far(jour, dit):
    assert decompter(serie("2025-01-01")[0], j(jour)) == dit


@pytest.mark.parametrize(
    ("instant", "jour"),
    [
        ("2026-03-28T23:30:00+00:00", "2026-03-29"),  # clocks go forward that night
        ("2026-10-24T22:30:00+00:00", "2026-10-25"),  # and back that one
        ("2025-07-01T21:59:59+00:00", "2025-07-01"),
        ("2025-07-01T22:00:00+00:00", "2025-07-02"),
    ],
)
def test_a_day_of_paris_decides_across_the_change_of_clocks(instant, jour):
    assert str(jour_civil(datetime.datetime.fromisoformat(instant))) == jour


def test_a_faire_maintenant_prefers_what_is_late():
    revue = list(periodiques(modele(cle="revue", mois=3), VIE, [], [], j("2025-05-01")))
    comite = serie("2025-05-01")
    assert a_faire_maintenant([*comite, *revue], j("2025-05-01")) is revue[0]
    assert a_faire_maintenant(comite, j("2025-05-01")) is comite[0]
    assert a_faire_maintenant([], j("2025-05-01")) is None
