"""Documents prepared outside the request, and found again as long as the text does not change."""

import pytest
from django.urls import reverse

from convenir.conventions.models import Convention
from convenir.documents.entree import lire_octets
from convenir.lecture.comprendre import comprendre
from convenir.lecture.operations import enregistrer
from convenir.socle.models import Travail
from tests.factories.textes import OCTETS

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return enregistrer(comprendre(lire_octets("val-d-ambre.txt", OCTETS)), octets=OCTETS)


def preparer(client, convention, cle):
    return client.post(reverse("edition:preparer", args=[convention.code, cle]), follow=True)


def telecharger(client, convention, cle):
    return client.get(reverse("edition:telecharger", args=[convention.code, cle]))


def test_documents_list_what_can_be_prepared(client, convention):
    page = client.get(reverse("edition:documents", args=[convention.code]))
    assert [s.livrable.cle for s in page.context["sorties"]] == [
        *("convention-pdf", "convention-docx", "convention-odt", "convention-html"),
        *("rapport-pdf", "rapport-docx"),
    ]


@pytest.mark.parametrize(
    ("cle", "debut"),
    [("convention-html", b"<!doctype html>"), ("rapport-docx", b"PK"), ("rapport-pdf", b"%PDF")],
)
def test_document_is_prepared_then_downloaded(client, convention, cle, debut):
    page = preparer(client, convention, cle).content.decode()
    reponse = telecharger(client, convention, cle)
    extension = cle.rpartition("-")[2]
    assert "Prêt à télécharger" in page
    assert b"".join(reponse.streaming_content).startswith(debut)
    assert reponse["Content-Disposition"] == f'attachment; filename="{convention.code}-{cle}.{extension}"'


def test_document_is_to_prepare_again_once_the_text_changed(client, convention):
    preparer(client, convention, "convention-html")
    convention.dispositions.filter(cle="article-1").update(texte="Un autre objet.")
    reponse = telecharger(client, convention, "convention-html")
    assert reponse["Location"] == reverse("edition:documents", args=[convention.code])


def test_document_unknown_is_not_found(client, convention):
    assert telecharger(client, convention, "convention-rtf").status_code == 404
    assert client.post(reverse("edition:preparer", args=[convention.code, "rien"])).status_code == 404
    assert Travail.objects.count() == 0


def test_annotated_original_is_offered_for_a_word_file_only(client, convention):
    Convention.objects.get().fichier.__class__.objects.update(format="docx")
    page = client.get(reverse("edition:documents", args=[convention.code]))
    assert page.context["sorties"][-1].livrable.cle == "original-annote"
