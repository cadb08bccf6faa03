"""Merging two records of one organisation: every link of every room follows, whoever made it."""

import datetime
import itertools

import pytest
from django.db import models

from convenir.acteurs.enums import Role
from convenir.acteurs.models import Mandat, Occupation, Organisation, Personne, Poste
from convenir.acteurs.operations import fusionner
from convenir.acteurs.operations.fusion import ARBITRAGES, compter_les_liens, liens_vers
from convenir.conventions.models import Invitation, Membre
from convenir.journal.queries import evenements_de
from convenir.socle.erreurs import Refus
from tests.factories.acteurs import (
    MandatFactory,
    OccupationFactory,
    OrganisationFactory,
    PersonneFactory,
    PosteFactory,
)
from tests.factories.conventions import ConventionFactory, InvitationFactory, MembreFactory

pytestmark = pytest.mark.django_db
NUMEROS = itertools.count(1)
FABRIQUES = {Invitation: InvitationFactory}
JOUR = datetime.date(2026, 1, 1)


@pytest.fixture
def garder():
    return OrganisationFactory(nom="Val d’Ambre", siren="732829320")


@pytest.fixture
def doublon():
    return OrganisationFactory(nom="CC du Val d’Ambre")


def valeur(champ):
    """Something true of a field that asks for a value."""
    numero = next(NUMEROS)
    if champ.is_relation:
        return rangee(champ.related_model)
    if champ.choices:
        return champ.choices[0][0]
    if isinstance(champ, models.EmailField):
        return f"invente{numero}@exemple.invalid"
    if isinstance(champ, models.DateTimeField):
        return datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(days=numero)
    if isinstance(champ, models.DateField):
        return JOUR
    return numero if isinstance(champ, models.IntegerField) else f"texte-{numero}"


def rangee(modele, **donnees):
    """One row of any model, with no more than it asks for; by its factory when its constraints ask for sense."""
    if modele in FABRIQUES:
        return FABRIQUES[modele](**donnees)
    for champ in modele._meta.concrete_fields:
        facultatif = champ.null or champ.blank or champ.has_default() or champ.primary_key
        if not facultatif and champ.name not in donnees:
            donnees[champ.name] = valeur(champ)
    return modele._base_manager.create(**donnees)


def test_every_link_of_every_model_survives(garder, doublon):
    liens = list(liens_vers(Organisation))
    rangees = {str(champ): rangee(champ.model, **{champ.name: doublon}) for champ in liens}
    assert {"acteurs.Poste.organisation", "acteurs.Mandat.organisation"} < rangees.keys()
    assert {"conventions.Membre.organisation", "acteurs.Organisation.fusionnee_dans"} < rangees.keys()

    fusionner(garder, doublon)
    for champ in liens:
        ligne = champ.model._base_manager.get(pk=rangees[str(champ)].pk)
        assert (str(champ), getattr(ligne, champ.name)) == (str(champ), garder)
    assert compter_les_liens(doublon) == {}


def test_fusionner_marks_the_duplicate_and_takes_the_codes_it_had(garder):
    doublon = OrganisationFactory(nom="Saint-Élan", type="commune", insee="59606", siren="")
    garder.type, garder.siren = "commune", ""
    garder.save()
    doublon.siren = "215906066"
    doublon.save()
    fusionner(garder, doublon)
    garder.refresh_from_db()
    doublon.refresh_from_db()
    assert (garder.siren, garder.insee, doublon.fusionnee_dans) == ("215906066", "59606", garder)


def test_fusionner_tells_the_journal_the_counts_before_and_after(garder, doublon):
    PosteFactory(organisation=garder)
    PosteFactory(organisation=doublon, intitule="Directrice")
    assert fusionner(garder, doublon) == {"acteurs.Poste.organisation": 1}
    evenement = evenements_de(garder.cle).get()
    assert evenement.avant["gardee"] == evenement.avant["doublon"] == {"acteurs.Poste.organisation": 1}
    assert evenement.apres == {
        "gardee": {"acteurs.Poste.organisation": 2, "acteurs.Organisation.fusionnee_dans": 1},
        "doublon": {},
    }


