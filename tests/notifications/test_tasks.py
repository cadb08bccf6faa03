"""Sending: once, a bounded number of times, and nothing of the text afterwards."""

import datetime
import os
import subprocess
import sys
import threading
import uuid
from email import message_from_bytes, policy
from itertools import product

import pytest
from django.core import mail
from django.db import connection, connections, transaction
from django.utils import timezone
from django_tasks import default_task_backend

from convenir.notifications.enums import TRANSITIONS, EtatCourriel
from convenir.notifications.models import Courriel
from convenir.notifications.rules import ATTENTES
from convenir.notifications.tasks import envoyer, expedier, passer, ranger
from convenir.socle.operations import TransitionInterdite
from tests.conftest import RACINE
from tests.notifications.conftest import LISE, SUJET
from tests.notifications.serveur import ROMPRE

SILENCE = "Le serveur de messagerie ne répond pas : vérifiez son adresse, ou attendez qu’il revienne."


def etat(courriel):
    courriel.refresh_from_db()
    return courriel.etat, courriel.essais, courriel.texte == "", courriel.erreur


def dans(etat, **champs):
    """A mail in this state, whole as the constraints want it."""
    maintenant = timezone.now()
    propres = {
        EtatCourriel.EN_ENVOI: {"pris_le": maintenant, "essais": 1},
        EtatCourriel.ENVOYE: {"envoye_le": maintenant, "essais": 1, "texte": ""},
        EtatCourriel.ABANDONNE: {"erreur": "Refusé.", "texte": ""},
    }
    identite = {"destinataire_cle": LISE.cle, "destinataire_nom": LISE.nom, "adresse": LISE.adresse}
    raison = {"objet": "Objet", "texte": "Texte", "motif": "invitation", "sujet": SUJET}
    return Courriel.objects.create(etat=etat, **{**identite, **raison, **propres.get(etat, {}), **champs})


def test_mail_is_sent_to_its_reader_and_its_text_forgotten(messagerie, ecrire_a_lise):
    courriel = ecrire_a_lise()
    envoyer.call(str(courriel.pk))
    [parti] = mail.outbox
    assert parti.to == ["Lise Orval <lise@ambre.example>"]
    assert (parti.subject, parti.from_email) == (courriel.objet, "Convenir <convenir@caf.example>")
    assert parti.body == courriel.texte
    assert parti.extra_headers == {
        "Message-ID": f"<{courriel.pk}@caf.example>",
        "Auto-Submitted": "auto-generated",
    }
    assert etat(courriel) == (EtatCourriel.ENVOYE, 1, True, "")
    assert courriel.envoye_le is not None


def test_mail_already_sent_is_not_sent_again(messagerie, ecrire_a_lise):
    courriel = ecrire_a_lise()
    for _ in range(3):
        expedier(courriel.pk)
    assert len(mail.outbox) == 1


def test_mail_erased_meanwhile_is_left_alone(messagerie, db):
    expedier(uuid.uuid4())
    assert mail.outbox == []


def test_mail_queued_before_the_mail_server_was_unset_is_retained(messagerie, settings, ecrire_a_lise):
    courriel = ecrire_a_lise()
    settings.MESSAGERIE_REGLEE = False
    expedier(courriel.pk)
    assert (etat(courriel), mail.outbox) == ((EtatCourriel.RETENU, 0, False, ""), [])


def test_server_that_is_silent_is_tried_again_later_then_no_more(
    serveur, ecrire_a_lise, django_capture_on_commit_callbacks
):
    serveur.reponses["EHLO"] = ROMPRE
    courriel = ecrire_a_lise()
    for essai, attente in enumerate(ATTENTES, start=1):
        avant = timezone.now()
        with django_capture_on_commit_callbacks(execute=True):
            expedier(courriel.pk)
        assert etat(courriel) == (EtatCourriel.A_ENVOYER, essai, False, SILENCE)
        prevue = default_task_backend.results[-1]
        assert prevue.args == [str(courriel.pk)]
        assert avant + attente <= prevue.task.run_after <= timezone.now() + attente
    with django_capture_on_commit_callbacks() as rappels:
        expedier(courriel.pk)
    assert (etat(courriel), rappels) == ((EtatCourriel.ABANDONNE, 5, True, SILENCE), [])


