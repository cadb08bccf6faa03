"""Services to families in a browser: a table goes in, one service is verified and changed, the scheme is read."""

import pytest
from django.urls import reverse

from convenir.diagnostic.models import Equipement
from tests.factories.adhesions import EPCI
from tests.factories.conventions import ConventionFactory

pytestmark = [pytest.mark.parcours, pytest.mark.django_db(transaction=True)]

TABLE = (
    "Structure;Type;Commune;Latitude;Longitude;Places\n"
    "Crèche fictive;EAJE;Anzin;50,37;3,5;20\n"
    "Relais fictif;RPE;Anzin;50,372;3,51;\n"
    "Crèche sans lieu;EAJE;Nulle-Part;;;10\n"
)


def test_services_go_in_by_a_table_and_are_kept_fresh(page, verifier_axe, tmp_path):
    lecture = {"subventions": [{"equipements": [["Centres sociaux", 15]]}]}
    convention = ConventionFactory(epci_siren=EPCI, avec_articles=True, lecture=lecture)
    adresse = reverse("equipements:liste", args=[convention.code])
    page.goto(adresse)
    page.get_by_role("button", name="Reprendre ce que dit le texte lu").click()
    verifier_axe()

    tableau = tmp_path / "services.csv"
    tableau.write_text(TABLE, encoding="utf-8")
    page.get_by_role("link", name="Importer un tableau").click()
    page.get_by_label("Tableau des services").set_input_files(tableau)
    page.get_by_role("button", name="Lire le tableau").click()
    assert "Aucune colonne ne donne le nom" in page.get_by_role("alert").inner_text()
    page.get_by_label("Structure").select_option(label="Nom")
    page.get_by_role("button", name="Relire avec ces choix").click()
    assert "n’est pas reconnue" in page.get_by_role("main").inner_text()
    verifier_axe()
    page.get_by_role("button", name="Enregistrer 2 lignes").click()
    verifier_axe()

    page.get_by_role("button", name="Vérifié aujourd’hui : Relais fictif").click()
    assert Equipement.objects.get(nom="Relais fictif").verifie_le is not None
    page.get_by_role("link", name="Crèche fictive").click()
    verifier_axe()
    page.get_by_role("link", name="Modifier").click()
    verifier_axe()
    page.get_by_label("Places").fill("25")
    page.get_by_role("button", name="Enregistrer").click()
    assert "Ce qui a été fait" in page.get_by_role("main").inner_text()
    assert Equipement.objects.get(nom="Crèche fictive").places == 25

    page.goto(adresse)
    page.get_by_role("link", name="Donner un nombre sans liste").click()
    verifier_axe()
    page.goto(reverse("petite_enfance:schema", args=[convention.code]))
    page.get_by_label("Planifier le développement de l’accueil").check()
    page.get_by_role("button", name="Lire avec ces transferts").click()
    assert "CA Valenciennes Métropole" in page.get_by_role("main").inner_text()
    verifier_axe()