def test_fusionner_keeps_the_larger_role_and_closes_the_other(garder, doublon):
    personne, convention = PersonneFactory(), ConventionFactory(membre=None)
    places = {"personne": personne, "convention": convention}
    lecture = MembreFactory(organisation=garder, role=Role.LECTURE, dpo=True, **places)
    pilotage = MembreFactory(organisation=doublon, role=Role.PILOTAGE, **places)
    fusionner(garder, doublon)
    reste = Membre.objects.get(convention=convention, parti_le=None)
    assert (reste, reste.organisation, reste.role, reste.dpo) == (pilotage, garder, Role.PILOTAGE, True)
    lecture.refresh_from_db()
    assert (lecture.organisation, lecture.parti_le is None) == (garder, False)


def test_fusionner_keeps_the_unrestricted_place_of_two_of_one_role(garder, doublon):
    places = {"personne": PersonneFactory(), "convention": ConventionFactory(membre=None)}
    MembreFactory(organisation=garder, communes=["59606"], **places)
    entiere = MembreFactory(organisation=doublon, **places)
    fusionner(garder, doublon)
    assert Membre.objects.get(parti_le=None) == entiere


def test_fusionner_keeps_the_longer_of_two_same_mandates(garder, doublon):
    personne = PersonneFactory()
    court = MandatFactory(personne=personne, organisation=garder, debut=datetime.date(2022, 1, 1))
    MandatFactory(personne=personne, organisation=doublon, delegation="Petite enfance")
    fusionner(garder, doublon)
    reste = Mandat.objects.get()
    assert (reste, reste.debut, reste.delegation) == (court, datetime.date(2020, 7, 10), "Petite enfance")


def test_fusionner_makes_one_post_of_the_two_that_one_person_holds(garder, doublon):
    personne = PersonneFactory()
    OccupationFactory(personne=personne, poste__organisation=garder, debut=datetime.date(2025, 1, 1))
    OccupationFactory(
        personne=personne, poste__organisation=doublon, poste__etp="0.50", debut=datetime.date(2023, 1, 1)
    )
    fusionner(garder, doublon)
    assert Poste.objects.get().organisation == garder
    assert Occupation.objects.get().debut == datetime.date(2023, 1, 1)


def test_fusionner_keeps_two_posts_of_one_title_held_by_two_people(garder, doublon):
    OccupationFactory(poste__organisation=garder)
    OccupationFactory(poste__organisation=doublon)
    fusionner(garder, doublon)
    assert Poste.objects.filter(organisation=garder).count() == 2


def test_fusionner_with_itself_is_refused(garder):
    with pytest.raises(Refus, match="elle-même"):
        fusionner(garder, garder)


@pytest.mark.parametrize("role", ["garder", "doublon"])
def test_fusionner_a_record_already_merged_is_refused(garder, doublon, role):
    fondue = OrganisationFactory(nom="Ancienne", fusionnee_dans=garder if role == "doublon" else doublon)
    paire = (garder, fondue) if role == "doublon" else (fondue, garder)
    with pytest.raises(Refus, match="déjà été fusionnée"):
        fusionner(*paire)


def test_fusionner_two_different_siren_asks_for_a_confirmation(garder, doublon):
    doublon.siren = "245901160"
    doublon.save()
    with pytest.raises(Refus, match="deux numéros SIREN"):
        fusionner(garder, doublon)
    fusionner(garder, doublon, malgre_les_sirens=True)
    garder.refresh_from_db()
    assert garder.siren == "732829320"


def test_fusionner_without_a_rule_for_two_rows_changes_nothing(garder, doublon, monkeypatch):
    monkeypatch.delitem(ARBITRAGES, "acteurs.Mandat.organisation")
    personne = PersonneFactory()
    MandatFactory(personne=personne, organisation=garder)
    MandatFactory(personne=personne, organisation=doublon)
    PosteFactory(organisation=doublon)
    with pytest.raises(Refus, match="« mandat »"):
        fusionner(garder, doublon)
    assert Poste.objects.get().organisation == doublon
    assert Personne.objects.get(pk=personne.pk).mandats.count() == 2
