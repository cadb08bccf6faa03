"""The journal as files."""

import csv
import datetime
import hashlib
import json

import pytest

from convenir.__main__ import main
from convenir.journal.operations import consigner, effacer_personnel
from tests.journal.conftest import OBJET

pytestmark = pytest.mark.django_db


def exporter(tmp_path, nature):
    fichier = tmp_path / f"journal.{nature}"
    assert main(["journal", "exporter", "val-d-ambre-2031", f"--{nature}", str(fichier)]) == 0
    return fichier.read_bytes().decode("utf-8-sig" if nature == "csv" else "utf-8")


def test_jsonl_keeps_every_event_oldest_first(cinq_actes, tmp_path):
    lignes = [json.loads(ligne) for ligne in exporter(tmp_path, "jsonl").splitlines()]
    assert [(e["rang"], e["resume"], e["empreinte"]) for e in lignes] == [
        (acte.rang, acte.resume, acte.empreinte) for acte in cinq_actes
    ]
    assert lignes[2]["personnel"] == {"auteur": "Lise Orval", "courriel": "lise@ambre.example"}


def test_jsonl_after_an_erasure_names_nobody(cinq_actes, tmp_path):
    sel = cinq_actes[2].personnel.sel
    effacer_personnel(cinq_actes, motif="Demande de la personne.")
    texte = exporter(tmp_path, "jsonl")
    assert "Lise" not in texte
    assert sel not in texte
    assert [bool(json.loads(ligne)["efface_le"]) for ligne in texte.splitlines()] == [
        *(False, False, True, False, False, False)
    ]


def test_jsonl_never_holds_the_salt(cinq_actes, tmp_path):
    assert cinq_actes[2].personnel.sel not in exporter(tmp_path, "jsonl")


def test_csv_is_a_table_a_spreadsheet_opens(cinq_actes, tmp_path):
    entete, *rangees = csv.reader(exporter(tmp_path, "csv").splitlines(), delimiter=";")
    assert entete[:7] == ["rang", "horodatage", "auteur", "organisation_nom", "type", "objet", "resume"]
    assert [(r[0], r[2], r[6]) for r in rangees] == [
        (str(n), "Lise Orval" if n == 3 else "", f"Acte n° {n}.") for n in range(1, 6)
    ]


def test_csv_never_holds_a_formula(cinq_actes, tmp_path):
    consigner("convention.modifiee", objet=OBJET, resume="=HYPERLINK(1)", auteur="@somme")
    derniere = list(csv.reader(exporter(tmp_path, "csv").splitlines(), delimiter=";"))[-1]
    assert (derniere[2], derniere[6]) == ("'@somme", "'=HYPERLINK(1)")


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        (["val-d-ambre-2031"], "Dites où écrire le journal"),
        (["ailleurs", "--csv", "j.csv"], "Le journal n’a rien sur « ailleurs »"),
        (["val-d-ambre-2031", "--csv", "nulle/part/j.csv"], "Impossible d’écrire"),
    ],
)
def test_export_refusals_say_what_to_do(cinq_actes, tmp_path, monkeypatch, capsys, arguments, phrase):
    monkeypatch.chdir(tmp_path)
    assert main(["journal", "exporter", *arguments]) == 2
    assert capsys.readouterr().err.startswith(phrase)


def test_jsonl_is_verifiable_without_the_program(cinq_actes, tmp_path):
    """As docs/formats.md says, with the standard library alone."""
    precedente = "0" * 64
    for ligne in exporter(tmp_path, "jsonl").splitlines():
        evenement = json.loads(ligne)
        couvert = {
            cle: valeur
            for cle, valeur in evenement.items()
            if cle not in {"personnel", "efface_le", "empreinte"} and valeur not in ("", None, {}, [])
        }
        instant = datetime.datetime.fromisoformat(evenement["horodatage"]).astimezone(datetime.UTC)
        couvert["horodatage"] = instant.isoformat(timespec="microseconds")
        canonique = json.dumps(couvert, sort_keys=True, separators=(",", ":")).encode()
        assert evenement["precedente"] == precedente
        assert evenement["empreinte"] == (precedente := hashlib.sha256(canonique).hexdigest())
