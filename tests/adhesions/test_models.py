"""The database proves the state: each contradiction is refused with a French sentence."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from convenir.adhesions.enums import EtatAdhesion
from convenir.adhesions.models import Adhesion
from tests.factories.adhesions import AdhesionFactory, dans_l_etat

pytestmark = pytest.mark.django_db
JOUR = datetime.date(2025, 7, 10)


@pytest.mark.parametrize("etat", EtatAdhesion)
def test_each_state_can_be_recorded(etat):
    assert dans_l_etat(etat).statut == etat


@pytest.mark.parametrize(
    ("etat", "champs"),
    [
        ("non_demandee", {"statut": "inconnu"}),
        ("non_demandee", {"demandee_le": JOUR}),
        ("demandee", {"demandee_le": None}),
        ("demandee", {"deliberee_le": JOUR}),
        ("demandee", {"recue_le": JOUR}),
        ("demandee", {"publiee_le": JOUR, "publication": "papier"}),
        ("votee", {"deliberee_le": None}),
        ("votee", {"source": ""}),
        ("votee", {"source": "rumeur"}),
        ("votee", {"attestation": ""}),
        ("votee", {"source": "acte"}),
        ("votee", {"identifiant": "059-215905050-20250708-1-DE"}),
        ("votee", {"recue_le": datetime.date(2025, 7, 7)}),
        ("votee", {"publiee_le": datetime.date(2025, 7, 7), "publication": "papier"}),
        ("votee", {"publiee_le": JOUR}),
        ("votee", {"publication": "papier"}),
        ("votee", {"retiree_le": JOUR}),
        ("votee", {"archivee_le": JOUR}),
        ("retiree", {"retiree_le": None}),
        ("retiree", {"retiree_le": datetime.date(2025, 7, 7)}),
    ],
)
def test_contradiction_is_refused_by_the_database(etat, champs):
    adhesion = dans_l_etat(etat)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adhesion.objects.filter(pk=adhesion.pk).update(**champs)


def test_commune_has_one_open_record():
    ouverte = AdhesionFactory()
    with pytest.raises(ValidationError, match="déjà au registre"):
        Adhesion(convention=ouverte.convention, insee=ouverte.insee, nom="Deux").full_clean()


def test_act_belongs_to_one_commune():
    faite = AdhesionFactory(votee=True, source="acte", identifiant="x", attestation="")
    with pytest.raises(IntegrityError), transaction.atomic():
        AdhesionFactory(
            convention=faite.convention, insee="59014", votee=True, source="acte", identifiant="x"
        )
