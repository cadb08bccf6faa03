"""Files sent to do harm: one French sentence, nothing kept, nothing readable by others, no 500."""

from __future__ import annotations

import os
import stat

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convenir.conventions.models import Convention
from convenir.documents.models import Fichier
from convenir.socle.models import Travail
from tests.documents import fabrique
from tests.factories.textes import OCTETS

pytestmark = pytest.mark.django_db
ENTITES = """<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">{}]><w:document xmlns:w="{}">&j;</w:document>"""
MILLIARD = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
FICHIERS_HOSTILES = {
    "bombe zip": (fabrique.archive({"word/document.xml": b" " * 30_000_000}), "démesuré une fois ouvert"),
    "entités": (
        fabrique.archive({"word/document.xml": ENTITES.format(MILLIARD, fabrique.W)}),
        "« convention.docx » ",
    ),
    "html déguisé en pdf": (b"<html><script>alert(1)</script></html>\n%PDF-1.7\n", "« convention.docx » "),
    "pdf et zip à la fois": (b"%PDF-1.7\n" + fabrique.docx(), "« convention.docx » "),
    "programme": (b"MZ\x90\x00" + b"\x00" * 300, "est un programme"),
    "archive": (
        fabrique.archive({"../../../etc/cron.d/x": "* * * * * root id"}),
        "est une archive : extrayez-en la convention",
    ),
}


@pytest.fixture(autouse=True)
def fichiers(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "fichiers"
    return settings.MEDIA_ROOT


def deposer(client, *fichiers):
    return client.post(reverse("lecture:deposer"), {"fichier": list(fichiers)}, follow=True)


def restes(dossier):
    return [chemin for chemin in dossier.rglob("*") if chemin.is_file()]


@pytest.mark.parametrize(("octets", "phrase"), FICHIERS_HOSTILES.values(), ids=FICHIERS_HOSTILES)
def test_hostile_file_is_refused_in_a_sentence_and_not_kept(client, fichiers, octets, phrase):
    page = deposer(client, SimpleUploadedFile("convention.docx", octets)).content.decode()
    travail = Travail.objects.get()
    assert travail.etat == "refuse"
    assert phrase in travail.message
    assert travail.message in page
    assert (restes(fichiers), Convention.objects.count(), Fichier.objects.count()) == ([], 0, 0)


def envoyer(client, nom, octets=OCTETS):
    """A form whose file bears this very name, as no browser would send it."""
    corps = (
        f'--limite\r\nContent-Disposition: form-data; name="fichier"; filename="{nom}"\r\n'
        "Content-Type: text/plain\r\n\r\n"
    ).encode() + octets
    return client.generic(
        "POST",
        reverse("lecture:deposer"),
        corps + b"\r\n--limite--\r\n",
        content_type="multipart/form-data; boundary=limite",
    )


@pytest.mark.parametrize(
    ("nom", "garde"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\\\dossier\\\\convention.txt", "convention.txt"),
        ("con\x07ven\x1btion\u202e.txt", "convention.txt"),
        ("&lt;script&gt;.txt", "<script>.txt"),
        ("é" * 300 + ".txt", "é" * 251 + ".txt"),
    ],
)
def test_name_keeps_neither_path_nor_control_character(client, fichiers, nom, garde):
    assert envoyer(client, nom).status_code == 302
    assert Fichier.objects.get().nom == garde
    travail = Travail.objects.get()
    travail.full_clean()
    assert [chemin.name for chemin in restes(fichiers)] == [Fichier.objects.get().sha256]


def test_page_shows_a_name_made_of_tags_as_text(client):
    reponse = client.get(envoyer(client, "&lt;b&gt;x.txt", b"MZ\x90\x00" + b"\x00" * 9).url)
    assert "<b>x.txt" not in reponse.content.decode()


def test_thirty_files_at_once_are_refused_before_anything_is_read(client, fichiers):
    reponse = deposer(client, *(SimpleUploadedFile(f"{n}.txt", OCTETS) for n in range(30)))
    assert reponse.status_code == 400
    assert "Trop de fichiers ont été envoyés à la fois : déposez-les un par un." in reponse.content.decode()
    assert (restes(fichiers), Travail.objects.count()) == ([], 0)


@pytest.mark.skipif(os.name == "nt", reason="Windows n’a pas ces droits")
def test_stored_files_are_open_to_their_owner_only(client, fichiers, settings):
    umask = os.umask(0)
    try:
        deposer(client, SimpleUploadedFile("convention.txt", OCTETS))
        settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
        deposer(client, SimpleUploadedFile("attend.txt", OCTETS))
    finally:
        os.umask(umask)
    droits = {chemin: stat.S_IMODE(chemin.stat().st_mode) for chemin in [fichiers, *fichiers.rglob("*")]}
    assert {droit for chemin, droit in droits.items() if chemin.is_dir()} == {0o700}
    assert {droit for chemin, droit in droits.items() if chemin.is_file()} == {0o600}
    en_attente = Travail.objects.get(etat="en_attente")
    assert [chemin.name for chemin in (fichiers / "travaux").iterdir()] == [en_attente.pk.hex]


def test_file_that_the_antivirus_could_not_see_is_refused_and_not_kept(client, fichiers, monkeypatch):
    monkeypatch.setenv("CONVENIR_ANTIVIRUS", f"clamd://{fichiers}/absente")
    page = deposer(client, SimpleUploadedFile("convention.txt", OCTETS)).content.decode()
    assert "L’antivirus ne répond pas : le fichier n’a été ni lu ni gardé." in page
    assert (restes(fichiers), Convention.objects.count()) == ([], 0)


@pytest.mark.parametrize(("reglage", "fois"), [("aucun", 1), ("clamd:///run/clamd.ctl", 0), ("faux", 0)])
def test_page_of_deposit_says_when_nothing_examines_the_files(client, monkeypatch, reglage, fois):
    monkeypatch.setenv("CONVENIR_ANTIVIRUS", reglage)
    page = client.get(reverse("lecture:deposer")).content.decode()
    assert page.count("Aucun antivirus n’examine les fichiers sur cette installation.") == fois
