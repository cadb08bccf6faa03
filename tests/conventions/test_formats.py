import json
import subprocess
import sys

import pytest

from convenir.__main__ import main

SOUND = "059-215905050-20250710-DEL27_2025-DE"


def test_acte_at_the_command_line(capsys):
    assert main(["acte", SOUND, "--epci", "245901160", "--commune", "59505"]) == 0
    assert capsys.readouterr().out == (
        "Acte : 059-215905050-20250710-DEL27_2025-DE\n"
        "Auteur : Rombies-et-Marchipont (INSEE 59505, SIREN 215905050)\n"
        "Intercommunalité : Communauté d’agglomération Valenciennes Métropole (SIREN 245901160)\n"
        "Département : Nord (059)\n"
        "Date de la décision : 10 juillet 2025\n"
        "Nature : délibération (DE)\n"
        "Numéro : DEL27_2025\n"
    )


def test_acte_of_an_unknown_author_is_told_and_accepted(capsys):
    assert main(["acte", "075-287500078-20150708-2015-294-DE"]) == 0
    lignes = capsys.readouterr().out.splitlines()
    assert lignes[1] == "Auteur : inconnu du code géographique (SIREN 287500078)"
    assert lignes[-1].startswith("À savoir : Le SIREN 287500078 n’est celui d’aucune commune")


def test_acte_with_faults_tells_each_in_one_sentence(capsys):
    assert main(["acte", "059-215905051-20250231-1-DE"]) == 2
    sortie = capsys.readouterr()
    assert (sortie.out, sortie.err.splitlines()) == (
        "",
        [
            "Le SIREN 215905051 est mal recopié : sa clé de contrôle est fausse.",
            "La date 20250231 n’existe pas au calendrier.",
        ],
    )


def test_acte_in_json(capsys):
    assert main(["acte", SOUND, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "identifiant": SOUND,
        "departement": {"code": "059", "nom": "Nord"},
        "siren": "215905050",
        "auteur": {"type": "commune", "nom": "Rombies-et-Marchipont", "insee": "59505", "epci": "245901160"},
        "date": "2025-07-10",
        "numero": "DEL27_2025",
        "nature": {"code": "DE", "libelle": "délibération"},
        "valable": True,
        "remarques": [],
    }


def test_acte_in_json_with_a_fault(capsys):
    assert main(["acte", "069-200046977-20240101-12-DE", "--commune", "59606", "--json"]) == 2
    lu = json.loads(capsys.readouterr().out)
    assert (lu["valable"], lu["auteur"]["type"]) == (False, "epci")
    assert lu["remarques"] == [
        {
            "cle": "commune-autre",
            "gravite": "bloquant",
            "message": "L’auteur de l’acte est Métropole de Lyon ; la commune attendue est Valenciennes (59606).",
        }
    ]


@pytest.mark.parametrize("texte", ["", "n’importe quoi", "-" * 10_000, "\x00"])
def test_acte_of_garbage_is_refused_in_one_sentence(texte, capsys):
    assert main(["acte", "--", texte]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_acte_needs_neither_settings_nor_database():
    code = "import sys; from convenir.__main__ import main; main(['acte', sys.argv[1]]); sys.exit('django' in sys.modules)"
    fini = subprocess.run([sys.executable, "-c", code, SOUND], check=False, capture_output=True)
    assert (fini.returncode, fini.stderr) == (0, b"")
