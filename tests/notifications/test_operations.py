"""Writing, reminding, choosing, sending what waits."""

import datetime
import threading

import pytest
from django.core import mail
from django.db import connection, connections, transaction
from django.utils import timezone
from django_tasks import default_task_backend

from convenir.notifications.enums import EtatCourriel
from convenir.notifications.models import Courriel
from convenir.notifications.operations import Destinataire, ecrire, envoyer_ce_qui_attend, preferer, relancer
from convenir.notifications.queries import get_preferences, get_relance_permise
from convenir.notifications.tasks import expedier
from convenir.socle.erreurs import Refus
from tests.notifications.conftest import CONTEXTE, GABARIT, LISE, SUJET

SEMAINE = datetime.timedelta(days=7)


def relancer_lise(destinataire=LISE, sujet=SUJET):
    with transaction.atomic():
        return relancer(destinataire, GABARIT, CONTEXTE, motif="invitation", sujet=sujet, delai=SEMAINE)


def vieillir(courriel, **duree):
    Courriel.objects.filter(pk=courriel.pk).update(cree_le=timezone.now() - datetime.timedelta(**duree))


def file():
    return [resultat.args for resultat in default_task_backend.results]


def test_mail_is_queued_once_the_act_is_committed(
    messagerie, ecrire_a_lise, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        courriel = ecrire_a_lise()
        assert file() == []
    assert file() == [[str(courriel.pk)]]
    assert (courriel.etat, mail.outbox) == (EtatCourriel.A_ENVOYER, [])


@transaction.atomic
def _acte_refuse():
    ecrire(LISE, GABARIT, CONTEXTE, motif="invitation", sujet=SUJET)
    raise Refus("Non.")


@pytest.mark.django_db(transaction=True)
def test_mail_of_an_act_that_fails_is_never_written(messagerie):
    with pytest.raises(Refus):
        _acte_refuse()
    assert (Courriel.objects.count(), file()) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_mail_outside_a_transaction_is_a_defect():
    with pytest.raises(RuntimeError):
        ecrire(LISE, GABARIT, CONTEXTE, motif="invitation", sujet=SUJET)
    with pytest.raises(RuntimeError):
        relancer(LISE, GABARIT, CONTEXTE, motif="invitation", sujet=SUJET, delai=SEMAINE)


@pytest.mark.parametrize(
    "reglages",
    [{}, {"MESSAGERIE_REGLEE": True, "DEMONSTRATION": True}],
    ids=["sans serveur", "démonstration"],
)
def test_mail_that_cannot_leave_is_kept_whole(
    settings, ecrire_a_lise, django_capture_on_commit_callbacks, reglages
):
    for nom, valeur in reglages.items():
        setattr(settings, nom, valeur)
    with django_capture_on_commit_callbacks() as rappels:
        courriel = ecrire_a_lise()
    courriel.refresh_from_db()
    assert (courriel.etat, rappels) == (EtatCourriel.RETENU, [])
    assert "http://localhost:8000/invitations/secret-42/" in courriel.texte.splitlines()


@pytest.mark.parametrize("adresse", ["", "lise", "lise@", "lise@ambre.example\nBcc: tous@ambre.example"])
def test_address_that_is_none_is_refused(db, adresse):
    with pytest.raises(Refus, match="corrigez celle de Lise Orval"), transaction.atomic():
        ecrire(Destinataire("personne:12", "Lise Orval", adresse), GABARIT, CONTEXTE, motif="a", sujet="b:c")


def test_names_and_titles_too_long_or_broken_are_made_fit(db):
    with transaction.atomic():
        courriel = ecrire(
            Destinataire("personne:12", "Lise\nOrval " + "x" * 300, "lise@ambre.example"),
            GABARIT,
            {**CONTEXTE, "titre": "t" * 300},
            motif="invitation",
            sujet=SUJET,
        )
    assert courriel.destinataire_nom == "Lise Orval " + "x" * 189
    assert len(courriel.objet) == 200


def test_optional_mail_refused_by_its_reader_is_not_written(ecrire_a_lise):
    preferer("personne:12", "nouvelles", recoit=False)
    assert ecrire_a_lise(motif="nouvelles", facultatif=True) is None
    assert ecrire_a_lise(motif="nouvelles").motif == "nouvelles"
    assert ecrire_a_lise(facultatif=True).motif == "invitation"


def test_last_preference_is_the_one_kept(ecrire_a_lise):
    preferer("personne:12", "nouvelles", recoit=False)
    preferer("personne:12", "nouvelles", recoit=True)
    assert get_preferences("personne:12") == {"nouvelles": True}
    assert ecrire_a_lise(motif="nouvelles", facultatif=True).motif == "nouvelles"


def test_reminder_too_early_is_refused_with_its_date(ecrire_a_lise):
    courriel = ecrire_a_lise()
    Courriel.objects.filter(pk=courriel.pk).update(
        cree_le=datetime.datetime(2031, 3, 1, 8, 5, tzinfo=datetime.UTC)
    )
    with pytest.raises(Refus) as refus:
        relancer_lise()
    assert refus.value.message == (
        "Ce courriel a déjà été adressé à Lise Orval le 1er mars 2031 à 9 h 05 : "
        "vous pourrez l’envoyer de nouveau à partir du 8 mars 2031 à 9 h 05."
    )
    assert get_relance_permise(LISE.cle, "invitation", SUJET, SEMAINE) == datetime.datetime(
        2031, 3, 8, 8, 5, tzinfo=datetime.UTC
    )


def test_reminder_after_the_delay_is_written_and_starts_a_new_one(ecrire_a_lise):
    vieillir(ecrire_a_lise(), days=7)
    assert get_relance_permise(LISE.cle, "invitation", SUJET, SEMAINE) is None
    relancer_lise()
    with pytest.raises(Refus):
        relancer_lise()
    assert Courriel.objects.count() == 2


def test_reminder_to_another_or_about_another_thing_is_free(ecrire_a_lise):
    ecrire_a_lise()
    relancer_lise(sujet="convention:autre")
    relancer_lise(Destinataire("personne:13", "Lise Orval", "lise@ambre.example"))
    assert Courriel.objects.count() == 3


def test_reminder_after_a_mail_given_up_is_free(serveur, ecrire_a_lise):
    serveur.reponses["RCPT"] = "550 inconnue"
    expedier(ecrire_a_lise().pk)
    relancer_lise()
    assert list(Courriel.objects.order_by("cree_le").values_list("etat", flat=True)) == [
        EtatCourriel.ABANDONNE,
        EtatCourriel.A_ENVOYER,
    ]


def test_what_waits_is_not_sent_without_a_mail_server(ecrire_a_lise):
    ecrire_a_lise()
    with pytest.raises(Refus, match="CONVENIR_SMTP"):
        envoyer_ce_qui_attend()


def test_what_was_retained_less_than_a_week_is_sent(settings, ecrire_a_lise):
    ancien, recent = ecrire_a_lise(), ecrire_a_lise()
    vieillir(ancien, days=8)
    settings.MESSAGERIE_REGLEE = True
    assert envoyer_ce_qui_attend() == 1
    assert [m.extra_headers["Message-ID"].partition("@")[0] for m in mail.outbox] == [f"<{recent.pk}"]
    ancien.refresh_from_db()
    assert (ancien.etat, ancien.texte) == (EtatCourriel.ABANDONNE, "")


@pytest.mark.django_db(transaction=True)
def test_second_reminder_asked_at_the_same_moment_waits_and_is_refused():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite n’ouvre qu’une transaction qui écrit à la fois")
    refus = []
    second = threading.Thread(target=_relancer_en_parallele, args=(refus,))
    with transaction.atomic():
        relancer(LISE, GABARIT, CONTEXTE, motif="invitation", sujet=SUJET, delai=SEMAINE)
        second.start()
        attendre_un_verrou()
    second.join()
    assert (len(refus), Courriel.objects.count()) == (1, 1)


def _relancer_en_parallele(refus):
    try:
        relancer_lise()
    except Refus as erreur:
        refus.append(erreur)
    finally:
        connections.close_all()


def attendre_un_verrou():
    """Until another connection is stopped by a lock; bounded by the database's own patience."""
    with connection.cursor() as curseur:
        for _ in range(2000):
            curseur.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if curseur.fetchone()[0]:
                return
            curseur.execute("SELECT pg_sleep(0.01)")
    pytest.fail("la seconde connexion n’a pas attendu la première")
