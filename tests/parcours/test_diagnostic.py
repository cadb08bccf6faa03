"""The figures of a territory in a browser: from all themes to one, a commune, an indicator, files."""

import pytest
from django.urls import reverse

from tests.factories.adhesions import EPCI
from tests.factories.conventions import ConventionFactory
from tests.factories.diagnostic import IndicateurFactory, SourceFactory, ValeurFactory

pytestmark = [pytest.mark.parcours, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def convention(client):
    """Rates published, rounded, secret, disputed, of several years, of communes and wider territories."""
    part = IndicateurFactory(part=True, theme="enfance")
    source = SourceFactory(titre="Recensement fictif")

    def valeur(code, nombre, niveau="commune", annee=2022, **suite):
        lue = {"source": source, "niveau": niveau, "code": code, "millesime": annee, "valeur": nombre}
        ValeurFactory(indicateur=part, **{**lue, **suite})

    for rang, code in enumerate(("59014", "59019", "59027", "59079", "59606", "59383")):
        valeur(code, 10 + 3 * rang)
    valeur("59153", 12, arrondie=True)
    valeur("59160", None, secrete=True)
    valeur("59383", 40, source=SourceFactory(titre="Autre source fictive"))
    for annee, nombre in ((2020, 16), (2021, 17), (2022, 18)):
        valeur(EPCI, nombre, "epci", annee)
        valeur("59", nombre + 4, "departement", annee)
    return ConventionFactory(epci_siren=EPCI)


def test_figures_from_the_themes_to_a_commune_and_to_files(page, verifier_axe, convention):
    page.goto(reverse("diagnostic:page", args=[convention.code]))
    verifier_axe()
    page.get_by_role("link", name="Cartes, évolutions et comparaisons").click()
    assert page.get_by_role("img", name="Part d’enfants, par commune").count() == 1
    page.get_by_text("Le tableau").first.click()
    verifier_axe()

    page.get_by_label("Regarder depuis").select_option("Valenciennes")
    page.get_by_role("button", name="Voir").click()
    assert page.get_by_role("heading", name="Enfance : Valenciennes").count() == 1
    verifier_axe()

    with page.expect_download() as attendu:
        page.get_by_role("link", name="Tableau (CSV) : Part d’enfants, par commune").click()
    assert attendu.value.suggested_filename == "part-carte.csv"

    page.get_by_role("link", name="Part d’enfants", exact=True).first.click()
    assert page.get_by_role("heading", name="Rang des communes", exact=True).count() == 1
    verifier_axe()
    page.get_by_role("link", name="Sa thématique").click()
    page.get_by_role("link", name="Jeunesse", exact=True).click()
    verifier_axe()
