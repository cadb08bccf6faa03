"""The versions and their comparison on the screen, and as a PDF."""

import pytest
from django.urls import reverse

from convenir.conventions.models import Disposition
from convenir.conventions.operations import modifier_disposition
from convenir.conventions.operations.versions import figer
from convenir.documents.entree import lire_octets
from tests.factories.conventions import ConventionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention():
    return ConventionFactory(avec_parties=True, avec_articles=True)


def adresse(convention, nom):
    return reverse(f"conventions:{nom}", args=[convention.code])


def changer(convention, texte, cle="objet"):
    disposition = convention.dispositions.get(cle=cle)
    modifier_disposition(disposition, texte, disposition.version)


def test_versions_tell_what_each_changed(client, convention):
    assert "Aucune version" in client.get(adresse(convention, "versions")).content.decode()
    figer(convention, "Première")
    changer(convention, "Un autre objet.")
    figer(convention, "Seconde")
    lignes = client.get(adresse(convention, "versions")).context["lignes"]
    assert [(x.version.numero, x.changees) for x in lignes] == [(2, ("Article 1",)), (1, None)]


def test_comparer_shows_what_changed_and_folds_the_rest(client, convention):
    figer(convention, "Première")
    changer(convention, "Les parties agissent <b>seules</b>.")
    page = client.get(adresse(convention, "comparer"), {"de": "1", "a": ""}).content.decode()
    assert "1 partie du texte a changé" in page
    assert "de concert<span" in page
    assert "<b>seules" not in page
    assert page.index("Article 1") < page.index("Inchangé") < page.index("Article 2")


def test_comparer_an_unknown_version_does_not_exist(client, convention):
    assert client.get(adresse(convention, "comparer"), {"de": "9"}).status_code == 404
    assert client.post(adresse(convention, "preparer_comparaison"), {"de": "x"}).status_code == 404


def test_comparer_links_both_ends_of_a_moved_passage(client, convention):
    un, deux, trois = (f"Le passage numéro {n} parle du sujet {n}." for n in ("un", "deux", "trois"))
    changer(convention, f"{un}\n\n{deux}\n\n{trois}")
    figer(convention, "Première")
    changer(convention, f"{trois}\n\n{un}\n\n{deux}")
    page = client.get(adresse(convention, "comparer"), {"de": "1"}).content.decode()
    assert 'href="#arrivee-1-1"' in page
    assert 'id="arrivee-1-1"' in page
    assert 'href="#depart-1-1"' in page


def test_comparer_nine_hundred_lines_shows_one_changed(client, convention):
    lignes = [f"- Engagement numéro {n} : les parties se réunissent {n} fois." for n in range(900)]
    Disposition.objects.filter(cle="objet").update(texte="\n".join(lignes))
    figer(convention, "Première")
    lignes[450] = "- Engagement numéro 450 : les parties se réunissent une seule fois."
    Disposition.objects.filter(cle="objet").update(texte="\n".join(lignes))
    page = client.get(adresse(convention, "comparer"), {"de": "1"}).content.decode()
    assert (page.count("<ins><span"), page.count("<del><span")) == (1, 1)
    assert "Engagement numéro 899" in page


def test_comparaison_is_prepared_as_a_pdf_then_downloaded(client, convention, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    figer(convention, "Première")
    changer(convention, "Les parties agissent seules.")
    deux = {"de": "1", "a": ""}
    assert client.get(adresse(convention, "telecharger_comparaison"), deux).status_code == 302
    client.post(adresse(convention, "preparer_comparaison"), deux)
    assert "Télécharger la comparaison" in client.get(adresse(convention, "comparer"), deux).content.decode()
    reponse = client.get(adresse(convention, "telecharger_comparaison"), deux)
    lu = lire_octets("c.pdf", b"".join(reponse.streaming_content))
    assert any("seules" in ligne and "[de concert]" in ligne for ligne in lu.source.lignes)


@pytest.mark.parametrize("nombre", [1, 12])
def test_versions_cost_the_same_at_any_number(client, convention, nombre, django_assert_num_queries):
    for n in range(nombre):
        changer(convention, f"Objet {n}.")
        figer(convention, f"Version {n}")
    with django_assert_num_queries(5):
        client.get(adresse(convention, "versions"))
