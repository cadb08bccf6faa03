"""Signing in and out with a provider of identity, in a browser."""

import re

import pytest

from convenir.acteurs.models import Personne
from tests.acteurs.conftest import fournisseur  # noqa: F401 -- the same provider, as a fixture
from tests.factories.acteurs import OrganisationFactory

pytestmark = [pytest.mark.parcours, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page_du_site(fournisseur, settings, live_server, request):  # noqa: F811 -- the fixture above
    """The site and the provider know each other's address before the browser opens."""
    settings.ADRESSE_DU_SITE = live_server.url
    fournisseur.retours = {f"{live_server.url}/compte/fournisseur/retour/"}
    formulaires = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
        "form-action": ["'self'", settings.FEDERATION.origine]
    }
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": formulaires}
    page = request.getfixturevalue("page")
    page.context.clear_cookies()
    return page


def test_sign_in_at_the_provider_then_sign_out_at_both(page_du_site, fournisseur, verifier_axe):  # noqa: F811
    page = page_du_site
    OrganisationFactory(nom="Val d’Ambre", siren="200071140")
    page.goto("/compte/connexion/?next=/conventions/nouvelle/")
    verifier_axe()
    page.get_by_role("button", name="Se connecter avec ProConnect").click()
    page.get_by_label("Identifiant").fill("nora")
    page.get_by_role("button", name="Entrer").click()
    page.wait_for_url("**/conventions/nouvelle/")
    assert page.get_by_role("banner").get_by_text("Nora Sylve").is_visible()
    assert page.get_by_role("banner").get_by_text("Val d’Ambre").is_visible()
    verifier_axe()
    page.get_by_role("button", name="Se déconnecter").click()
    page.get_by_text("ProConnect a fermé votre session aussi.").wait_for()
    assert page.get_by_role("button", name="Se déconnecter").count() == 0
    assert [fin["id_token_hint"] for fin in fournisseur.finies] == fournisseur.jetons
    verifier_axe()
    assert Personne.objects.get(email="nora.sylve@ambre.example").prenom == "Nora"


def test_person_who_says_no_comes_back_to_a_sentence(page_du_site, verifier_axe):
    page = page_du_site
    page.goto("/compte/connexion/")
    page.get_by_role("button", name="Se connecter avec ProConnect").click()
    page.get_by_role("button", name="Refuser").click()
    page.wait_for_url(re.compile("/compte/connexion/$"))
    assert page.get_by_text("Vous n’avez pas été au bout de la connexion chez ProConnect").is_visible()
    verifier_axe()
