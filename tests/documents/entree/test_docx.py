from __future__ import annotations

import pytest

from convenir.documents.blocs import Cellule, Texte
from convenir.documents.entree import lire_octets
from convenir.documents.entree.docx import paragraphes_docx
from tests.documents.fabrique import docx_brut, enregistrer
from tests.documents.feuilles import feuilles, plan


def lire(corps, **pieces):
    return lire_octets("a.docx", docx_brut(corps, **pieces))


def p(chaine, proprietes=""):
    return f'<w:p><w:pPr>{proprietes}</w:pPr><w:r><w:t xml:space="preserve">{chaine}</w:t></w:r></w:p>'


def test_inserted_text_is_kept_and_deleted_text_dropped():
    document = lire(
        "<w:p><w:r><w:t>La Caf </w:t></w:r><w:ins><w:r><w:t>et la commune </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>refusent </w:delText></w:r></w:del><w:r><w:t>signent.</w:t></w:r></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>parti</w:t></w:r></w:moveFrom></w:p>"
    )

    assert plan(document.blocs) == [("P", "La Caf et la commune signent.")]


def test_comments_field_codes_and_their_results():
    document = lire(
        "<w:p><w:commentRangeStart/><w:r><w:t>Page </w:t></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r>"
        "<w:r><w:t>12</w:t></w:r><w:r><w:commentReference/></w:r></w:p>",
        comments=("comments", "<w:comment><w:p><w:r><w:t>à revoir</w:t></w:r></w:p></w:comment>"),
    )

    assert plan(document.blocs) == [("P", "Page 12")]


def test_tables_keep_their_spans_and_header_rows():
    def cellule(chaine, proprietes=""):
        return f"<w:tc><w:tcPr>{proprietes}</w:tcPr>{p(chaine)}</w:tc>"

    document = lire(
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
        + cellule("Instances", '<w:gridSpan w:val="2"/>')
        + cellule("2025")
        + "</w:tr><w:tr>"
        + cellule("Comité", '<w:vMerge w:val="restart"/>')
        + cellule("pilotes")
        + cellule("3")
        + "</w:tr><w:tr>"
        + cellule("", "<w:vMerge/>")
        + cellule("hôtes")
        + cellule("4")
        + "</w:tr></w:tbl>"
    )

    (tableau,) = document.blocs
    assert [rang.cellules for rang in tableau.entetes] == [
        (Cellule((Texte("Instances"),), colonnes=2), Cellule((Texte("2025"),)))
    ]
    assert tableau.rangs[0].cellules[0] == Cellule((Texte("Comité"),), rangs=2)
    assert plan(document.blocs)[0][2] == [["Comité", "pilotes", "3"], ["hôtes", "4"]]


def test_single_column_table_is_a_frame_around_blocs():
    document = lire(f"<w:tbl><w:tr><w:tc>{p('ARTICLE 1 – OBJET')}{p('Un encadré.')}</w:tc></w:tr></w:tbl>")

    assert plan(document.blocs) == [("T1", "ARTICLE 1 – OBJET"), ("P", "Un encadré.")]


NIVEAUX = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="ARTICLE %1 -"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/>'
    "</w:lvl></w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
)


def numero(liste, niveau=0):
    return f'<w:numPr><w:ilvl w:val="{niveau}"/><w:numId w:val="{liste}"/></w:numPr>'


def test_automatic_number_of_a_heading_is_part_of_its_text():
    contour = '<w:outlineLvl w:val="0"/>'
    document = lire(
        p("Objet", contour + numero(1))
        + p("Moyens", '<w:outlineLvl w:val="1"/>' + numero(1, 1))
        + p("Durée", contour + numero(1))
        + p("premier", numero(2))
        + p("second", numero(2)),
        numbering=("numbering", NIVEAUX),
    )

    assert plan(document.blocs) == [
        ("T1", "ARTICLE 1 - Objet"),
        ("T2", "1.1 Moyens"),
        ("T1", "ARTICLE 2 - Durée"),
        ("OL", ["premier", "second"]),
    ]


def test_text_box_is_read_once_and_after_its_paragraph():
    zone = f"<w:txbxContent>{p('Reçu en préfecture')}</w:txbxContent>"
    document = lire(
        "<w:p><w:r><w:t>Corps</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice>{zone}</mc:Choice><mc:Fallback>{zone}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )

    assert plan(document.blocs) == [("P", "Corps"), ("P", "Reçu en préfecture")]


def test_notes_follow_the_text_behind_their_number():
    document = lire(
        '<w:p><w:r><w:t>Total</w:t></w:r><w:r><w:footnoteReference w:id="4"/></w:r></w:p>',
        footnotes=(
            "footnotes",
            f'<w:footnote w:id="0">{p("filet")}</w:footnote><w:footnote w:id="4">{p("En euros.")}</w:footnote>',
        ),
    )

    assert plan(document.blocs) == [("P", "Total1"), ("P", "1 En euros.")]
    assert document.blocs[0].contenu[1] == Texte("1", exposant=True)
    assert [bloc.place.repere for bloc in document.blocs] == ["p:0", "p:0"]


def test_header_is_read_once_when_it_is_more_than_a_page_number():
    document = lire(
        p("Corps"),
        header1=("hdr", p("Envoyé en préfecture le 02/02/2030")),
        header2=("hdr", p("Envoyé en préfecture le 02/02/2030")),
        footer1=("ftr", p("Page 2 sur 12") + p("Corps")),
    )

    assert plan(document.blocs) == [("P", "Corps"), ("P", "Envoyé en préfecture le 02/02/2030")]


def test_repere_is_the_index_of_the_paragraph_that_python_docx_sees():
    import io

    import docx

    octets = docx_brut(
        p("") + p("Un") + f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>" + p("Fin")
    )
    document = lire_octets("a.docx", octets)

    assert [f.place.repere for f in feuilles(document.blocs)] == ["p:1", "p:2", "p:4"]
    import zipfile

    from lxml import etree

    racine = etree.fromstring(zipfile.ZipFile(io.BytesIO(octets)).read("word/document.xml"))
    textes = {f"p:{rang}": "".join(paragraphe.itertext()) for rang, paragraphe in paragraphes_docx(racine)}
    assert (textes["p:1"], textes["p:2"], textes["p:4"]) == ("Un", "a", "Fin")

    avec_docx = docx.Document()
    avec_docx.add_paragraph("Un")
    assert [f.place.repere for f in feuilles(lire_octets("b.docx", enregistrer(avec_docx)).blocs)] == ["p:0"]
    assert [rang for rang, _ in paragraphes_docx(avec_docx.element)] == [0]


def test_page_break_and_forced_line_break():
    document = lire(
        p("Un")
        + '<w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p><w:r><w:t>Deux</w:t><w:br/><w:t>lignes</w:t></w:r></w:p>'
    )

    assert plan(document.blocs) == [("P", "Un"), ("Saut", "page"), ("P", "Deux\nlignes")]
    assert document.source.lignes == ("Un", "Deux lignes")


@pytest.mark.parametrize("profondeur", [3, 70])
def test_tables_in_tables_lose_nothing(profondeur):
    corps = p("au fond")
    for _ in range(profondeur):
        corps = f"<w:tbl><w:tr><w:tc>{corps}</w:tc></w:tr></w:tbl>"

    assert plan(lire(corps).blocs) == [("P", "au fond")]
