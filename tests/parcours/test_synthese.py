"""The written diagnostic in a browser: a link answered on a phone, an issue kept, a block, annexe 1, a portrait."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from convenir.acteurs.enums import Role
from convenir.conventions.models import Membre
from convenir.notifications.models import Courriel
from tests.factories.adhesions import EPCI
from tests.factories.conventions import ConventionFactory
from tests.factories.diagnostic import IndicateurFactory, SourceFactory, ValeurFactory
from tests.factories.equipements import ANZIN, AULNOY

pytestmark = [pytest.mark.parcours, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def convention(client, settings, tmp_path):
    """Piloted by whoever is signed in, with a rate in two communes."""
    settings.MEDIA_ROOT = tmp_path
    convention = ConventionFactory(epci_siren=EPCI)
    Membre.objects.update(role=Role.PILOTAGE)
    communs = {"indicateur": IndicateurFactory(part=True, theme="jeunesse"), "source": SourceFactory()}
    ValeurFactory(**communs, valeur=40)
    for code, nombre in ((ANZIN, 50), (AULNOY, 30)):
        ValeurFactory(**communs, niveau="commune", code=code, valeur=nombre)
    return convention


def test_issue_goes_from_a_link_to_annexe_1(page, verifier_axe, convention):
    page.goto(reverse("synthese:enjeux", args=[convention.code]))
    verifier_axe()
    page.get_by_role("link", name="Recueillir les enjeux des communes").click()
    page.get_by_role("checkbox", name="Écrire à Anzin").check()
    page.get_by_label("Adresse de Anzin").fill("mairie@exemple.invalid")
    jour = timezone.localdate() + datetime.timedelta(days=10)
    page.get_by_label("Réponse attendue le").fill(jour.isoformat())
    page.get_by_role("button", name="Écrire aux interlocuteurs cochés").click()
    assert page.get_by_role("heading", name="N’ont pas répondu").count() == 1
    verifier_axe()

    page.goto(re.search(r"/repondre/[^/\s]+/", Courriel.objects.get().texte).group())
    verifier_axe()
    page.get_by_label("Premier enjeu : la thématique").select_option("Jeunesse")
    page.get_by_label("Premier enjeu", exact=True).fill("Un local pour les jeunes")
    page.get_by_role("button", name="Envoyer la réponse").click()
    assert "1 enjeu remonté par Anzin" in page.get_by_role("main").inner_text()
    verifier_axe()

    page.goto(reverse("synthese:enjeux", args=[convention.code]))
    page.get_by_role("button", name="Retenir : Un local pour les jeunes").click()
    assert page.locator(".etiquette", has_text="Retenu").count() == 1
    verifier_axe()

    page.get_by_role("link", name="Synthèse", exact=True).click()
    verifier_axe()
    page.get_by_role("link", name="Les besoins : Jeunesse").click()
    verifier_axe()
    page.get_by_label("Texte").fill("- Des lieux\n- Des transports")
    page.get_by_role("button", name="Enregistrer").click()
    assert page.get_by_role("listitem").filter(has_text="Des transports").count() == 1
    verifier_axe()

    page.get_by_role("link", name="Portraits", exact=True).click()
    verifier_axe()
    page.get_by_role("link", name="Anzin", exact=True).click()
    assert page.get_by_text("Un local pour les jeunes").count() == 1
    verifier_axe()
    with page.expect_download() as portrait:
        page.get_by_role("link", name="Portrait en deux pages (PDF)").click()
    assert portrait.value.suggested_filename == f"portrait-{ANZIN}.pdf"

    page.goto(reverse("edition:documents", args=[convention.code]))
    page.locator("#annexe-1-pptx").get_by_role("button").click()
    lien = page.locator("#annexe-1-pptx").get_by_role("link")
    lien.wait_for()
    with page.expect_download() as annexe:
        lien.click()
    assert annexe.value.suggested_filename == f"{convention.code}-annexe-1-pptx.pptx"
