"""What a person sees of the plan, in how many queries."""

import datetime

import pytest
from django.utils import timezone

from convenir.acteurs.enums import Role
from convenir.conventions.acces import Acces
from convenir.plan.acces import peut_ecrire_la_fiche
from convenir.plan.models import CommuneConcernee, Etape, Intervenant
from convenir.plan.operations import reserver
from convenir.plan.queries.fiches import (
    Filtres,
    choix_de_la_table,
    fiches_visibles,
    filtrer,
    page_de,
    ranger,
    situer,
)
from convenir.plan.queries.plan import lire_le_plan
from tests.factories.acteurs import OrganisationFactory, PersonneFactory
from tests.factories.conventions import MembreFactory
from tests.factories.plan import EnjeuFactory, FicheFactory, ObjectifFactory

pytestmark = pytest.mark.django_db
JOUR = datetime.date(2026, 6, 1)


@pytest.fixture
def fiches(convention):
    """Four fiches that each filter tells apart."""
    jeunesse = ObjectifFactory(convention=convention)
    logement = ObjectifFactory(convention=convention, theme="logement")
    recente = {"nouvelles_le": JOUR}
    tard = FicheFactory(
        objectif=jeunesse, fin=datetime.date(2026, 5, 1), en_cours=True, titre="Vélos", **recente
    )
    etape = FicheFactory(objectif=jeunesse, priorite="haute", **recente)
    muette = FicheFactory(objectif=logement, nouvelles_le=datetime.date(2025, 1, 1), formalisee=True)
    finie = FicheFactory(objectif=logement, terminee=True, fin=datetime.date(2026, 1, 1))
    Etape.objects.create(fiche=etape, intitule="Passée", echeance=datetime.date(2026, 5, 1))
    Etape.objects.create(fiche=tard, intitule="Faite", echeance=datetime.date(2026, 5, 1), faite_le=JOUR)
    CommuneConcernee.objects.create(fiche=tard, insee="59505")
    CommuneConcernee.objects.create(fiche=etape, insee="59019")
    caf = OrganisationFactory(caf=True)
    Intervenant.objects.create(fiche=muette, role="pilote", organisation=caf)
    return {"tard": tard, "etape": etape, "muette": muette, "finie": finie, "caf": caf}


def gardees(convention, acces, **filtres):
    demandes = Filtres(**filtres)
    toutes = situer(fiches_visibles(convention, acces), JOUR)
    return list(ranger(filtrer(toutes, demandes, acces), demandes).values_list("numero", flat=True))


@pytest.mark.parametrize(
    ("filtres", "numeros"),
    [
        ({}, [1, 2, 3, 4]),
        ({"q": "vélo"}, [1]),
        ({"theme": "logement"}, [3, 4]),
        ({"avancement": "en_cours"}, [1]),
        ({"redaction": "formalisee"}, [3]),
        ({"priorite": "haute"}, [2]),
        ({"commune": "59505"}, [1, 3, 4]),
        ({"etat": "retard"}, [1, 2]),
        ({"etat": "silence"}, [3]),
        ({"etat": "sans_pilote"}, [1, 2, 4]),
        ({"etat": "retard", "theme": "logement"}, []),
        ({"trier": "titre"}, [2, 3, 4, 1]),
        ({"grouper": "avancement"}, [2, 3, 1, 4]),
        ({"grouper": "pilote"}, [1, 2, 4, 3]),
    ],
)
def test_filters_keep_what_they_say(convention, acces, fiches, filtres, numeros):
    assert gardees(convention, acces, **filtres) == numeros


def test_mine_are_those_i_lead_or_my_organisation_does(convention, acces, fiches):
    assert gardees(convention, acces, miennes=True) == []
    Intervenant.objects.create(fiche=fiches["tard"], role="pilote", personne=acces.personne)
    Intervenant.objects.create(fiche=fiches["etape"], role="pilote", organisation=acces.organisation)
    Intervenant.objects.create(fiche=fiches["finie"], role="partenaire", personne=acces.personne)
    assert gardees(convention, acces, miennes=True) == [1, 2]


