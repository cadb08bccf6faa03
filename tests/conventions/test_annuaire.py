"""The pages of an organisation: seen beside it, kept up to date by those who pilot, unknown to strangers."""

import datetime

import pytest
from django.urls import reverse

from convenir.acteurs.enums import Role
from convenir.acteurs.models import Mandat, Occupation, Personne, Poste
from convenir.conventions.models import Membre
from tests.factories.acteurs import (
    MandatFactory,
    OccupationFactory,
    OrganisationFactory,
    PersonneFactory,
    PosteFactory,
)
from tests.factories.conventions import ConventionFactory, MembreFactory

pytestmark = pytest.mark.django_db
JOUR = datetime.date(2026, 9, 1)


@pytest.fixture
def caf(redactrice):
    """An organisation in a convention she pilots; she is one of its people, by a mandate of long ago."""
    convention = ConventionFactory()
    caf = OrganisationFactory(caf=True)
    MembreFactory(convention=convention, organisation=caf, personne=PersonneFactory())
    Membre.objects.filter(personne=redactrice).update(role=Role.PILOTAGE)
    MandatFactory(personne=redactrice, organisation=caf, qualite="administrateur")
    return caf


def page(client, nom, *arguments):
    return client.get(reverse(f"annuaire:{nom}", args=arguments)).content.decode()


def envoyer(client, nom, /, *arguments, **champs):
    return client.post(reverse(f"annuaire:{nom}", args=arguments), champs)


@pytest.mark.parametrize("nombre", [1, 300])
def test_organisation_query_count(client, caf, django_assert_num_queries, nombre):
    for rang in range(nombre):
        OccupationFactory(poste__organisation=caf, poste__commune="59606", poste__theme="jeunesse")
        MandatFactory(organisation=caf, personne__nom=f"Élue {rang}")
    with django_assert_num_queries(12):
        lue = page(client, "organisation", caf.pk)
    assert lue.count("Valenciennes") == lue.count("Vice-président") == nombre


@pytest.mark.parametrize("nombre", [1, 300])
def test_organisations_query_count(client, caf, django_assert_num_queries, nombre):
    convention = Membre.objects.filter(organisation=caf).get().convention
    for rang in range(nombre):
        voisine = OrganisationFactory(nom=f"Voisine {rang}")
        MembreFactory(convention=convention, organisation=voisine, personne=PersonneFactory())
    with django_assert_num_queries(6):
        lue = page(client, "organisations")
    assert "Caisse d’allocations familiales de l’Ambre" in lue


def test_organisation_tells_who_holds_a_post_today_and_who_did(client, caf):
    poste = PosteFactory(organisation=caf, etp="0.80")
    OccupationFactory(poste=poste, personne__nom="Ancienne", fin=datetime.date(2026, 6, 30))
    OccupationFactory(poste=poste, personne__nom="Actuelle", debut=datetime.date(2026, 7, 1))
    lue = page(client, "organisation", caf.pk)
    assert lue.index("Ida Actuelle") < lue.index("Ida Ancienne")
    assert "vacant" not in lue
    assert "0,8" in lue


def test_organisation_without_holder_is_vacant(client, caf):
    PosteFactory(organisation=caf)
    assert "vacant" in page(client, "organisation", caf.pk)


@pytest.mark.parametrize("nom", ["organisation", "nouveau_poste", "nouveau_mandat"])
def test_organisation_of_another_convention_does_not_exist(client, nom):
    etrangere = MembreFactory(
        organisation=OrganisationFactory(caf=True), personne=PersonneFactory()
    ).organisation
    assert client.get(reverse(f"annuaire:{nom}", args=[etrangere.pk])).status_code == 404
    assert page(client, "organisations").count("Ambre") == page(client, "organisations").count("Val d’Ambre")


def test_organisation_left_by_its_last_member_is_seen_no_more(client, caf, redactrice):
    Mandat.objects.filter(personne=redactrice).delete()
    Membre.objects.filter(organisation=caf).update(parti_le=datetime.date(2026, 12, 31))
    assert client.get(reverse("annuaire:organisation", args=[caf.pk])).status_code == 404


def test_organisation_merged_leads_to_the_other(client, caf):
    doublon = OrganisationFactory(nom="Caf de l’Ambre (bis)", fusionnee_dans=caf)
    reponse = client.get(reverse("annuaire:organisation", args=[doublon.pk]))
    assert reponse["Location"] == reverse("annuaire:organisation", args=[caf.pk])
    assert "(bis)" not in page(client, "organisations")


def test_reader_sees_and_does_not_keep(client, caf, redactrice):
    Membre.objects.filter(personne=redactrice).update(role=Role.LECTURE)
    assert "Ajouter un poste" not in page(client, "organisation", caf.pk)
    assert envoyer(client, "nouveau_poste", caf.pk, intitule="Agente").status_code == 403
    assert Poste.objects.filter(organisation=caf).count() == 0


