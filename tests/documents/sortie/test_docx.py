import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from convenir.documents.blocs import Element, Liste, Paragraphe, Texte, texte
from convenir.documents.sortie import docx as sortie
from convenir.documents.sortie import pdf
from tests.documents.sortie.exemples import publication


@pytest.fixture(scope="module")
def octets():
    return sortie.rendre(publication())


@pytest.fixture(scope="module")
def document(octets):
    return docx.Document(io.BytesIO(octets))


def corps(document):
    return document.element.body


def test_rendre_uses_real_heading_styles_and_language(document):
    styles = [
        (p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Heading", "Title"))
    ]

    assert styles == [
        ("Title", "Convention de Trifouillis"),
        ("Heading 1", "Article 1 – Objet"),
        ("Heading 2", "Moyens"),
        ("Heading 1", "Annexe 1 – Communes"),
    ]
    langue = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert langue.get(qn("w:val")) == "fr-FR"
    assert document.core_properties.title == "Convention de Trifouillis"


def test_rendre_fills_the_contents_with_the_pages_of_the_pdf(document):
    _, pages = pdf.paginer(publication())
    liens = list(corps(document).iter(qn("w:hyperlink")))
    signets = [s.get(qn("w:name")) for s in corps(document).iter(qn("w:bookmarkStart"))]

    assert ["".join(lien.itertext(qn("w:t"))) for lien in liens] == [
        f"Article 1Objet{pages['article-1-objet']}",
        f"Annexe 1Communes{pages['annexe-1-communes']}",
    ]
    assert all(lien.get(qn("w:anchor")) in signets for lien in liens)
    instructions = [i.text.split()[0] for i in corps(document).iter(qn("w:instrText"))]
    assert instructions == ["TOC", "PAGEREF", "PAGEREF", "NUMPAGES"]


def test_rendre_fields_are_balanced_in_every_part(octets):
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        for nom in archive.namelist():
            if not nom.startswith("word/") or not nom.endswith(".xml"):
                continue
            marques = [
                m.get(qn("w:fldCharType")) for m in etree.fromstring(archive.read(nom)).iter(qn("w:fldChar"))
            ]
            assert marques.count("begin") == marques.count("end") == marques.count("separate"), nom


def test_rendre_repeats_header_rows_and_aligns_figures(document):
    table = document.tables[0]

    assert [bool(rang._tr.findall(f".//{qn('w:tblHeader')}")) for rang in table.rows] == [True, False, False]
    assert [[c.text for c in rang.cells] for rang in table.rows] == [
        ["Domaine", "Montant"],
        ["Accueil", "1\u202f250\u202f€"],
        ["Loisirs", "à compléter"],
    ]
    alignes = [[p.alignment for c in rang.cells for p in c.paragraphs] for rang in table.rows]
    assert [[a is not None for a in rang] for rang in alignes] == [[False, True]] * 3
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Moyens par domaine"


def test_rendre_gives_images_their_alternative_text(document):
    proprietes = list(corps(document).iter(qn("wp:docPr")))

    assert [p.get("descr") for p in proprietes] == ["Carte des services"]
    assert len(document.inline_shapes) == 1


def test_rendre_signature_block_holds_on_one_page(document):
    table = document.tables[1]

    assert [c.text for c in table.rows[2].cells] == ["Mme Une", ""]
    assert all(rang._tr.findall(f".//{qn('w:cantSplit')}") for rang in table.rows)
    assert all(p.style.name == "Signataire" for rang in table.rows for c in rang.cells for p in c.paragraphs)


def test_rendre_restarts_each_ordered_list():
    liste = Liste((Element(texte("un")), Element(texte("deux"))), ordonnee=True)
    octets = sortie.rendre(publication(blocs=(liste, Paragraphe(texte("entre")), liste)))
    numeros = [n.get(qn("w:val")) for n in docx.Document(io.BytesIO(octets)).element.body.iter(qn("w:numId"))]

    assert numeros == ["3", "3", "4", "4"]


def test_rendre_links_go_through_relations():
    contenu = (Texte("le site", lien="https://exemple.fr/?a=1&b=2"),)
    document = docx.Document(io.BytesIO(sortie.rendre(publication(blocs=(Paragraphe(contenu),)))))
    externes = [r.target_ref for r in document.part.rels.values() if r.is_external]

    assert externes == ["https://exemple.fr/?a=1&b=2"]


def test_rendre_is_the_same_bytes_twice(octets):
    assert sortie.rendre(publication()) == octets