ATTENDRE = "Le serveur de messagerie demande d’attendre (code 450)."
SECRET = "Le serveur de messagerie refuse le nom ou le mot de passe : vérifiez CONVENIR_SMTP."
RUPTURE = "La liaison s’est rompue pendant l’envoi : on ne sait pas si le courriel est parti."
ADRESSE = "Le serveur de messagerie refuse cette adresse (code 550)."
COURRIEL = "Le serveur de messagerie refuse ce courriel (code {})."


@pytest.mark.parametrize(
    ("verbe", "reponse", "suite", "phrase"),
    [
        ("RCPT", "550 inconnue", "abandonne", ADRESSE),
        ("RCPT", "450 plus tard", "a_envoyer", ATTENDRE),
        ("MAIL", "553 qui ?", "abandonne", COURRIEL.format(553)),
        (".", "554 indésirable", "abandonne", COURRIEL.format(554)),
        (".", "450 plus tard", "a_envoyer", ATTENDRE),
        (".", ROMPRE, "abandonne", RUPTURE),
        ("AUTH", "535 non", "a_envoyer", SECRET),
        ("EHLO", ROMPRE, "a_envoyer", SILENCE),
    ],
)
def test_answer_of_the_server_is_told_in_one_sentence(serveur, ecrire_a_lise, verbe, reponse, suite, phrase):
    serveur.reponses[verbe] = reponse
    courriel = ecrire_a_lise()
    expedier(courriel.pk)
    assert etat(courriel) == (suite, 1, suite == "abandonne", phrase)
    assert serveur.recus == []


def test_server_that_accepts_receives_the_whole_mail(serveur, ecrire_a_lise):
    courriel = ecrire_a_lise()
    texte = courriel.texte
    serveur.reponses["QUIT"] = ROMPRE  # what it does afterwards changes nothing
    expedier(courriel.pk)
    [recu] = [message_from_bytes(octets, policy=policy.default) for octets in serveur.recus]
    assert (recu["Subject"], recu["To"]) == (courriel.objet, "Lise Orval <lise@ambre.example>")
    assert recu["Message-ID"] == f"<{courriel.pk}@caf.example>"
    assert recu.get_content().splitlines() == texte.splitlines()
    assert etat(courriel) == (EtatCourriel.ENVOYE, 1, True, "")


def test_defect_gives_the_mail_up_and_tells_no_detail(messagerie, settings, ecrire_a_lise):
    settings.EMAIL_BACKEND = "convenir.inconnu.EmailBackend"
    courriel = ecrire_a_lise()
    expedier(courriel.pk)
    phrase = "Une erreur inattendue a arrêté l’envoi : elle est notée dans le journal technique."
    assert etat(courriel) == (EtatCourriel.ABANDONNE, 1, True, phrase)


def test_mail_sent_after_a_failure_forgets_it(messagerie, ecrire_a_lise):
    courriel = ecrire_a_lise()
    Courriel.objects.filter(pk=courriel.pk).update(essais=2, erreur="Le serveur ne répond pas.")
    expedier(courriel.pk)
    assert etat(courriel) == (EtatCourriel.ENVOYE, 3, True, "")


@pytest.mark.parametrize(("depart", "arrivee"), list(product(EtatCourriel, EtatCourriel)))
def test_states_change_as_the_table_says_only(db, depart, arrivee):
    courriel = dans(depart)
    champs = {
        EtatCourriel.ENVOYE: {"envoye_le": timezone.now()},
        EtatCourriel.ABANDONNE: {"erreur": "Refusé."},
    }
    if arrivee in TRANSITIONS[depart]:
        passer(courriel.pk, arrivee, **champs.get(arrivee, {}))
        assert etat(courriel)[0] == arrivee
    else:
        with pytest.raises(TransitionInterdite):
            passer(courriel.pk, arrivee, **champs.get(arrivee, {}))
        assert etat(courriel)[0] == depart


