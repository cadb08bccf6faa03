import json

import pytest

from convenir.documents.entree import lire_octets
from convenir.lecture.comprendre import comprendre
from convenir.relecture.formats import dire_lignes, en_json, resume
from convenir.relecture.registre import relire

TEXTE = "Article 1 : Objet\n\nLe territoire compte XX habitants,, dit-on.\n\nFait à\n\nLe\n"
CLES = ["regle", "gravite", "lignes", "lieu", "message", "preuve", "suggestion"]


def _dossier(texte=TEXTE):
    return comprendre(lire_octets("essai.txt", texte.encode()))


def test_en_json_is_the_documented_structure():
    dossier = _dossier()
    donnees = json.loads(json.dumps(en_json(relire(dossier), dossier)))

    assert list(donnees) == ["constats"]
    assert all(list(c) == CLES for c in donnees["constats"])
    assert [(c["regle"], c["gravite"], c["lignes"], c["lieu"]) for c in donnees["constats"]] == [
        ("lacunes-marqueur", "bloquant", [3], "Article 1"),
        ("redaction-ponctuation-doublee", "avertissement", [3], "Article 1"),
        ("lacunes-champ-vide", "avertissement", [5, 7], "Signatures"),
    ]


def test_resume_counts_by_severity_then_gives_each_finding():
    dossier = _dossier()
    premiere, *_, derniere = resume(relire(dossier), dossier).split("\n\n")

    assert premiere == "« essai.txt » : 3 constats : 1 bloquant et 2 avertissements."
    assert derniere.startswith("[avertissement] Date ou lieu à compléter — Signatures, lignes 5 et 7\n")


def test_resume_without_finding_says_so():
    dossier = _dossier("Article 1 : Objet\n\nLe territoire compte trois communes.\n")
    assert resume((), dossier) == "Aucun constat : rien ne se contredit, rien ne manque.\n"


@pytest.mark.parametrize(
    ("lignes", "dit"),
    [
        ((12,), "ligne 12"),
        ((12, 13), "lignes 12 et 13"),
        ((161, 162, 163), "lignes 161 à 163"),
        ((3, 12, 161, 162, 163), "lignes 3, 12 et 161 à 163"),
    ],
)
def test_dire_lignes(lignes, dit):
    assert dire_lignes(lignes) == dit
