"""Documents prepared outside the request, and found again as long as the text does not change."""

import datetime

import pytest
from django.urls import reverse

from convenir.conventions.enums import Statut
from convenir.conventions.models import Avenant, Convention
from convenir.documents.entree import lire_octets
from convenir.lecture.comprendre import comprendre
from convenir.lecture.operations import enregistrer
from convenir.lecture.queries import get_dossier
from convenir.socle.formats import ecrire_date
from convenir.socle.models import Travail
from tests.factories.conventions import AvenantFactory
from tests.factories.textes import OCTETS

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention(settings, tmp_path, pour):
    settings.MEDIA_ROOT = tmp_path
    return enregistrer(comprendre(lire_octets("val-d-ambre.txt", OCTETS)), octets=OCTETS, pour=pour)


def preparer(client, convention, cle):
    return client.post(reverse("edition:preparer", args=[convention.code, cle]), follow=True)


def telecharger(client, convention, cle):
    return client.get(reverse("edition:telecharger", args=[convention.code, cle]))


def test_documents_list_what_can_be_prepared(client, convention):
    page = client.get(reverse("edition:documents", args=[convention.code]))
    assert [s.livrable.cle for s in page.context["sorties"]] == [
        *("convention-pdf", "convention-docx", "convention-odt", "convention-html"),
        *(f"annexe-1-{extension}" for extension in ("pdf", "docx", "odt", "html", "pptx")),
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


@pytest.fixture
def scellee(convention):
    """A sealed convention, lengthened by an avenant, whose two communes voted one after the other."""
    convention.statut = Statut.SIGNEE
    convention.save()
    avenant = AvenantFactory(convention=convention, signe=True, modifications={"article-1": "Un objet neuf."})
    Avenant.objects.filter(pk=avenant.pk).update(effet_le=JOURS[1], fin=datetime.date(2040, 12, 31))
    return convention


JOURS = [datetime.date(2033, 6, 30), datetime.date(2033, 7, 1), datetime.date(2034, 1, 1)]


@pytest.mark.parametrize(("jour", "neuf"), list(zip(JOURS, [False, True, True], strict=True)))
def test_text_in_force_is_that_of_the_day(client, scellee, jour, neuf):
    adresse = reverse("edition:preparer", args=[scellee.code, "convention-html"])
    page = client.post(adresse, {"au": jour.isoformat()}, follow=True).content.decode()
    reponse = client.get(
        reverse("edition:telecharger", args=[scellee.code, "convention-html"]), {"au": jour.isoformat()}
    )
    texte = b"".join(reponse.streaming_content).decode()
    assert "Prêt à télécharger" in page
    assert reponse["Content-Disposition"].endswith(f'-au-{jour.isoformat()}.html"')
    assert f"Texte en vigueur au {ecrire_date(jour)}" in texte
    assert ("Un objet neuf." in texte, "Rédaction issue de l’avenant" in texte) == (neuf, neuf)


def test_term_in_force_is_that_of_the_day(scellee):
    fins = [get_dossier(scellee.code, jour).duree.fin for jour in JOURS]
    assert fins == [scellee.fin, datetime.date(2040, 12, 31), datetime.date(2040, 12, 31)]


def test_text_in_force_holds_what_joined_it_by_that_day(scellee):
    for rang, jour in enumerate(JOURS[1:], start=1):
        scellee.complements.create(
            nature="gouvernance",
            clause="article-1",
            titre=f"Complément {rang}",
            texte=f"Ce qui évolue en {rang}.",
            effet_le=jour,
        )
    dits = ["\n".join(get_dossier(scellee.code, jour).source.lignes) for jour in JOURS]
    assert [sum(f"Ce qui évolue en {rang}." in dit for rang in (1, 2)) for dit in dits] == [0, 1, 2]
    assert "permis par : article 1" in dits[1]


def test_day_that_is_no_day_is_refused_in_words(client, scellee):
    adresse = reverse("edition:documents", args=[scellee.code])
    assert "Cette date n’est pas lisible" in client.get(adresse, {"au": "31/02"}).content.decode()
    assert (
        client.post(
            reverse("edition:preparer", args=[scellee.code, "convention-pdf"]), {"au": "demain"}
        ).status_code
        == 422
    )


def test_draft_has_no_text_in_force_at_a_date(client, convention):
    page = client.get(reverse("edition:documents", args=[convention.code]), {"au": "2033-01-01"})
    assert page.context["sorties_au"] == ()


def test_each_avenant_is_offered_in_each_format(client, scellee):
    page = client.get(reverse("edition:documents", args=[scellee.code]))
    numero = scellee.avenants.get().numero
    attendus = [f"avenant-{numero}-{e}" for e in ("pdf", "docx", "odt", "html")]
    assert [s.livrable.cle for s in page.context["sorties"]][-4:] == attendus
    assert "Prêt à télécharger" in preparer(client, scellee, attendus[3]).content.decode()
    assert "Un objet neuf." in b"".join(telecharger(client, scellee, attendus[3]).streaming_content).decode()