@pytest.mark.parametrize(
    ("depart", "champs", "jours", "arrivee"),
    [
        ("en_envoi", {"minutes": 11}, 0, "abandonne"),
        ("en_envoi", {"minutes": 9}, 0, "en_envoi"),
        ("retenu", {}, 8, "abandonne"),
        ("retenu", {}, 6, "retenu"),
        ("a_envoyer", {}, 8, "abandonne"),
        ("a_envoyer", {}, 6, "a_envoyer"),
        ("envoye", {}, 364, "envoye"),
        ("envoye", {}, 366, None),
        ("abandonne", {}, 366, None),
    ],
)
def test_time_puts_mails_in_order(db, depart, champs, jours, arrivee):
    courriel = dans(depart)
    maintenant = timezone.now()
    dates = {"cree_le": maintenant - datetime.timedelta(days=jours)}
    if champs:
        dates["pris_le"] = maintenant - datetime.timedelta(**champs)
    Courriel.objects.filter(pk=courriel.pk).update(**dates)
    ranger()
    assert Courriel.objects.values_list("etat", flat=True).first() == arrivee


#: Two workers, each with its own connection to a file, that want every one of the same mails.
DEUX_OUVRIERS = """
import threading
import django
django.setup()
from django.conf import settings
settings.MESSAGERIE_REGLEE = True
settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
from django.core import mail
from django.core.management import call_command
from django.db import connection
from convenir.notifications.models import Courriel
from convenir.notifications.tasks import expedier

mail.outbox = []
call_command("migrate", "notifications", verbosity=0)
cles = [
    Courriel.objects.create(
        destinataire_cle="personne:1", destinataire_nom="Lise", adresse="lise@ambre.example",
        objet=f"n{n}", texte="Texte", motif="invitation", sujet="convention:a",
    ).pk
    for n in range(20)
]
depart = threading.Barrier(2)

def travailler():
    depart.wait()
    for pk in cles:
        expedier(pk)
    connection.close()

fils = [threading.Thread(target=travailler) for _ in range(2)]
for f in fils: f.start()
for f in fils: f.join()
print(sorted(m.subject for m in mail.outbox) == sorted(f"n{n}" for n in range(20)))
print(sorted(set(Courriel.objects.values_list("etat", "essais"))))
"""


def test_two_workers_on_sqlite_send_each_mail_once(tmp_path):
    environnement = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "CONVENIR_DONNEES": str(tmp_path),
        "CONVENIR_CLE_SECRETE": "tests",
        "PYTHONPATH": str(RACINE),
    }
    environnement.pop("CONVENIR_POSTGRESQL", None)
    fini = subprocess.run(
        [sys.executable, "-c", DEUX_OUVRIERS],
        env=environnement,
        cwd=RACINE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (fini.stdout, fini.stderr) == ("True\n[('envoye', 1)]\n", "")


@pytest.fixture
def postgresql(transactional_db, messagerie):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite n’ouvre qu’une transaction qui écrit à la fois : voir le test précédent")


def test_second_worker_on_postgresql_waits_then_leaves_the_mail_to_the_first(postgresql):
    from tests.notifications.test_operations import attendre_un_verrou

    courriel = dans(EtatCourriel.A_ENVOYER)
    second = threading.Thread(target=_expedier_en_parallele, args=(courriel.pk,))
    with transaction.atomic():
        passer(courriel.pk, EtatCourriel.EN_ENVOI)
        second.start()
        attendre_un_verrou()
    second.join()
    assert (mail.outbox, etat(courriel)[:2]) == ([], (EtatCourriel.EN_ENVOI, 1))


def test_two_workers_on_postgresql_send_each_mail_once(postgresql):
    cles = [dans(EtatCourriel.A_ENVOYER, objet=f"n{n}").pk for n in range(20)]
    fils = [threading.Thread(target=_expedier_en_parallele, args=cles) for _ in range(2)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert sorted(m.subject for m in mail.outbox) == sorted(f"n{n}" for n in range(20))


def _expedier_en_parallele(*cles):
    for pk in cles:
        expedier(pk)
    connections.close_all()
