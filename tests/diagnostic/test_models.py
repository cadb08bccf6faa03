import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from convenir.diagnostic.enums import StatutValeur
from convenir.diagnostic.models import Indicateur, Valeur
from convenir.diagnostic.operations import charger_catalogue
from tests.factories.acteurs import PersonneFactory
from tests.factories.diagnostic import IndicateurFactory, SourceFactory, ValeurFactory


def refuse(contrainte, **champs):
    with pytest.raises(IntegrityError, match=contrainte), transaction.atomic():
        ValeurFactory(**champs)


def test_secret_value_has_no_number(db):
    ValeurFactory(secrete=True)
    refuse("valeur_secrete_sans_nombre", statut=StatutValeur.SECRETE, valeur=4)
    refuse("valeur_secrete_sans_nombre", valeur=None)


def test_typed_value_says_who_when_and_according_to_what(db):
    qui = {"saisie_par": PersonneFactory(), "saisie_le": timezone.now()}
    ValeurFactory(statut=StatutValeur.SAISIE, attestation="Enquête du service", **qui)
    refuse("valeur_saisie_par_quelqu_un", statut=StatutValeur.SAISIE, attestation="Enquête")
    refuse("valeur_saisie_attestee", statut=StatutValeur.SAISIE, **qui)
    refuse("valeur_saisie_par_quelqu_un", **qui)


def test_one_source_says_a_value_once_and_others_may_disagree(db):
    source = SourceFactory()
    ValeurFactory(source=source)
    ValeurFactory(valeur=121)
    with pytest.raises(IntegrityError), transaction.atomic():
        ValeurFactory(source=source, valeur=121)
    assert Valeur.objects.count() == 2


def test_catalogue_loaded_twice_changes_nothing(db):
    assert charger_catalogue().startswith("Catalogue d’indicateurs chargé")
    avant = list(Indicateur.objects.order_by("pk").values())
    assert charger_catalogue().startswith("Catalogue d’indicateurs déjà à jour")
    assert list(Indicateur.objects.order_by("pk").values()) == avant


def test_catalogue_keeps_what_is_gone_out_of_force_and_puts_back_what_changed(db):
    charger_catalogue()
    ancien = IndicateurFactory(cle="d_autrefois")
    Indicateur.objects.filter(cle="menages").update(libelle="Autre")
    charger_catalogue()
    ancien.refresh_from_db()
    assert (ancien.en_vigueur, Indicateur.objects.get(cle="menages").libelle) == (False, "Ménages")
