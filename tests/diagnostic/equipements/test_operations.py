import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from convenir.diagnostic.enums import OrigineDenombrement
from convenir.diagnostic.equipements.operations import (
    compter,
    inscrire,
    modifier,
    oublier,
    reprendre,
    retirer,
    verifier,
)
from convenir.diagnostic.models import Denombrement, Equipement
from convenir.journal.models import Evenement
from convenir.journal.purge import effacer_personne
from convenir.socle.erreurs import Refus
from tests.factories.conventions import ConventionFactory
from tests.factories.equipements import AULNOY, DenombrementFactory, EquipementFactory

JOUR = datetime.date(2031, 1, 1)


@pytest.mark.parametrize(
    ("champs", "contrainte"),
    [
        ({"nom": ""}, "equipement_nomme"),
        ({"lat": None}, "equipement_coordonnees_entieres"),
        ({"lon": 190}, "equipement_coordonnees_entieres"),
        ({"ferme_le": datetime.date(2019, 1, 1)}, "equipement_ferme_apres_son_ouverture"),
    ],
)
def test_database_refuses_what_makes_no_sense(db, champs, contrainte):
    with pytest.raises(IntegrityError, match=contrainte), transaction.atomic():
        EquipementFactory(**champs)


def test_two_services_of_a_convention_cannot_bear_one_identifier(convention):
    EquipementFactory(convention=convention, identifiant="0590001A")
    EquipementFactory(identifiant="0590001A")
    with pytest.raises(ValidationError, match="porte déjà cet identifiant"):
        EquipementFactory.build(convention=convention, identifiant="0590001A").validate_constraints()


def nouveau(convention, **champs):
    return inscrire(EquipementFactory.build(convention=convention, verifie_le=None, **champs))


def test_service_is_recorded_and_told(convention):
    equipement = nouveau(convention, nom="Les Fictifs")
    evenement = Evenement.objects.get(objet=equipement.objet)
    assert evenement.resume == "EAJE « Les Fictifs » inscrit."
    assert evenement.apres["places"] == 20
    assert "Association fictive" not in str(evenement.apres)


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"type": "navette"}, "n’est pas un type de service connu"),
        ({"type": "assistants_maternels"}, "Ajoutez un dénombrement"),
        ({"type": "rpe", "places": 3}, "n’a pas de places"),
        ({"insee": "99999"}, "Aucune commune ne porte"),
        ({"ferme_le": datetime.date(2019, 1, 1)}, "ne peut fermer avant d’avoir ouvert"),
        ({"lat": None}, "une longitude et une latitude"),
    ],
)
def test_senseless_service_is_refused_in_one_sentence(convention, champs, phrase):
    with pytest.raises(Refus, match=phrase):
        nouveau(convention, **champs)
    assert not Equipement.objects.exists()


def test_verification_to_come_is_refused(convention):
    demain = timezone.localdate() + datetime.timedelta(1)
    with pytest.raises(Refus, match="ne peut être à venir"):
        inscrire(EquipementFactory.build(convention=convention, verifie_le=demain))


def test_change_is_told_with_what_was_before(convention):
    equipement = nouveau(convention)
    assert modifier(equipement, {"places": 25, "insee": AULNOY}, version=1)
    evenement = Evenement.objects.filter(type="equipement.modifie").get()
    assert (evenement.avant["places"], evenement.apres["places"]) == (20, 25)
    assert not modifier(equipement, {"places": 25})


def test_change_of_contact_is_told_without_naming_anyone(convention):
    equipement = nouveau(convention)
    modifier(equipement, {"courriel": "accueil@exemple.invalid"})
    evenement = Evenement.objects.get(type="equipement.modifie")
    assert "(contact)" in evenement.resume
    assert "exemple.invalid" not in f"{evenement.resume}{evenement.apres}{evenement.donnees}"


def test_stale_change_is_refused(convention):
    equipement = nouveau(convention)
    modifier(equipement, {"places": 25}, version=1)
    with pytest.raises(Refus, match="a changé entre-temps"):
        modifier(equipement, {"places": 30}, version=1)
    assert Equipement.objects.get().places == 25


def test_verification_is_dated_today(convention):
    assert verifier(nouveau(convention)).verifie_le == timezone.localdate()


def test_removed_service_leaves_its_trace_in_the_journal(convention):
    retirer(nouveau(convention, nom="Doublon"))
    assert not Equipement.objects.exists()
    assert Evenement.objects.get(type="equipement.retire").avant["nom"] == "Doublon"


