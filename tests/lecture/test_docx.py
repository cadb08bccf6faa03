"""The same meanings out of a word processor file, where layout is in styles and numbers are automatic."""

import io

import docx

from convenir.documents.entree import lire_octets
from convenir.lecture.comprendre import comprendre
from convenir.lecture.formats import en_json


def convention():
    document = docx.Document()
    document.add_heading("Article 1 : Durée", 1)
    document.add_paragraph("La convention est conclue du 1er janvier 2026 au 31 décembre 2030.")
    document.add_heading("Annexe 1 : Diagnostic", 1)
    document.add_heading("Petite enfance", 2)
    for ligne in (
        "Chiffres clés en 2023",
        "1 204",
        "enfants de 0 à 2 ans",
        "45,2 %",
        "Gers : 35,8 %",
        "des enfants",
    ):
        document.add_paragraph(ligne)
    document.add_heading("Annexe 2 : Plan d’actions", 1)
    document.add_heading("Jeunesse", 2)
    document.add_paragraph("Objectifs :")
    for ligne in ("Ouvrir un local", "Recruter"):
        document.add_paragraph(ligne, style="List Number")
    octets = io.BytesIO()
    document.save(octets)
    return comprendre(lire_octets("essai.docx", octets.getvalue()))


def test_comprendre_a_docx_reads_figures_and_automatic_numbers():
    donnees = en_json(convention())
    assert (donnees["duree"]["debut"], donnees["duree"]["fin"]) == ("2026-01-01", "2030-12-31")
    assert [(i["valeur"], i["libelle"], i["millesime"], i["lignes"]) for i in donnees["indicateurs"]] == [
        (1204, "enfants de 0 à 2 ans", "2023", None),
        (45.2, "enfants", "2023", None),
    ]
    assert donnees["plans"][0]["objectifs"] == [
        {"numero": 1, "libelle": "Ouvrir un local"},
        {"numero": 2, "libelle": "Recruter"},
    ]
