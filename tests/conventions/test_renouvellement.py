"""After municipal elections: whose mandate goes on, who follows, for whom nobody answered."""

import datetime

import pytest
from django.urls import reverse

from convenir.acteurs.enums import QualiteMandat, Role, TypeOrganisation
from convenir.acteurs.models import Mandat
from convenir.conventions.models import Membre
from convenir.conventions.renouvellement.queries import bilan_du_renouvellement
from convenir.conventions.renouvellement.rules import (
    SCRUTINS,
    Etat,
    dernier_scrutin,
    raison_de_ne_pas_confirmer,
)
from convenir.journal.queries import evenements_de_la_chaine
from tests.factories.acteurs import MandatFactory, OrganisationFactory, PersonneFactory
from tests.factories.conventions import ConventionFactory, MembreFactory, PartieFactory

VOTE = datetime.date(2026, 3, 15)
INSTALLATION = "2026-03-27"
EPCI = "245901160"


@pytest.mark.parametrize(
    ("jour", "vote"),
    [
        (datetime.date(2019, 1, 1), datetime.date(2020, 3, 15)),
        (datetime.date(2026, 3, 14), datetime.date(2020, 3, 15)),
        (VOTE, VOTE),
        (datetime.date(2031, 12, 31), VOTE),
    ],
)
def test_dernier_scrutin_is_that_held_by_the_day(jour, vote):
    assert dernier_scrutin(jour).premier_tour == vote


def test_scrutins_are_sundays_with_their_source():
    assert {s.premier_tour.isoweekday() for s in SCRUTINS} | {
        s.second_tour.isoweekday() for s in SCRUTINS
    } == {7}
    assert all(s.source.startswith("décret") for s in SCRUTINS)


@pytest.mark.parametrize("qualite", QualiteMandat.values)
@pytest.mark.parametrize("type_", TypeOrganisation.values)
def test_raison_de_ne_pas_confirmer_only_leaves_communes_and_epci(type_, qualite):
    elus = set(QualiteMandat) - {QualiteMandat.CONSEILLER_DEPARTEMENTAL, QualiteMandat.ADMINISTRATEUR}
    concerne = type_ in {"commune", "epci"} and qualite in elus
    assert bool(raison_de_ne_pas_confirmer(type_, qualite)) != concerne


@pytest.fixture
def convention(redactrice):
    """A convention that the person signed in pilots; its authority signs by its president."""
    convention = ConventionFactory(debut=datetime.date(2025, 1, 1), fin=datetime.date(2029, 12, 31))
    PartieFactory(convention=convention, siren=EPCI)
    Membre.objects.filter(personne=redactrice).update(role=Role.PILOTAGE)
    return convention


@pytest.fixture
def epci(redactrice):
    organisation = redactrice.occupations.get().poste.organisation
    organisation.siren = EPCI
    organisation.save()
    return organisation


@pytest.fixture
def presidente(convention, epci):
    """The mandate of the one whom the text names as signatory."""
    personne = PersonneFactory(prenom="Maëlle", nom="Fictive")
    return MandatFactory(organisation=epci, personne=personne, qualite=QualiteMandat.PRESIDENT)


def etats(convention, vote=VOTE):
    return [
        (ligne.mandat.pk, ligne.places, ligne.etat)
        for ligne in bilan_du_renouvellement(convention, vote).lignes
    ]


def repondre(client, convention, mandat, **champs):
    return client.post(reverse("renouvellement:repondre", args=[convention.code, mandat.pk]), champs)


def test_bilan_recognises_the_signatory_of_the_text(convention, presidente):
    assert etats(convention) == [(presidente.pk, ("Signataire",), Etat.A_CONFIRMER)]
    assert bilan_du_renouvellement(convention, VOTE).signataires == ()


def test_bilan_lists_members_and_referents_and_leaves_others_out(convention, epci):
    membre = MandatFactory(organisation=epci)
    MembreFactory(convention=convention, organisation=epci, personne=membre.personne)
    referent = MandatFactory(organisation=epci, delegation="Petite enfance")
    MandatFactory(organisation=epci)
    MandatFactory(organisation=OrganisationFactory(nom="Ailleurs"), delegation="Petite enfance")
    assert {(pk, places) for pk, places, _ in etats(convention)} == {
        (membre.pk, ("Membre",)),
        (referent.pk, ("Référent : Petite enfance",)),
    }


