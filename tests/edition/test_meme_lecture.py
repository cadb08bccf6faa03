"""The same convention says the same facts whatever the format it is published in."""

from __future__ import annotations

from pathlib import Path

import pytest

from convenir.documents.entree import lire_fichier
from convenir.edition.convention import publier
from convenir.lecture.comprendre import comprendre
from convenir.lecture.formats import en_json

EXEMPLES = sorted((Path(__file__).resolve().parents[2] / "exemples").glob("*.docx"))
RECALCULES = {"sommaire", "couverture", "titre"}  # what a publication computes again
TYPOGRAPHIE = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " "})


def faits(chemin):
    """All that is read in a file, without places nor typography."""
    lu = en_json(comprendre(lire_fichier(chemin)))
    return {cle: _nu(valeur) for cle, valeur in lu.items() if cle not in RECALCULES}


def _nu(valeur):
    if isinstance(valeur, str):
        return " ".join(valeur.translate(TYPOGRAPHIE).split())
    if isinstance(valeur, dict):
        return {cle: _nu(v) for cle, v in valeur.items() if cle != "lignes"}
    return [_nu(v) for v in valeur] if isinstance(valeur, list) else valeur


def publies(source, dossier):
    sorties = {nom: dossier / f"publie.{nom}" for nom in ("pdf", "docx", "odt", "html")}
    publier(comprendre(lire_fichier(source)), sorties)
    return sorties


@pytest.mark.parametrize("exemple", EXEMPLES, ids=lambda chemin: chemin.stem)
def test_publication_reads_as_its_source_in_every_format(exemple, tmp_path):
    attendus = faits(exemple)

    assert {nom: faits(chemin) for nom, chemin in publies(exemple, tmp_path).items()} == dict.fromkeys(
        ("pdf", "docx", "odt", "html"), attendus
    )


@pytest.mark.parametrize("exemple", EXEMPLES, ids=lambda chemin: chemin.stem)
def test_contents_announce_the_same_in_every_format(exemple, tmp_path):
    lus = {nom: comprendre(lire_fichier(chemin)) for nom, chemin in publies(exemple, tmp_path).items()}
    annonces = {
        nom: [(e.type, e.numero, " ".join(e.titre.split())) for e in lu.sommaire] for nom, lu in lus.items()
    }

    assert annonces == dict.fromkeys(("pdf", "docx", "odt", "html"), annonces["docx"])
    assert [(genre, numero) for genre, numero, _ in annonces["docx"] if genre != "autre"] == [
        (d.type, d.numero) for d in lus["docx"].dispositions
    ]
