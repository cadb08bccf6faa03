"""Somebody erased is not written to any more, and nothing tells their name."""

import json

from django.db import transaction

from convenir.__main__ import main
from convenir.journal.queries import evenements_de
from convenir.notifications.models import Courriel, Preference
from convenir.notifications.operations import Destinataire, ecrire, preferer
from tests.notifications.conftest import CONTEXTE, GABARIT, SUJET


def test_erasure_takes_mails_and_preferences_of_that_person_only(ecrire_a_lise, capsys):
    ecrire_a_lise()
    with transaction.atomic():
        autre = ecrire(
            Destinataire("personne:13", "Lise Orvalet", "o@ambre.example"),
            GABARIT,
            CONTEXTE,
            motif="invitation",
            sujet=SUJET,
        )
    for cle in ("personne:12", "personne:13"):
        preferer(cle, "nouvelles", recoit=False)
    assert main(["rgpd", "effacer", "lise  ORVAL", "--motif", "Demande de la personne."]) == 0
    assert [ligne.partition(" : ")[0] for ligne in capsys.readouterr().out.splitlines()] == [
        "Effacé (1)",
        "Effacé (1)",
    ]
    assert list(Courriel.objects.values_list("pk", flat=True)) == [autre.pk]
    assert list(Preference.objects.values_list("personne", flat=True)) == ["personne:13"]
    assert [(e.type, e.donnees) for e in evenements_de(SUJET)] == [
        ("courriel.efface", {"motif": "Demande de la personne."})
    ]


def test_erasure_by_id_needs_no_mail(db, capsys):
    preferer("personne:12", "nouvelles", recoit=False)
    assert main(["rgpd", "effacer", "personne:12", "--motif", "Demande."]) == 0
    assert Preference.objects.count() == 0


def test_export_gives_the_mails_of_a_person(ecrire_a_lise, capsys):
    courriel = ecrire_a_lise()
    assert main(["rgpd", "exporter", "lise@ambre.example"]) == 0
    [unite] = json.loads(capsys.readouterr().out)
    assert unite["donnees"] == [
        {"modele": "notifications.Courriel", "numero": str(courriel.pk), "adresse": ["lise@ambre.example"]}
    ]
