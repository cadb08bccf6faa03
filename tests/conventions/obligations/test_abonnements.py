"""What a person is told: the calendar of their own conventions only, one digest a period."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convenir.acteurs.enums import Role
from convenir.conventions.enums.echeances import Envoi
from convenir.conventions.models import Abonnement, Membre
from convenir.conventions.obligations import abonnements, tasks
from convenir.conventions.obligations.abonnements import envoi_de, envoyer_les_recapitulatifs, periode
from convenir.notifications.models import Courriel

JOUR = datetime.date(2026, 3, 2)


@pytest.fixture
def adresse(entrer):
    """The secret address that a member opened."""

    def ouvrir(membre):
        reponse = entrer(membre).post(reverse("obligations:ouvrir_agenda"), follow=True)
        page = reponse.content.decode()
        return page.partition('value="http://localhost:8000')[2].partition('"')[0]

    return ouvrir


def lire(chemin):
    return Client().get(chemin).content.decode().replace("\r\n ", "")


def test_agenda_gives_the_open_dates_of_its_own_conventions(signee, pilote, adresse):
    from tests.factories.conventions import ConventionFactory

    ConventionFactory(membre=None, code="ailleurs")
    reponse = Client().get(adresse(pilote))
    assert reponse["Content-Type"] == "text/calendar; charset=utf-8"
    lu = reponse.content.decode().replace("\r\n ", "")
    assert f"UID:{signee.code}.comite-pilotage.1@localhost" in lu
    assert "SUMMARY:Réunir le comité de pilotage (Val d’Ambre)" in lu
    assert "ailleurs" not in lu


def test_agenda_follows_membership_at_the_moment_of_the_request(signee, pilote, adresse):
    chemin = adresse(pilote)
    assert lire(chemin).count("BEGIN:VEVENT") > 0
    Membre.objects.filter(pk=pilote.pk).update(parti_le=timezone.localdate())
    assert lire(chemin).count("BEGIN:VEVENT") == 0


def test_agenda_keeps_its_ids_when_a_date_moves(signee, pilote, adresse):
    from tests.conventions.obligations.test_echeancier import note

    chemin, uid = adresse(pilote), f"UID:{signee.code}.comite-pilotage.2@localhost"
    avant = lire(chemin).partition(uid)[2].partition("DTSTART;VALUE=DATE:")[2][:8]
    note(signee, pilote.personne, "2026-02-10")
    apres = lire(chemin).partition(uid)[2].partition("DTSTART;VALUE=DATE:")[2][:8]
    assert (avant != apres, apres) == (True, "20260810")


def test_address_is_kept_as_a_hash_and_replaced_or_revoked(pilote, adresse, entrer):
    premiere = adresse(pilote)
    jeton = premiere.split("/")[-1].removesuffix(".ics")
    assert jeton not in repr(Abonnement.objects.values())
    seconde = adresse(pilote)
    assert (Client().get(premiere).status_code, Client().get(seconde).status_code) == (404, 200)
    entrer(pilote).post(reverse("obligations:fermer_agenda"))
    assert Client().get(seconde).status_code == 404
    assert Client().get(reverse("obligations:agenda", args=["inconnu"])).status_code == 404


def test_address_is_not_shown_any_more_once_the_key_of_the_site_changed(pilote, adresse, entrer, settings):
    chemin = adresse(pilote)
    abonnement = Abonnement.objects.get()
    assert abonnements.adresse_de(abonnement).endswith(chemin)
    settings.SECRET_KEY = "autre"
    assert abonnements.adresse_de(abonnement) == ""
    assert Client().get(chemin).status_code == 200


def test_address_of_a_closed_account_answers_nothing(pilote, adresse):
    chemin = adresse(pilote)
    pilote.personne.is_active = False
    pilote.personne.save()
    assert Client().get(chemin).status_code == 404


def test_envoi_is_weekly_for_pilots_until_they_choose(pilote, membre, entrer):
    lectrice = membre(Role.LECTURE)
    assert (envoi_de(pilote.personne), envoi_de(lectrice.personne)) == (Envoi.HEBDOMADAIRE, Envoi.JAMAIS)
    page = reverse("obligations:abonnement")
    entrer(pilote).post(page, {"envoi": "jamais"})
    entrer(lectrice).post(page, {"envoi": "mensuel"})
    assert entrer(lectrice).post(page, {"envoi": "hier"}).status_code == 422
    assert (envoi_de(pilote.personne), envoi_de(lectrice.personne)) == (Envoi.JAMAIS, Envoi.MENSUEL)


@pytest.mark.parametrize(
    ("envoi", "jour", "nom"),
    [
        (Envoi.HEBDOMADAIRE, "2026-12-28", "2026-S53"),
        (Envoi.HEBDOMADAIRE, "2027-01-03", "2026-S53"),
        (Envoi.HEBDOMADAIRE, "2027-01-04", "2027-S01"),
        (Envoi.MENSUEL, "2028-02-29", "2028-02"),
    ],
)
def test_periode_is_the_week_or_the_month(envoi, jour, nom):
    assert periode(envoi, datetime.date.fromisoformat(jour)) == nom


def test_digest_is_sent_once_a_period_for_all_conventions(signee, pilote, membre):
    membre(Role.LECTURE)
    semaine = [JOUR + datetime.timedelta(days=n) for n in range(7)]
    assert [envoyer_les_recapitulatifs(jour) for jour in semaine] == [1, 0, 0, 0, 0, 0, 0]
    assert envoyer_les_recapitulatifs(semaine[-1] + datetime.timedelta(days=1)) == 1
    courriel = Courriel.objects.order_by("cree_le").first()
    assert (courriel.adresse, courriel.sujet) == (pilote.personne.email, "echeances:2026-S10")
    assert courriel.objet == "Échéances\u00a0: 1 en retard"
    assert "- Réunir le comité de pilotage (01/07/2025, 244 jours de retard)" in courriel.texte
    assert reverse("obligations:abonnement") in courriel.texte


def test_command_writes_the_digests_of_the_day_once(signee, pilote, capsys):
    from convenir.__main__ import main

    assert [main(["echeances", "recapituler"]), main(["echeances", "recapituler"])] == [0, 0]
    assert capsys.readouterr().out.splitlines() == [
        "Récapitulatifs écrits : 1.",
        "Récapitulatifs écrits : 0.",
    ]


def test_digest_has_nothing_to_say_then_nothing_is_sent(convention, pilote):
    assert envoyer_les_recapitulatifs(JOUR) == 0
    assert Courriel.objects.count() == 0


def test_digest_of_who_refused_or_left_is_not_sent(signee, pilote, administratrice):
    abonnements.choisir_l_envoi(pilote.personne, Envoi.JAMAIS)
    Membre.objects.filter(pk=administratrice.pk).update(parti_le=timezone.localdate())
    assert envoyer_les_recapitulatifs(JOUR) == 0


@pytest.mark.parametrize(
    ("instant", "matin"),
    [
        ("2026-03-28T12:00:00+00:00", "2026-03-29T07:00:00+02:00"),
        ("2026-10-24T12:00:00+00:00", "2026-10-25T07:00:00+01:00"),
        ("2026-06-01T04:59:00+00:00", "2026-06-01T07:00:00+02:00"),
        ("2026-06-01T05:00:00+00:00", "2026-06-02T07:00:00+02:00"),
    ],
)
def test_prochain_matin_is_seven_in_paris_across_the_change_of_clocks(instant, matin):
    assert tasks.prochain_matin(datetime.datetime.fromisoformat(instant)).isoformat() == matin


@pytest.mark.django_db(transaction=True)
def test_programmer_queues_one_morning_however_often_it_starts(settings):
    from django_tasks_db.models import DBTaskResult

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    tasks.programmer()
    tasks.programmer()
    assert DBTaskResult.objects.count() == 1
