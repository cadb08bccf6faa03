"""Slides: one idea each, titles of their own, native tables, pictures described, nothing that overflows."""

import io

import pytest
from pptx import Presentation

from convenir.documents.blocs import (
    Cellule,
    Element,
    Figure,
    Liste,
    Paragraphe,
    Rang,
    Tableau,
    Titre,
    texte,
)
from convenir.documents.publication import Couverture, Encadre, Publication
from convenir.documents.sortie import rendre
from convenir.documents.sortie.pptx.plan import UTILE, hauteurs_de, planifier

DESSIN = Figure(
    "Une carte. Trois communes.",
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>',
    "svg",
)


def tableau(nombre, mot="Valeur"):
    rangs = tuple(Rang((Cellule(texte(f"Commune {n}")), Cellule(texte(mot)))) for n in range(nombre))
    return Tableau(rangs, (Rang((Cellule(texte("Commune")), Cellule(texte("Dit")))),), "Une légende")


def publication(*blocs):
    return Publication(titre="Diagnostic", blocs=blocs, couverture=Couverture(surtitre="Val d’Ambre"))


def titres(*blocs):
    return [d.titre for d in planifier(publication(*blocs))]


def lire(*blocs):
    return Presentation(io.BytesIO(rendre(publication(*blocs), "pptx")))


def test_headings_name_the_slides_and_parts_open_on_their_own():
    blocs = (
        Titre(1, texte("Enfance")),
        Titre(2, texte("Synthèse")),
        Titre(3, texte("Les besoins")),
        Liste((Element(texte("Un lieu"), (Element(texte("ouvert")),)),)),
        Titre(2, texte("Suite")),
        Encadre("citation", (Paragraphe(texte("Dit.")),)),
    )
    plan = planifier(publication(*blocs))
    assert [(d.titre, d.section) for d in plan] == [
        ("Enfance", True),
        ("Enfance : Synthèse", False),
        ("Enfance : Suite", False),
    ]
    assert [(ligne.texte, ligne.niveau, ligne.intertitre) for ligne in plan[1].lignes] == [
        ("Les besoins", 0, True),
        ("Un lieu", 0, False),
        ("ouvert", 1, False),
    ]


@pytest.mark.parametrize("mot", ["Valeur", "Une phrase assez longue pour tenir sur deux lignes. " * 4])
def test_long_table_goes_on_with_its_header_and_never_overflows(mot):
    pages = [d.tableau for d in planifier(publication(Titre(1, texte("A")), tableau(40, mot))) if d.tableau]
    assert sum(len(page.rangs) for page in pages) == 40
    assert {page.entetes for page in pages} == {tableau(1).entetes}
    assert max(sum(hauteurs_de(page)) for page in pages) <= UTILE


def test_titles_of_one_subject_are_told_apart():
    assert titres(Titre(1, texte("A")), Titre(2, texte("B")), tableau(20))[1:] == [
        "A : B (1 sur 2)",
        "A : B (2 sur 2)",
    ]


def test_drawing_takes_the_heading_before_it_and_its_text_beside():
    plan = planifier(
        publication(
            Titre(1, texte("A")),
            Titre(2, texte("Cartes")),
            Titre(3, texte("Revenus")),
            DESSIN,
            Paragraphe(texte("Source : essai.")),
            tableau(2),
        )
    )
    assert [d.titre for d in plan] == ["A", "A : Revenus", "A : Cartes"]
    assert plan[1].lignes[0].texte == "Source : essai."
    assert plan[1].notes == "Une carte. Trois communes.\nSource : essai."


def test_file_is_read_aloud_in_order_with_titles_descriptions_and_language():
    diaporama = lire(
        Titre(1, texte("A")), Titre(2, texte("Carte")), DESSIN, Paragraphe(texte("Source.")), tableau(2)
    )
    assert diaporama.core_properties.title == "Diagnostic"
    lus = [[forme.shape_type is None or forme.name for forme in d.shapes] for d in diaporama.slides]
    assert all(d.shapes.title.text for d in diaporama.slides), lus
    assert len({d.shapes.title.text for d in diaporama.slides}) == len(diaporama.slides)
    assert all(d.shapes[0] == d.shapes.title for d in diaporama.slides)
    carte, table = diaporama.slides[2], diaporama.slides[3]
    descriptions = [
        f._element.xpath(".//p:cNvPr")[0].get("descr") for f in (carte.shapes[1], table.shapes[1])
    ]
    assert descriptions == ["Une carte. Trois communes.", "Une légende"]
    assert [c.text for c in table.shapes[1].table.rows[1].cells] == ["Commune 0", "Valeur"]
    assert table.shapes[1].table.first_row
    assert carte.shapes[1]._element.getroottree().xpath("//@lang") == ["fr-FR"] * 2


def test_drawing_that_cannot_be_read_is_told():
    diaporama = lire(Titre(1, texte("A")), Figure("Un plan perdu.", b"", ""))
    assert "Un plan perdu." in [
        forme.text_frame.text for forme in diaporama.slides[2].shapes if forme.has_text_frame
    ]
