"""Depositing a file, and the pages of the convention it became."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convenir.conventions.models import Convention
from convenir.lecture import forms, signalements
from convenir.lecture.signalements import Signalement
from convenir.socle.models import Travail
from tests.factories.textes import OCTETS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fichiers(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def deposer(client, octets=OCTETS, nom="val-d-ambre.txt"):
    return client.post(reverse("lecture:deposer"), {"fichier": SimpleUploadedFile(nom, octets)}, follow=True)


@pytest.fixture
def code(client):
    deposer(client)
    return Convention.objects.get().code


def test_deposer_leads_to_the_proofreading_of_the_draft(client):
    reponse = deposer(client)
    convention = Convention.objects.get()
    assert reponse.redirect_chain[-1][0] == reverse("relecture:relecture", args=[convention.code])
    assert convention.relectures.count() == 1


def test_deposer_a_bad_file_keeps_nothing_and_says_why(client, fichiers):
    page = deposer(client, b"%PDF-1.7 rien", "convention.pdf").content.decode()
    travail = Travail.objects.get()
    assert (travail.etat, Convention.objects.count()) == ("refuse", 0)
    assert travail.message in page
    assert [p for p in fichiers.rglob("*") if p.is_file()] == []


@pytest.mark.parametrize(
    ("fichier", "phrase"),
    [
        (None, "Choisissez d’abord un fichier."),
        (
            SimpleUploadedFile("vide.txt", b""),
            "Ce fichier est vide : choisissez le fichier de la convention.",
        ),
    ],
)
def test_deposer_tells_at_once_what_is_known_at_once(client, fichier, phrase):
    reponse = client.post(reverse("lecture:deposer"), {"fichier": fichier} if fichier else {})
    assert reponse.status_code == 422
    assert phrase in reponse.content.decode()
    assert Travail.objects.count() == 0


def test_deposer_a_file_too_large_is_refused(client, monkeypatch):
    monkeypatch.setattr(forms, "TAILLE_MAXIMALE", 1024**2)
    fichier = SimpleUploadedFile("gros.txt", b"a" * (1024**2 + 1))
    reponse = client.post(reverse("lecture:deposer"), {"fichier": fichier})
    assert "Ce fichier dépasse 1 Mo" in reponse.content.decode()


def test_texte_shows_one_section_and_its_neighbours(client, code):
    page = client.get(reverse("lecture:section", args=[code, "article-4"])).content.decode()
    assert "Un comité de pilotage se réunit deux fois par an." in page
    assert "Le territoire compte" not in page
    assert 'class="manque">Article 3 : absent<' in page
    assert reverse("lecture:section", args=[code, "article-5"]) in page


def test_texte_of_an_unknown_section_is_not_found(client, code):
    assert client.get(reverse("lecture:section", args=[code, "article-9"])).status_code == 404


def test_parties_show_who_signs_in_which_quality(client, code):
    page = client.get(reverse("lecture:parties", args=[code])).content.decode()
    assert "Iris Belorme" in page
    assert "Côme Tavelle" in page


def test_chiffres_lead_to_their_sentence(client, code):
    page = client.get(reverse("lecture:chiffres", args=[code]))
    (lot,) = [lot for lot in page.context["parties_du_texte"] if lot.section.cle == "article-2"]
    habitants = next(c for c in lot.chiffres if c.indicateur.valeur == 12400)
    assert f"/texte/article-2/#l-{habitants.ligne}" in page.content.decode()
    texte = client.get(reverse("lecture:section", args=[code, "article-2"])).content.decode()
    assert f'id="l-{habitants.ligne}"' in texte


@pytest.mark.parametrize("nom", ["texte", "parties", "chiffres"])
def test_pages_of_an_unknown_convention_are_not_found(client, nom):
    assert client.get(reverse(f"lecture:{nom}", args=["nulle-part"])).status_code == 404


def test_chiffres_flag_what_the_proofreading_says_is_to_settle(client, code, monkeypatch):
    (lot,) = [
        lot
        for lot in client.get(reverse("lecture:chiffres", args=[code])).context["parties_du_texte"]
        if lot.section.cle == "article-2"
    ]
    vise = next(c for c in lot.chiffres if c.indicateur.valeur == 12400).indicateur
    signale = Signalement("Deux effectifs", "/la-bas/", frozenset(vise.lignes), frozenset({vise.valeur}))
    autre = Signalement("Autre chiffre", "/ailleurs/", frozenset(vise.lignes), frozenset())
    monkeypatch.setattr(signalements, "SOURCES", [lambda _convention: (signale, autre)])
    reponse = client.get(reverse("lecture:chiffres", args=[code]))
    page = reponse.content.decode()
    assert (
        '<a class="etiquette avertissement" href="/la-bas/">à trancher : Deux effectifs</a>'
        in page.replace("\u00a0", " ")
    )
    assert "/ailleurs/" not in page
    assert reponse.context["a_trancher"] == 1
