"""The database proves what the states promise."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from convenir.notifications.models import Courriel, Preference

ENTIER = {
    "destinataire_cle": "personne:12",
    "destinataire_nom": "Lise Orval",
    "adresse": "lise@ambre.example",
    "objet": "Invitation",
    "texte": "Bonjour.",
    "motif": "invitation",
    "sujet": "convention:val-d-ambre-2031",
}


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"etat": "parti"}, "L’état du courriel n’existe pas."),
        ({"motif": ""}, "Un courriel dit à qui, de quoi et pourquoi il est écrit."),
        ({"texte": ""}, "Un courriel a un texte jusqu’à son envoi ou son abandon, pas après."),
        (
            {"etat": "envoye", "essais": 1, "envoye_le": timezone.now()},
            "Un courriel a un texte jusqu’à son envoi ou son abandon, pas après.",
        ),
        ({"etat": "en_envoi", "essais": 1}, "Un courriel est pris pendant son envoi, et seulement alors."),
        ({"pris_le": timezone.now()}, "Un courriel est pris pendant son envoi, et seulement alors."),
        (
            {"etat": "envoye", "essais": 1, "texte": ""},
            "Un courriel a une date d’envoi si, et seulement si, il est envoyé.",
        ),
        ({"etat": "abandonne", "texte": ""}, "Un courriel abandonné dit pourquoi."),
        ({"essais": 6}, "Un courriel envoyé l’est en 5 essais au plus."),
        (
            {"etat": "envoye", "texte": "", "envoye_le": timezone.now()},
            "Un courriel envoyé l’est en 5 essais au plus.",
        ),
    ],
)
def test_mail_that_contradicts_itself_is_refused(db, champs, phrase):
    courriel = Courriel(**(ENTIER | champs))
    with pytest.raises(ValidationError) as erreur:
        courriel.validate_constraints()
    assert erreur.value.messages == [phrase]
    with pytest.raises(IntegrityError), transaction.atomic():
        courriel.save()


def test_preference_is_said_once(db):
    Preference.objects.create(personne="personne:12", motif="nouvelles", recoit=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Preference.objects.create(personne="personne:12", motif="nouvelles", recoit=False)
