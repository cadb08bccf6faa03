"""Who may rewrite an organisation: its own people, confirmed by it; never whoever invited somebody "for" it."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from convenir.acteurs.enums import Role
from convenir.acteurs.models import Mandat, Occupation, Organisation
from convenir.conventions.annuaire.queries import est_confirmee, peut_modifier
from convenir.conventions.models import Invitation, Membre
from convenir.conventions.operations import accepter_invitation, inviter
from convenir.conventions.renouvellement.operations import confirmer
from convenir.journal.models import Evenement
from convenir.notifications.models import Courriel
from tests.factories.acteurs import MandatFactory, OccupationFactory, OrganisationFactory, PersonneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def caf():
    """A Caf whose director, Ida, is nowhere near the convention."""
    caf = OrganisationFactory(caf=True)
    OccupationFactory(poste__organisation=caf, poste__intitule="Directrice")
    return caf


@pytest.fixture
def entrer_pour(convention, acces):
    """Somebody invited by a member for an organisation, who accepts, with a second factor."""

    def faire(inviteur, organisation, **champs):
        champs = champs or {"poste": "Conseillère"}
        personne = PersonneFactory()
        Authenticator.objects.create(user=personne, type=Authenticator.Type.TOTP, data={})
        offre = {"prenom": "Ida", "nom": personne.nom, "email": personne.email, "role": Role.PILOTAGE}
        inviter(
            Invitation(convention=convention, organisation=organisation, **offre, **champs), acces(inviteur)
        )
        lien = Courriel.objects.get(adresse=personne.email).texte.split("/invitation/")[1]
        return accepter_invitation(lien.split("/")[0], personne)

    return faire


@pytest.mark.parametrize("lien", [{"poste": "Conseillère"}, {"qualite": "president"}])
def test_accomplice_invited_for_an_organisation_rewrites_nothing_of_it(
    pilote, caf, entrer_pour, entrer, lien
):
    complice = entrer_pour(pilote, caf, **lien)
    directrice = Occupation.objects.get(poste__intitule="Directrice")
    for membre in (complice, pilote):
        client = entrer(membre)
        page = client.get(reverse("annuaire:organisation", args=[caf.pk]))
        assert (page.status_code, "Ajouter un poste" in page.content.decode()) == (200, False)
        for nom, arguments, champs in (
            ("nouveau_poste", [], {"intitule": "Agente"}),
            ("nouveau_mandat", [], {"nom": "Élue", "qualite": "president", "debut": "2026-01-01"}),
            ("quitter", [directrice.pk], {"fin": "2026-12-31"}),
            ("nommer", [directrice.poste_id], {"nom": "Autre", "debut": "2026-01-01"}),
            ("confirmer", [complice.personne_id], {}),
        ):
            adresse = reverse(f"annuaire:{nom}", args=[caf.pk, *arguments])
            assert client.post(adresse, champs).status_code == 403
    directrice.refresh_from_db()
    assert directrice.fin is None
    assert not est_confirmee(complice.personne, caf)


def test_accomplice_invites_another_who_is_no_more_confirmed(pilote, caf, entrer_pour):
    seconde = entrer_pour(entrer_pour(pilote, caf), caf)
    assert not est_confirmee(seconde.personne, caf)


def test_mandate_renewed_by_a_pilot_confirms_nobody(convention, pilote, caf, entrer_pour):
    complice = entrer_pour(pilote, caf, qualite="president")
    mandat = Mandat.objects.get(personne=complice.personne)
    Mandat.objects.update(debut=datetime.date(2020, 7, 1))
    confirmer(convention, mandat, complice.personne, datetime.date(2026, 4, 1))
    assert not est_confirmee(complice.personne, caf)


def test_person_of_the_organisation_confirms_whom_they_invite(membre, caf, entrer_pour):
    sienne = membre(Role.PILOTAGE, organisation=caf)
    OccupationFactory(personne=sienne.personne, poste__organisation=caf, poste__intitule="Cheffe")
    invitee = entrer_pour(sienne, caf)
    assert peut_modifier(invitee.personne, caf)


def test_organisation_confirms_whom_somebody_else_invited(membre, pilote, caf, entrer_pour, entrer):
    invitee = entrer_pour(pilote, caf)
    sienne = membre(Role.PILOTAGE, organisation=caf)
    OccupationFactory(personne=sienne.personne, poste__organisation=caf, poste__intitule="Cheffe")
    client = entrer(sienne)
    page = reverse("annuaire:organisation", args=[caf.pk])
    assert "annoncé par une invitation" in client.get(page).content.decode()
    adresse = reverse("annuaire:confirmer", args=[caf.pk, invitee.personne_id])
    assert client.post(adresse)["Location"] == page
    assert est_confirmee(invitee.personne, caf)
    assert Evenement.objects.get(type="acteurs.personne_confirmee").objet == invitee.personne.cle
    assert client.post(adresse).status_code == 422


def test_installation_keeps_every_organisation(caf):
    assert peut_modifier(PersonneFactory(installation=True), caf)
    assert Organisation.objects.filter(pk=caf.pk).exists()


def test_person_of_the_organisation_who_does_not_pilot_keeps_nothing(membre, caf):
    lectrice = membre(organisation=caf)
    MandatFactory(personne=lectrice.personne, organisation=caf)
    assert not peut_modifier(lectrice.personne, caf)
    Membre.objects.filter(pk=lectrice.pk).update(role=Role.PILOTAGE)
    assert peut_modifier(lectrice.personne, caf)
