"""A password, then a passkey in its place, codes of rescue, a session closed from afar."""

import pytest
from django.core.cache import cache
from django.test import Client

from convenir.journal.models import Evenement
from tests.factories.acteurs import OrganisationFactory, PersonneFactory

pytestmark = [pytest.mark.parcours, pytest.mark.django_db(transaction=True)]
MOT_DE_PASSE = "quatre mots sans rapport"
CLE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def ida(db):
    cache.clear()
    personne = PersonneFactory(nom="Orval", email="ida.orval@exemple.invalid", poste=OrganisationFactory())
    personne.set_password(MOT_DE_PASSE)
    personne.save()
    return personne


@pytest.fixture
def page(page):
    """Nobody is signed in."""
    page.context.clear_cookies()
    return page


@pytest.fixture
def cle(page):
    """A passkey of this computer, which the browser makes and presents by itself."""
    protocole = page.context.new_cdp_session(page)
    protocole.send("WebAuthn.enable")
    return protocole.send("WebAuthn.addVirtualAuthenticator", {"options": CLE})


def test_passkey_replaces_the_password_and_another_session_is_closed(
    page, ida, cle, verifier_axe, live_server
):
    ailleurs = Client()
    ailleurs.post("/compte/connexion/", {"login": ida.email, "password": MOT_DE_PASSE})

    page.goto("/compte/")
    verifier_axe()
    page.get_by_label("Adresse électronique").fill(ida.email)
    page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    page.wait_for_url("**/compte/")
    verifier_axe()

    page.get_by_role("link", name="Ajouter mon second facteur").click()
    page.wait_for_url("**/second-facteur/")
    verifier_axe()
    page.get_by_role("link", name="Ajouter une clé d’accès").click()
    page.wait_for_url("**/confirmer/**")
    verifier_axe()
    page.get_by_label("Votre mot de passe").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Confirmer").click()
    page.get_by_label("Nom de la clé").fill("Ordinateur du bureau")
    verifier_axe()
    page.get_by_role("button", name="Créer la clé").click()
    page.wait_for_url("**/codes/")
    verifier_axe()
    assert page.locator(".codes li").count() == 10
    page.get_by_role("link", name="Je les ai gardés").click()
    page.wait_for_url("**/second-facteur/")
    assert page.locator(".rangs strong").all_inner_texts() == ["Ordinateur du bureau"]
    verifier_axe()

    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url(live_server.url + "/")
    page.goto("/compte/connexion/?next=/compte/sessions/")
    page.get_by_role("button", name="Se connecter avec une clé d’accès").click()
    page.wait_for_url(live_server.url + "/compte/sessions/")
    verifier_axe()
    page.get_by_role("button", name="Fermer Navigateur inconnu").click()
    page.get_by_text("Session fermée.").wait_for()
    assert ailleurs.get("/compte/").status_code == 302
    assert sorted(Evenement.objects.values_list("type", flat=True)) == [
        "acteurs.facteur_ajoute",
        "acteurs.facteur_ajoute",
        "acteurs.sessions_fermees",
    ]


def test_pages_of_the_account_are_readable_by_all(page, ida, verifier_axe, live_server):
    page.goto("/compte/connexion/")
    page.get_by_label("Adresse électronique").fill(ida.email)
    page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    page.wait_for_url(live_server.url + "/")
    for chemin in ("mot-de-passe/", "identite/", "effacement/", "second-facteur/application/ajouter/"):
        page.goto(f"/compte/{chemin}")
        verifier_axe()
    page.get_by_label("Votre mot de passe").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Confirmer").click()
    page.get_by_label("Code donné par l’application").wait_for()
    verifier_axe()
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url(live_server.url + "/")
    for chemin in ("oubli/", "oubli/envoye/", "oubli/x/y/", "oubli/fait/", "ferme/"):
        page.goto(f"/compte/{chemin}")
        verifier_axe()
