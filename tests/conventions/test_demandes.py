"""Asking to join: one answer whatever exists, a word to the pilots, an answer by mail."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from convenir.acteurs.enums import Role
from convenir.conventions.enums import EtatDemande
from convenir.conventions.enums.demandes import TRANSITIONS
from convenir.conventions.models import Demande, Membre
from convenir.conventions.operations import accepter_demande, decliner_demande
from convenir.conventions.operations.demandes import DEJA_DECIDEE, DEJA_MEMBRE, TROP, _passer
from convenir.conventions.rules.membres import RESERVE_AUX_ADMINISTRATEURS
from convenir.journal.models import Evenement
from convenir.notifications.models import Courriel
from convenir.socle.erreurs import Refus
from tests.factories.acteurs import OrganisationFactory, PersonneFactory
from tests.factories.conventions import DemandeFactory

pytestmark = pytest.mark.django_db
ADRESSE = "/rejoindre/"


@pytest.fixture
def passante():
    return PersonneFactory(nom="Passante", poste=OrganisationFactory(nom="Club des Genêts"))


@pytest.fixture
def navigateur(passante):
    client = Client()
    client.force_login(passante)
    return client


def demander(client, recherche, **champs):
    return client.post(ADRESSE, {"recherche": recherche, **champs}, follow=True)


def sans_jeton(reponse, recherche):
    """The page as it is read, less the secret of its form and what was typed."""
    lue = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", reponse.content.decode())
    return lue.replace(recherche, "")


def test_answer_is_the_same_whether_the_convention_exists_or_not(convention, pilote, passante):
    lues = []
    for recherche in (convention.code, "inconnu-de-tous"):
        Demande.objects.all().delete()
        client = Client()
        client.force_login(passante)
        reponse = demander(client, recherche)
        lues.append((reponse.status_code, sans_jeton(reponse, recherche)))
    assert lues[0] == lues[1]


@pytest.mark.parametrize("recherche", ["val-d-ambre-{}", "VAL D AMBRE", "val d’ambre"])
def test_pilots_alone_hear_of_it(convention, membre, pilote, passante, navigateur, recherche):
    membre()
    convention.code = "val-d-ambre-7"
    convention.save()
    demander(navigateur, recherche.format(7), message="Bonjour.")
    demande = Demande.objects.get()
    assert (demande.convention, demande.personne, demande.organisation.nom) == (
        convention,
        passante,
        "Club des Genêts",
    )
    courriel = Courriel.objects.get()
    assert courriel.destinataire_cle == pilote.personne.cle
    assert "Bonjour." in courriel.texte
    assert Evenement.objects.get(type="convention.demandee").objet == f"convention:{convention.code}"


def test_request_that_reaches_nothing_is_kept_and_counted(convention, pilote, navigateur):
    for rang in range(5):
        demander(navigateur, f"Nulle part {rang}")
    reponse = demander(navigateur, convention.code)
    assert (reponse.status_code, TROP in reponse.content.decode()) == (422, True)
    assert (Demande.objects.count(), Courriel.objects.count()) == (5, 0)


def test_second_request_writes_to_nobody_and_is_answered_alike(convention, pilote, navigateur):
    premiere, seconde = (demander(navigateur, recherche) for recherche in (convention.code, convention.code))
    assert premiere.status_code == seconde.status_code == 200
    assert Courriel.objects.count() == 1


def test_declined_person_does_not_insist(convention, pilote, acces, navigateur):
    demander(navigateur, convention.code)
    decliner_demande(Demande.objects.get(), "Pas concernée.", acces(pilote))
    demander(navigateur, convention.code)
    assert Courriel.objects.filter(motif="demande").count() == 1


def test_member_is_told_so(convention, membre, entrer):
    lectrice = membre()
    lectrice.personne.occupations.create(
        poste=lectrice.organisation.postes.create(intitule="Agente"), debut="2026-01-01"
    )
    assert DEJA_MEMBRE in demander(entrer(lectrice), convention.code).content.decode()


def test_somebody_without_organisation_is_told_what_to_do():
    client = Client()
    client.force_login(PersonneFactory())
    assert "Vous n’agissez pour aucune organisation" in demander(client, "Ici").content.decode()


def test_pilot_accepts_with_a_place(convention, pilote, entrer, passante):
    demande = DemandeFactory(convention=convention, personne=passante)
    client = entrer(pilote)
    page = client.get(reverse("conventions:membres", args=[convention.code])).content.decode()
    adresse = reverse("conventions:demande", args=[convention.code, demande.pk])
    assert adresse in page
    client.post(adresse, {"role": "contribution", "themes": ["jeunesse"]})
    demande.refresh_from_db()
    nouveau = Membre.objects.get(personne=passante)
    assert (demande.etat, demande.membre) == (EtatDemande.ACCEPTEE, nouveau)
    assert (nouveau.role, nouveau.themes, nouveau.organisation) == (
        Role.CONTRIBUTION,
        ["jeunesse"],
        demande.organisation,
    )
    assert Courriel.objects.get().destinataire_cle == passante.cle


def test_pilot_declines_with_a_reason_that_is_sent(convention, pilote, entrer, passante):
    demande = DemandeFactory(convention=convention, personne=passante)
    adresse = reverse("conventions:decliner_demande", args=[convention.code, demande.pk])
    client = entrer(pilote)
    assert client.post(adresse, {"motif": " "}).status_code == 422
    client.post(adresse, {"motif": "Adressez-vous à votre commune."})
    demande.refresh_from_db()
    assert (demande.etat, demande.motif) == (EtatDemande.DECLINEE, "Adressez-vous à votre commune.")
    courriel = Courriel.objects.get()
    assert ("Adressez-vous à votre commune." in courriel.texte, convention.code in courriel.texte) == (
        True,
        False,
    )
    assert client.get(reverse("conventions:demande", args=[convention.code, demande.pk])).status_code == 404


def test_two_pilots_answer_one_request(pilote, convention, acces):
    demande = DemandeFactory(convention=convention)
    decliner_demande(demande, "Non.", acces(pilote))
    with pytest.raises(Refus) as refus:
        accepter_demande(demande, {"role": Role.LECTURE}, acces(pilote))
    assert refus.value.message == DEJA_DECIDEE
    assert Membre.objects.filter(personne=demande.personne).count() == 0


def test_pilot_gives_no_administration(pilote, convention, acces):
    with pytest.raises(Refus) as refus:
        accepter_demande(DemandeFactory(convention=convention), {"role": Role.ADMINISTRATION}, acces(pilote))
    assert refus.value.message == RESERVE_AUX_ADMINISTRATEURS


@pytest.mark.parametrize("de", EtatDemande)
@pytest.mark.parametrize("vers", EtatDemande)
def test_states_follow_the_table(convention, membre, de, vers):
    demande = DemandeFactory(convention=convention)
    demande.etat = de
    demande.motif = "Non." if vers == EtatDemande.DECLINEE else ""
    demande.membre = membre() if vers == EtatDemande.ACCEPTEE else None
    if vers in TRANSITIONS[de]:
        _passer(demande, vers)
        assert Demande.objects.get().etat == vers
    else:
        with pytest.raises(Refus):
            _passer(demande, vers)
