"""The register of adhesions in a browser: opened, an act read and recorded, dated, a table, the annexe."""

import datetime

import pytest
from django.urls import reverse

from convenir.adhesions.models import Adhesion
from tests.factories.adhesions import ACTE, EPCI
from tests.factories.conventions import ConventionFactory

pytestmark = [pytest.mark.parcours, pytest.mark.django_db(transaction=True)]


def test_commune_joins_from_the_request_to_the_adhesion_in_force(page, verifier_axe, tmp_path):
    convention = ConventionFactory(epci_siren=EPCI, debut=datetime.date(2025, 1, 1), avec_parties=True)
    adresse = reverse("adhesions:registre", args=[convention.code])
    page.goto(adresse)
    verifier_axe()
    page.get_by_role("button", name="Ouvrir le registre de 35 communes").click()
    page.get_by_role("checkbox", name="Demander à Anzin").check()
    page.get_by_role("button", name="Noter la demande aux communes cochées").click()
    verifier_axe()

    page.get_by_label("Identifiant de l’acte").fill(ACTE)
    page.get_by_role("button", name="Lire l’acte").click()
    verifier_axe()
    page.get_by_role("button", name="Enregistrer le vote").click()
    page.get_by_label("Reçue en préfecture le").fill("2025-07-16")
    page.get_by_label("Publiée le").fill("2025-07-20")
    page.get_by_label("Mode de publication").select_option("electronique")
    page.get_by_role("button", name="Enregistrer les dates").click()
    assert "Exécutoire le 20 juillet 2025" in page.get_by_role("main").inner_text()
    verifier_axe()

    tableau = tmp_path / "votes.csv"
    tableau.write_text("Commune;Délibération du\nAnzin;30/06/2025\nAilleurs;30/06/2025\n", encoding="utf-8")
    page.goto(adresse)
    page.get_by_role("link", name="Importer").click()
    page.get_by_label("Tableau des délibérations").set_input_files(tableau)
    page.get_by_role("button", name="Lire le tableau").click()
    verifier_axe()
    page.get_by_role("button", name="Enregistrer 1 ligne").click()
    assert Adhesion.objects.filter(statut="votee").count() == 2

    page.get_by_role("link", name="Ouvrir l’annexe").click()
    page.locator("#id_au").fill("2025-07-19")
    page.get_by_role("button", name="Montrer").click()
    verifier_axe()
    dits = page.get_by_role("row", name="Rombies-et-Marchipont").get_by_role("cell").all_inner_texts()
    assert dits == ["8 juillet 2025", "–", "–"]
    page.goto(adresse)
    page.get_by_role("button", name="Préparer les dossiers").click()
    page.get_by_role("link", name="Télécharger les dossiers").wait_for()