def test_fiches_led_by_an_organisation(convention, acces, fiches):
    assert gardees(convention, acces, pilote=fiches["caf"].pk) == [3]


def test_reserved_fiche_is_seen_by_its_organisations_and_its_people(convention, acces, fiches):
    reserver(fiches["tard"], [fiches["caf"]])
    assert gardees(convention, acces) == [2, 3, 4]
    membre = MembreFactory(convention=convention, autre=True, organisation=fiches["caf"])
    assert gardees(convention, Acces(membre.personne, membre=membre)) == [1, 2, 3, 4]
    Intervenant.objects.create(fiche=fiches["tard"], role="partenaire", personne=acces.personne)
    assert gardees(convention, acces) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("portee", "permises"),
    [
        ({}, {"tard", "etape", "muette", "finie"}),
        ({"themes": ["logement"]}, {"muette", "finie"}),
        ({"communes": ["59505"]}, {"tard"}),
        ({"themes": ["logement"], "communes": ["59505"]}, set()),
        ({"fiches_propres": True}, {"muette"}),
    ],
)
def test_writing_stays_within_the_scope(convention, fiches, portee, permises):
    membre = MembreFactory(convention=convention, autre=True, **portee)
    Intervenant.objects.create(fiche=fiches["muette"], role="caf", personne=membre.personne)
    Intervenant.objects.create(fiche=fiches["finie"], role="partenaire", personne=membre.personne)
    acces = Acces(membre.personne, membre=membre)
    ecrites = {nom for nom, fiche in fiches.items() if nom != "caf" and peut_ecrire_la_fiche(acces, fiche)}
    assert ecrites == permises


def test_reader_writes_nothing(convention, fiches):
    membre = MembreFactory(convention=convention, autre=True, role=Role.LECTURE)
    assert not peut_ecrire_la_fiche(Acces(PersonneFactory(), membre=membre), fiches["tard"])


@pytest.mark.parametrize("nombre", [1, 300])
def test_table_is_read_in_eight_queries(convention, acces, django_assert_num_queries, nombre):
    objectif = ObjectifFactory(convention=convention)
    for fiche in FicheFactory.create_batch(nombre, objectif=objectif):
        Intervenant.objects.create(fiche=fiche, role="pilote", organisation=acces.organisation)
    with django_assert_num_queries(8):
        choix_de_la_table(convention)
        filtres = Filtres(grouper="pilote")
        toutes = situer(fiches_visibles(convention, acces), timezone.localdate())
        page, groupes = page_de(ranger(filtrer(toutes, filtres, acces), filtres), filtres, "")
    assert (page.paginator.count, sum(len(g.rangs) for g in groupes)) == (nombre, min(nombre, 50))


@pytest.mark.parametrize("nombre", [1, 300])
def test_plan_is_read_in_three_queries(convention, acces, django_assert_num_queries, nombre):
    FicheFactory.create_batch(nombre, objectif=ObjectifFactory(convention=convention))
    with django_assert_num_queries(3):
        plan = lire_le_plan(convention, situer(fiches_visibles(convention, acces), JOUR))
    assert len(plan.fiches) == nombre


def test_what_stands_alone_is_listed_at_each_level(convention, acces, fiches):
    seul = EnjeuFactory(convention=convention)
    repondu = EnjeuFactory(convention=convention)
    EnjeuFactory(convention=convention, etat="ecarte", motif="Ailleurs")
    lie = ObjectifFactory(convention=convention, enjeu=repondu)
    plan = lire_le_plan(convention, situer(fiches_visibles(convention, acces), JOUR))
    assert plan.enjeux_sans_objectif == (seul,)
    assert [v.objectif.libelle for _, v in plan.objectifs_sans_enjeu] == [fiches["tard"].objectif.libelle]
    assert [v.objectif for _, v in plan.objectifs_sans_fiche] == [lie]
    assert [f.numero for f in plan.fiches_sans_pilote] == [1, 2, 4]
    assert len(plan.fiches_sans_indicateur) == 4
