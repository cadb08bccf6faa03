from decimal import Decimal

import pytest

from convenir.diagnostic.importation.colonnes import Colonnes, Origine
from convenir.diagnostic.models import Choix, Valeur
from convenir.diagnostic.operations import SAISIES, choisir, enregistrer_correspondance
from convenir.journal.models import Evenement
from convenir.socle.erreurs import Refus
from tests.factories.acteurs import PersonneFactory
from tests.factories.conventions import ConventionFactory
from tests.factories.diagnostic import SourceFactory, ValeurFactory


@pytest.fixture
def valeur(convention):
    return ValeurFactory()


def test_value_is_chosen_with_its_reason_and_what_it_said(convention, valeur):
    choisir(convention, valeur, " Plus récente. ", par=PersonneFactory())
    choix = Choix.objects.get()
    assert (choix.valeur, choix.nombre, choix.motif) == (valeur, Decimal(120), "Plus récente.")
    evenement = Evenement.objects.get(type="diagnostic.choisi")
    assert evenement.objet == f"convention:{convention.code}/indicateur:enfants"


def test_other_choice_replaces_the_first(convention, valeur):
    autre = ValeurFactory(valeur=121)
    for retenue in (valeur, autre):
        choisir(convention, retenue, "Pour voir.", par=PersonneFactory())
    assert list(Choix.objects.values_list("valeur", flat=True)) == [autre.pk]


def test_choice_without_a_reason_is_refused(convention, valeur):
    with pytest.raises(Refus, match="pourquoi"):
        choisir(convention, valeur, "  ", par=PersonneFactory())


def test_value_of_another_convention_is_refused(convention):
    ailleurs = ValeurFactory(source=SourceFactory(convention=ConventionFactory()))
    with pytest.raises(Refus, match="autre convention"):
        choisir(convention, ailleurs, "Pour voir.", par=PersonneFactory())


def test_secret_value_is_not_chosen(convention):
    with pytest.raises(Refus, match="secret"):
        choisir(convention, ValeurFactory(secrete=True), "Pour voir.", par=PersonneFactory())


def test_columns_are_saved_under_a_good_name_only(colonnes, db):
    with pytest.raises(Refus, match="clé"):
        enregistrer_correspondance("Mes colonnes", colonnes.en_donnees())


def test_source_of_what_people_type_is_not_imported(charger, colonnes):
    autres = Colonnes(**{**colonnes.en_donnees(), "origine": Origine(SAISIES, "Autre", "Autre")})
    with pytest.raises(Refus, match="saisies"):
        charger("insee;annee;nb\n59014;2022;1\n", autres)


def test_source_badly_named_is_refused_and_nothing_is_written(charger, colonnes):
    autres = Colonnes(**{**colonnes.en_donnees(), "origine": Origine("Ma source", "Autre", "Autre")})
    with pytest.raises(Refus, match="minuscules"):
        charger("insee;annee;nb\n59014;2022;1\n", autres)
    assert not Valeur.objects.exists()