LECTURE = {
    "source": "Convention lue",
    "subventions": [
        {"thematique": "Petite enfance", "equipements": [["EAJE", None], ["RPE", None]]},
        {"thematique": "AVS", "equipements": [["Centres sociaux", 15]]},
    ],
    "indicateurs": [
        {"libelle": "RPE sur le territoire", "valeur": "23", "unite": "RPE", "disposition": "annexe-1"},
        {"libelle": "RPE intercommunal, parmi : RPE", "valeur": "1", "unite": "RPE"},
        {"libelle": "Communes couvertes par une PS jeunes", "valeur": "13", "unite": "communes"},
        {"libelle": "Assistants maternels de plus de 55 ans", "valeur": "33.8", "unite": "%"},
        {"libelle": "Collectifs de CLAS", "valeur": "46", "unite": "collectifs", "millesime": "2023"},
        {"libelle": "Enfants de 0 à 2 ans", "valeur": "5901", "unite": "enfants"},
    ],
    "syntheses": [{"thematique": "petite_enfance", "legende": ["Eaje", "Relais Petite Enfance", "Mam"]}],
}


@pytest.fixture
def lue(db):
    return ConventionFactory(avec_articles=True, lecture=LECTURE)


def comptes(convention):
    siens = Denombrement.objects.filter(convention=convention).order_by("type", "nombre")
    return [(d.type, d.nombre, d.annee, d.disposition) for d in siens]


def test_text_read_gives_its_numbers_and_what_it_announces_without_one(lue):
    assert reprendre(lue).ajoutes == 5
    assert comptes(lue) == [
        ("centre_social", 15, None, ""),
        ("clas", 46, 2023, ""),
        ("eaje", None, None, ""),
        ("mam", None, None, ""),
        ("rpe", 23, None, "annexe-1"),
    ]
    assert {d.source for d in Denombrement.objects.all()} == {"Convention lue"}


def test_number_is_found_again_in_the_provision_that_says_it(lue):
    lue.dispositions.filter(cle="duree").update(texte="La Caf soutient 15 centres sociaux.")
    reprendre(lue)
    assert Denombrement.objects.get(type="centre_social").disposition == "duree"


def test_taking_over_twice_changes_nothing_and_tells_nothing(lue):
    reprendre(lue)
    evenements = Evenement.objects.count()
    assert reprendre(lue).phrase == "Services comptés par le texte : rien n’a changé."
    assert Evenement.objects.count() == evenements


def test_number_that_the_text_no_longer_says_is_forgotten_and_a_typed_one_stays(lue):
    reprendre(lue)
    compter(DenombrementFactory.build(convention=lue, type="ludotheque", libelle="Ludothèques", nombre=2))
    lue.lecture = {}
    lue.save()
    assert reprendre(lue).oublies == 5
    assert comptes(lue) == [("ludotheque", 2, None, "article-2")]


def test_contradicting_numbers_are_both_kept(db):
    indicateurs = [
        {"libelle": "Accueils périscolaires municipaux", "valeur": n, "unite": "accueils"}
        for n in ("24", "25")
    ]
    convention = ConventionFactory(lecture={"indicateurs": indicateurs})
    reprendre(convention)
    assert [nombre for _, nombre, *_ in comptes(convention)] == [24, 25]


def test_typed_number_is_removed_and_one_of_the_text_is_not(convention):
    saisi = compter(DenombrementFactory.build(convention=convention))
    assert saisi.origine == OrigineDenombrement.SAISIE
    oublier(saisi)
    with pytest.raises(Refus, match="lu dans le texte"):
        oublier(DenombrementFactory(convention=convention))


@pytest.mark.parametrize("champs", [{"type": "navette"}, {"insee": "99999"}, {"nombre": None}])
def test_senseless_number_is_refused(convention, champs):
    with pytest.raises(Refus):
        compter(DenombrementFactory.build(convention=convention, **champs))
    assert not Denombrement.objects.exists()


def test_contact_is_erased_on_demand_and_the_service_stays(convention):
    EquipementFactory(
        convention=convention,
        gestionnaire_libelle="Zoé Fictive",
        telephone="0300000000",
        courriel="z@exemple.invalid",
    )
    EquipementFactory(convention=convention, telephone="0300000001")
    effacer_personne("zoé fictive", "Demande reçue.")
    contacts = Equipement.objects.order_by("pk").values_list("gestionnaire_libelle", "telephone", "courriel")
    assert list(contacts) == [("", "", ""), ("Association fictive", "0300000001", "")]
