"""Leaving: what is shown before, who takes over, what whoever left gets on the next click."""

import pytest
from django.urls import reverse
from django.utils import timezone

from convenir.acteurs.enums import Role
from convenir.conventions.charges import _a_reprendre
from convenir.conventions.departs import charges_de
from convenir.conventions.models import Commentaire, Membre
from convenir.conventions.operations import PlacePerimee, faire_partir
from convenir.conventions.operations.departs import SANS_FACTEUR
from convenir.conventions.rules.membres import (
    DERNIER_PILOTAGE,
    DERNIERE_ADMINISTRATION,
    RESERVE_AUX_ADMINISTRATEURS,
    SEUL_UN_PILOTE,
)
from convenir.journal.models import Evenement
from convenir.notifications.models import Courriel
from convenir.socle.erreurs import Refus
from tests.factories.acteurs import OccupationFactory, OrganisationFactory
from tests.factories.adhesions import AdhesionFactory
from tests.factories.conventions import (
    CommentaireFactory,
    DispositionFactory,
    InvitationFactory,
    MembreFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def refus_de():
    """The sentence by which a departure is refused."""

    def demander(*arguments):
        with pytest.raises(Refus) as refus:
            faire_partir(*arguments)
        return refus.value.message

    return demander


def adresse(membre):
    return reverse("conventions:depart", args=[membre.convention.code, membre.pk])


def test_pilot_ends_a_place_and_the_person_is_told(membre, pilote, acces):
    lectrice = membre()
    parti = faire_partir(lectrice, 1, acces(pilote))
    assert (parti.parti_le, parti.version) == (timezone.localdate(), 2)
    evenement = Evenement.objects.get(type="convention.membre_parti")
    assert (evenement.objet, evenement.acteur) == (lectrice.cle, pilote.personne.cle)
    courriel = Courriel.objects.get(motif="depart")
    assert courriel.destinataire_cle == lectrice.personne.cle
    assert "http" not in courriel.texte


def test_somebody_leaves_by_themselves_without_a_mail(membre, acces):
    lectrice = membre()
    faire_partir(lectrice, 1, acces(lectrice))
    assert (Membre.objects.filter(parti_le=None).count(), Courriel.objects.count()) == (0, 0)


@pytest.mark.parametrize("role", [Role.LECTURE, Role.CONTRIBUTION])
def test_whoever_does_not_pilot_sends_nobody_away(membre, acces, refus_de, role):
    assert refus_de(membre(), 1, acces(membre(role))) == SEUL_UN_PILOTE


def test_pilot_sends_no_administrator_away(pilote, administratrice, acces, refus_de):
    assert refus_de(administratrice, 1, acces(pilote)) == RESERVE_AUX_ADMINISTRATEURS


def test_pilot_without_second_factor_does_not_leave(pilote, acces, refus_de):
    qui = acces(pilote)
    qui.second_facteur = False
    assert refus_de(pilote, 1, qui) == SANS_FACTEUR


def test_place_changed_meanwhile_is_shown_again(membre, pilote, acces):
    lectrice = membre()
    Membre.objects.filter(pk=lectrice.pk).update(version=2)
    with pytest.raises(PlacePerimee):
        faire_partir(lectrice, 1, acces(pilote))
    assert Membre.objects.get(pk=lectrice.pk).parti_le is None


def test_last_administrator_hands_over(membre, administratrice, acces, refus_de):
    suivante = membre(Role.CONTRIBUTION, themes=["jeunesse"])
    assert refus_de(administratrice, 1, acces(administratrice)) == DERNIERE_ADMINISTRATION
    faire_partir(administratrice, 1, acces(administratrice), suivante)
    suivante.refresh_from_db()
    assert (suivante.role, suivante.themes, suivante.version) == (Role.ADMINISTRATION, [], 2)
    assert Courriel.objects.get(motif="depart").destinataire_cle == suivante.personne.cle


def test_last_pilot_hands_over(membre, pilote, acces, refus_de):
    suivante = membre()
    assert refus_de(pilote, 1, acces(pilote)) == DERNIER_PILOTAGE
    faire_partir(pilote, 1, acces(pilote), suivante)
    suivante.refresh_from_db()
    assert suivante.role == Role.PILOTAGE


def test_pilot_beside_an_administrator_needs_no_successor(pilote, administratrice):
    assert _a_reprendre(pilote) == (None, "")
    assert _a_reprendre(administratrice) == (Role.ADMINISTRATION, DERNIERE_ADMINISTRATION)


def test_closed_account_takes_nothing_over(membre, administratrice, acces, refus_de):
    fermee = membre()
    fermee.personne.is_active = False
    fermee.personne.save()
    assert "choisissez-en une autre" in refus_de(administratrice, 1, acces(administratrice), fermee)


def test_administrator_does_not_hand_a_function_to_themselves(membre, administratrice, acces, refus_de):
    dpo = membre(dpo=True)
    assert "choisissez-en une autre" in refus_de(dpo, 1, acces(administratrice), administratrice)


def test_function_is_handed_over_by_whoever_administers(membre, administratrice, acces):
    dpo, suivante = membre(dpo=True), membre()
    faire_partir(dpo, 1, acces(administratrice), suivante)
    suivante.refresh_from_db()
    assert (suivante.dpo, suivante.role) == (True, Role.LECTURE)


def test_reader_gives_nobody_their_function(membre, administratrice, acces):
    dpo, suivante = membre(dpo=True), membre()
    faire_partir(dpo, 1, acces(dpo), suivante)
    suivante.refresh_from_db()
    assert (suivante.dpo, suivante.version) == (False, 1)


def test_screen_lists_all_that_is_held(convention, membre, administratrice, acces):
    commune = OrganisationFactory(nom="Anzin", type="commune", insee="59014")
    elue = membre(Role.CONTRIBUTION, organisation=commune, signataire=True)
    OccupationFactory(personne=elue.personne, poste__organisation=commune)
    CommentaireFactory(convention=convention, personne=elue.personne)
    CommentaireFactory(convention=convention, personne=elue.personne, etat="clos", texte="Clos.")
    InvitationFactory(convention=convention, inviteur=elue.personne)
    AdhesionFactory(convention=convention, insee="59014", nom="Anzin")
    charges = {c.intitule: c.lignes for c in charges_de(elue, acces(administratrice))}
    assert charges == {
        "Sa place dans la convention": ("Contribution pour Anzin (lit tout, relit et écrit)",),
        "Une fonction": ("Signataire dans la convention",),
        "Postes et mandats": ("Chargée de coopération",),
        "Commentaires non clos": ("« À revoir ensemble. »",),
        "Invitations sans réponse": ("Lise Invitée, pour Communauté de communes du Val d’Ambre",),
        "Seul contact d’une commune": ("Anzin",),
    }


def test_reader_sees_only_their_own_departure(membre, entrer):
    lectrice, autre = membre(), membre()
    client = entrer(lectrice)
    assert (client.get(adresse(lectrice)).status_code, client.get(adresse(autre)).status_code) == (200, 403)
    assert client.post(adresse(lectrice), {"version": 1})["Location"] == reverse("pilotage:accueil")


def test_last_administrator_is_asked_for_a_successor_in_the_form(membre, administratrice, entrer):
    membre()
    reponse = entrer(administratrice).post(adresse(administratrice), {"version": 1})
    assert reponse.status_code == 422
    assert "Choisissez qui prend la suite" in reponse.content.decode()


def test_whoever_left_is_told_and_gets_back_what_they_were_writing(convention, membre, pilote, acces, entrer):
    contributrice = membre(Role.CONTRIBUTION)
    client = entrer(contributrice)
    DispositionFactory(convention=convention, cle="objet")
    faire_partir(contributrice, 1, acces(pilote))
    envoi = {"disposition": "objet", "texte": "Une phrase <b>précieuse</b>."}
    reponse = client.post(reverse("conventions:commenter", args=[convention.code]), envoi)
    lue = reponse.content.decode()
    assert reponse.status_code == 404
    assert "Votre participation a pris fin" in lue
    assert "Une phrase &lt;b&gt;précieuse&lt;/b&gt;." in lue
    assert convention.territoire not in lue
    assert Commentaire.objects.count() == 0


def test_stranger_is_told_nothing(convention, entrer):
    reponse = entrer(MembreFactory(autre=True)).get(reverse("conventions:membres", args=[convention.code]))
    assert reponse.status_code == 404
    assert "participation" not in reponse.content.decode()
