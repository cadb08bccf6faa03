"""Stored files: written whole, once, and proved when read."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from convenir.documents.models import Fichier
from convenir.documents.operations import conserver
from convenir.documents.queries import octets
from convenir.socle.erreurs import Refus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def dossier(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "fichiers"
    return settings.MEDIA_ROOT


def fichiers(dossier):
    return sorted(chemin for chemin in dossier.rglob("*") if chemin.is_file())


def test_bytes_are_kept_under_their_hash(dossier):
    fichier = conserver("Convention.DOCX", b"contenu")

    empreinte = sha256(b"contenu").hexdigest()
    assert (fichier.nom, fichier.format, fichier.taille, fichier.sha256) == (
        "Convention.DOCX",
        "docx",
        7,
        empreinte,
    )
    assert fichiers(dossier) == [dossier / empreinte[:2] / empreinte]
    assert octets(fichier) == b"contenu"


def test_same_bytes_are_stored_once_under_their_first_name(dossier):
    assert conserver("a.txt", b"x") == conserver("b.txt", b"x")
    assert Fichier.objects.get().nom == "a.txt"
    assert len(fichiers(dossier)) == 1


@pytest.mark.parametrize("nom", ["../../etc/passwd", "C:\\dossier\\passwd", "/etc/passwd"])
def test_name_never_leads_out_of_the_folder(dossier, nom):
    assert conserver(nom, b"x").nom == "passwd"
    assert len(fichiers(dossier)) == 1


def test_nothing_to_keep_is_refused():
    with pytest.raises(Refus, match="rien à conserver"):
        conserver("a.txt", b"")


def test_failed_write_leaves_neither_file_nor_row(dossier, monkeypatch):
    def echouer(self, cible):
        raise OSError("disque plein")

    monkeypatch.setattr(Path, "replace", echouer)

    with pytest.raises(OSError, match="disque plein"):
        conserver("a.txt", b"x")

    assert fichiers(dossier) == []
    assert Fichier.objects.count() == 0


def test_half_written_file_of_another_time_is_written_again(dossier):
    fichier = conserver("a.txt", b"entier")
    (chemin,) = fichiers(dossier)
    chemin.write_bytes(b"ent")

    assert octets(conserver("a.txt", b"entier")) == b"entier"
    assert fichier == Fichier.objects.get()


def test_altered_or_missing_bytes_are_refused(dossier):
    fichier = conserver("a.txt", b"intact")
    (chemin,) = fichiers(dossier)

    chemin.write_bytes(b"change")
    with pytest.raises(Refus, match="a été altéré sur le disque"):
        octets(fichier)

    chemin.unlink()
    with pytest.raises(Refus, match="n’est plus sur le disque"):
        octets(fichier)


@pytest.mark.parametrize("champs", [{"sha256": "A" * 64}, {"sha256": "a" * 63}, {"taille": 0}, {"nom": ""}])
def test_database_refuses_a_file_that_is_not_one(champs):
    valeurs = {"nom": "a.txt", "format": "txt", "taille": 1, "sha256": "a" * 64, "contenu": "aa/x"}

    with pytest.raises(IntegrityError), transaction.atomic():
        Fichier.objects.create(**{**valeurs, **champs})