def test_pilot_without_second_factor_does_not_keep(client, caf, redactrice):
    redactrice.authenticator_set.all().delete()
    assert envoyer(client, "nouveau_poste", caf.pk, intitule="Agente").status_code == 403


def test_pilot_of_another_convention_does_not_keep(client, caf, redactrice):
    Membre.objects.filter(personne=redactrice).update(role=Role.LECTURE)
    ConventionFactory(membre=None)
    assert envoyer(client, "nouveau_poste", caf.pk, intitule="Agente").status_code == 403


def test_post_is_written_with_its_commune_found_by_name(client, caf):
    envoyer(
        client, "nouveau_poste", caf.pk, intitule="Coordinatrice", commune="rombies et marchipont", etp="0.8"
    )
    poste = Poste.objects.get(organisation=caf)
    assert (poste.commune, str(poste.etp)) == ("59505", "0.80")


@pytest.mark.parametrize(
    "champs", [{"commune": "Nulle-Part"}, {"etp": "2"}, {"finance_jusqu_au": "31/02/2026"}]
)
def test_post_with_a_wrong_field_is_shown_again(client, caf, champs):
    reponse = envoyer(client, "nouveau_poste", caf.pk, intitule="Coordinatrice", **champs)
    assert (reponse.status_code, Poste.objects.filter(organisation=caf).count()) == (422, 0)
    assert 'role="alert"' in reponse.content.decode()


def test_post_of_another_organisation_is_not_reached_through_this_one(client, caf):
    ailleurs = OccupationFactory()
    MembreFactory(organisation=OrganisationFactory(nom="Étrangère"), personne=PersonneFactory())
    etranger = PosteFactory(organisation=OrganisationFactory(nom="Étrangère"))
    assert client.get(reverse("annuaire:poste", args=[caf.pk, etranger.pk])).status_code == 404
    assert envoyer(client, "quitter", caf.pk, ailleurs.pk, fin="2026-12-31").status_code == 404
    assert envoyer(client, "mandat", caf.pk, MandatFactory().pk, fin="2026-12-31").status_code == 404


def test_somebody_new_takes_a_post_then_leaves_it(client, caf):
    poste = PosteFactory(organisation=caf)
    envoyer(client, "nommer", caf.pk, poste.pk, prenom="Zoé", nom="Nouvelle", debut="2026-09-01")
    occupation = Occupation.objects.get(poste=poste)
    assert (str(occupation.personne), occupation.debut) == ("Zoé Nouvelle", JOUR)
    envoyer(client, "quitter", caf.pk, occupation.pk, fin="2026-12-31")
    occupation.refresh_from_db()
    assert occupation.fin == datetime.date(2026, 12, 31)


def test_an_address_of_somebody_of_another_name_is_refused(client, caf):
    autre = PersonneFactory(nom="Autre")
    reponse = envoyer(
        client,
        "nommer",
        caf.pk,
        PosteFactory(organisation=caf).pk,
        nom="Menteuse",
        email=autre.email,
        debut="2026-09-01",
    )
    assert reponse.status_code == 422
    assert "Ida Autre" not in reponse.content.decode()
    assert Occupation.objects.filter(personne=autre).count() == 0


def test_an_address_with_its_own_name_gives_that_person(client, caf):
    autre = PersonneFactory(nom="Connue")
    poste = PosteFactory(organisation=caf)
    envoyer(
        client,
        "nommer",
        caf.pk,
        poste.pk,
        prenom="ida",
        nom="CONNUE",
        email=autre.email.upper(),
        debut="2026-09-01",
    )
    assert Occupation.objects.get(poste=poste).personne == autre
    assert Personne.objects.filter(nom__iexact="connue").count() == 1


def test_mandate_is_recorded_ended_and_renewed(client, caf):
    envoyer(client, "nouveau_mandat", caf.pk, nom="Élue", qualite="president", debut="2020-07-10")
    mandat = Mandat.objects.get(organisation=caf, qualite="president")
    envoyer(client, "reconduire", caf.pk, mandat.pk, debut="2026-04-10")
    suite = Mandat.objects.get(succede_a=mandat)
    assert "reconduit" in page(client, "mandat", caf.pk, mandat.pk)
    envoyer(client, "mandat", caf.pk, suite.pk, fin="2026-12-31")
    assert list(
        Mandat.objects.filter(organisation=caf, qualite="president")
        .order_by("debut")
        .values_list("fin", flat=True)
    ) == [
        datetime.date(2026, 4, 9),
        datetime.date(2026, 12, 31),
    ]
