"""Members in a browser: invited, engaged, limited, gone; asking to join; a commune answering without an account."""

import re

import pytest
from django.urls import reverse

from convenir.acteurs.enums import Role
from convenir.adhesions.operations import relancer
from convenir.conventions.models import Engagement, Membre
from convenir.notifications.models import Courriel
from tests.factories.acteurs import OrganisationFactory, PersonneFactory
from tests.factories.adhesions import AdhesionFactory
from tests.factories.conventions import ConventionFactory, MembreFactory

pytestmark = [pytest.mark.parcours, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def membres(client):
    """The page of the members of a convention that whoever is signed in administers."""
    convention = ConventionFactory(avec_parties=True, epci_siren="245901160")
    Membre.objects.update(role=Role.ADMINISTRATION)
    return reverse("conventions:membres", args=[convention.code])


@pytest.fixture
def ailleurs(navigateur, live_server):
    """A browser of somebody else, not signed in."""
    contexte = navigateur.new_context(base_url=live_server.url, locale="fr-FR")
    yield contexte.new_page()
    contexte.close()


def lien_du_courriel(chemin):
    return re.search(rf"/{chemin}/[^/\s]+/", Courriel.objects.latest("pk").texte).group()


def test_member_from_the_invitation_to_the_departure(page, verifier_axe, ailleurs, membres):
    page.goto(membres)
    verifier_axe()
    page.get_by_role("link", name="Inviter quelqu’un").click()
    verifier_axe()
    page.get_by_label("Prénom").fill("Lise")
    page.get_by_label("Nom", exact=True).fill("Invitée")
    page.get_by_label("Adresse électronique").fill("lise@exemple.invalid")
    page.get_by_label("Organisation", exact=True).select_option(index=1)
    page.get_by_label("Poste").fill("Coordinatrice")
    page.get_by_role("radio", name="Contribution").check()
    page.get_by_role("button", name="Envoyer l’invitation").click()
    page.get_by_role("heading", name="Invitations sans réponse").wait_for()

    ailleurs.goto(lien_du_courriel("invitation"))
    ailleurs.get_by_label("Mot de passe").fill("quatre chevaux lisent au bord du canal")
    ailleurs.get_by_role("button", name="Ouvrir mon compte et entrer").click()
    ailleurs.get_by_role("link", name="Le lire et s’y engager").click()
    ailleurs.get_by_role("button", name="J’ai lu et je m’y engage").click()
    ailleurs.get_by_text("Votre engagement de confidentialité est enregistré.").wait_for()
    assert Engagement.objects.get().personne.email == "lise@exemple.invalid"

    page.goto(membres.replace("membres", "confidentialite"))
    verifier_axe()
    page.goto(membres)
    page.get_by_role("link", name="Gérer la place de Lise Invitée").click()
    page.get_by_text("Limiter").first.click()
    page.get_by_role("checkbox", name="Jeunesse", exact=True).check()
    verifier_axe()
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("heading", name="Qui voit et fait quoi").wait_for()
    lise = Membre.objects.get(personne__email="lise@exemple.invalid")
    assert lise.themes == ["jeunesse"]

    page.get_by_role("link", name="Quitter la convention").click()
    verifier_axe()
    page.get_by_label("Qui prend la suite").select_option(index=1)
    page.get_by_role("button", name="Quitter la convention").click()
    page.get_by_text("Vous avez quitté").wait_for()
    lise.refresh_from_db()
    assert (lise.role, lise.themes) == (Role.ADMINISTRATION, [])
    page.goto(membres)
    assert "Vous ne participez plus à cette convention" in page.get_by_role("main").inner_text()
    verifier_axe()


def test_asking_to_join_then_accepted(page, verifier_axe, ailleurs, membres, settings):
    settings.DEMONSTRATION = True
    club = OrganisationFactory(nom="Club des Genêts", type="association")
    passante = PersonneFactory(prenom="Zoé", nom="Passante", poste=club, demonstration=True)
    ailleurs.goto("/")
    ailleurs.get_by_role("button", name="Zoé Passante").click()
    ailleurs.get_by_role("link", name="rejoindre").click()
    ailleurs.get_by_label("convention").first.fill("Val d’Ambre")
    ailleurs.get_by_role("button", name="Envoyer la demande").click()
    ailleurs.get_by_text("Demande envoyée.").wait_for()

    page.goto("/rejoindre/")
    verifier_axe()
    page.goto(membres)
    page.get_by_role("link", name="Zoé Passante").click()
    verifier_axe()
    page.get_by_role("radio", name="Lecture").check()
    page.get_by_role("button", name="Accepter").click()
    page.get_by_text("Zoé Passante est maintenant membre").wait_for()
    assert Membre.objects.get(personne=passante).role == Role.LECTURE
    ailleurs.goto(membres)
    ailleurs.get_by_role("heading", name="Qui voit et fait quoi").wait_for()


def test_commune_answers_by_a_link_without_an_account(page, verifier_axe, client, ailleurs):
    adhesion = AdhesionFactory(demandee=True)
    mairie = OrganisationFactory(nom="Rombies", type="commune", insee="59505")
    secretaire = PersonneFactory(nom="Secrétaire", email="mairie@exemple.invalid")
    MembreFactory(convention=adhesion.convention, personne=secretaire, organisation=mairie, role=Role.LECTURE)
    relancer(adhesion, auteur=PersonneFactory(nom="Pilote").en_auteur(None))
    lien = lien_du_courriel("repondre")
    page.goto(lien)
    verifier_axe()
    ailleurs.goto(lien)
    ailleurs.get_by_label("Il a voté pour l’adhésion").check()
    ailleurs.get_by_label("Date du conseil").fill("2026-07-01")
    ailleurs.get_by_role("button", name="Envoyer la réponse").click()
    ailleurs.get_by_role("heading", name="Merci, c’est noté").wait_for()
    adhesion.refresh_from_db()
    assert (adhesion.statut, adhesion.attestation) == ("votee", "Ida Secrétaire, en réponse à un courriel")
    assert ailleurs.context.cookies() == [] or "sessionid" not in [
        c["name"] for c in ailleurs.context.cookies()
    ]
    page.goto(lien)
    page.get_by_role("heading", name="Ce lien ne fonctionne plus").wait_for()
    verifier_axe()