def test_bilan_keeps_only_mandates_exercised_on_the_day_of_the_vote(convention, epci):
    MandatFactory(organisation=epci, delegation="Après", debut=VOTE)
    MandatFactory(organisation=epci, delegation="Avant", fin=VOTE - datetime.timedelta(days=1))
    fini = MandatFactory(organisation=epci, delegation="Fini", fin=datetime.date(2026, 3, 20))
    assert etats(convention) == [(fini.pk, ("Référent : Fini",), Etat.A_POURVOIR)]


def test_bilan_names_the_signatory_without_a_mandate_unless_authorised_since(convention):
    (restant,) = bilan_du_renouvellement(convention, VOTE).signataires
    assert restant.nom == "Maëlle Fictive"
    restant.autorisation, restant.autorisation_date = "Délibération", datetime.date(2026, 5, 1)
    restant.save()
    assert bilan_du_renouvellement(convention, VOTE).signataires == ()


def test_bilan_tells_why_a_departemental_mandate_is_not_concerned(convention, epci):
    mandat = MandatFactory(organisation=epci, qualite=QualiteMandat.CONSEILLER_DEPARTEMENTAL)
    ((trouve, raison),) = bilan_du_renouvellement(convention, VOTE).non_concernes
    assert (trouve, "départementales" in raison) == (mandat, True)


@pytest.mark.parametrize("nombre", [1, 300])
@pytest.mark.django_db
def test_renouvellement_query_count(client, convention, epci, django_assert_num_queries, nombre):
    for rang in range(nombre):
        MandatFactory(organisation=epci, delegation=f"Délégation {rang}")
    with django_assert_num_queries(8):
        page = client.get(reverse("renouvellement:renouvellement", args=[convention.code])).content.decode()
    assert page.count("Référent :") == nombre


def test_reconduire_confirms_and_keeps_the_history(client, convention, presidente):
    repondre(client, convention, presidente, acte="reconduire", debut=INSTALLATION)
    assert [etat for _, _, etat in etats(convention)] == [Etat.RECONDUIT]
    assert list(Mandat.objects.order_by("debut").values_list("personne", "fin")) == [
        (presidente.personne_id, datetime.date(2026, 3, 26)),
        (presidente.personne_id, None),
    ]
    page = client.get(reverse("renouvellement:renouvellement", args=[convention.code])).content.decode()
    assert "1 sur 1 mandat confirmé ou remplacé" in page
    types = [e.type for e in evenements_de_la_chaine(f"convention:{convention.code}")]
    assert types.count("convention.mandat_confirme") == 1


def test_remplacer_names_who_follows(client, convention, presidente):
    champs = {"prenom": "Zoé", "nom": "Nouvelle", "debut": INSTALLATION}
    repondre(client, convention, presidente, acte="remplacer", **champs)
    (ligne,) = bilan_du_renouvellement(convention, VOTE).lignes
    assert (ligne.etat, str(ligne.suite.personne)) == (Etat.REMPLACE, "Zoé Nouvelle")


def test_ne_sait_pas_stays_without_answer(client, convention, presidente):
    repondre(client, convention, presidente, acte="inconnu")
    bilan = bilan_du_renouvellement(convention, VOTE)
    assert [ligne.etat for ligne in bilan.sans_reponse] == [Etat.INCONNU]
    assert bilan.confirmes == 0


def test_a_second_answer_is_refused_and_changes_nothing(client, convention, presidente):
    repondre(client, convention, presidente, acte="reconduire", debut=INSTALLATION)
    reponse = repondre(client, convention, presidente, acte="remplacer", nom="Autre", debut=INSTALLATION)
    assert reponse.status_code == 422
    assert Mandat.objects.count() == 2


@pytest.mark.parametrize("champs", [{"acte": "reconduire"}, {"acte": "remplacer", "debut": INSTALLATION}, {}])
def test_an_incomplete_answer_is_shown_again(client, convention, presidente, champs):
    assert repondre(client, convention, presidente, **champs).status_code == 422
    assert [etat for _, _, etat in etats(convention)] == [Etat.A_CONFIRMER]


def test_a_mandate_of_another_convention_is_not_reached(client, convention):
    etranger = MandatFactory(organisation=OrganisationFactory(nom="Ailleurs"), delegation="Jeunesse")
    assert repondre(client, convention, etranger, acte="inconnu").status_code == 404


def test_a_contributor_does_not_answer(client, convention, presidente, redactrice):
    Membre.objects.filter(personne=redactrice).update(role=Role.CONTRIBUTION)
    assert repondre(client, convention, presidente, acte="inconnu").status_code == 403
