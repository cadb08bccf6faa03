"""Rows of a spreadsheet, whatever wrote it."""

import io
import zipfile

import pytest

from convenir.documents.entree.tableur import LIGNES_MAXIMUM, lire_tableur
from convenir.socle.erreurs import Refus

S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
PIECES = {
    "xl/workbook.xml": f'<workbook {S} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="A" sheetId="1" r:id="rId7"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId7" Target="worksheets/feuille.xml"/></Relationships>',
    "xl/sharedStrings.xml": f"<sst {S}><si><t>Commune</t></si><si><r><t>Am</t></r><r><t>bre</t></r>"
    "<rPh><t>x</t></rPh></si></sst>",
    "xl/styles.xml": f'<styleSheet {S}><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="171" formatCode="0&quot; jours&quot;"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>',
}


def classeur(lignes, **pieces):
    tampon = io.BytesIO()
    feuille = f"<worksheet {S}><sheetData>{lignes}</sheetData></worksheet>"
    with zipfile.ZipFile(tampon, "w") as archive:
        for nom, contenu in (PIECES | {"xl/worksheets/feuille.xml": feuille} | pieces).items():
            archive.writestr(nom, contenu)
    return tampon.getvalue()


def ligne(*cellules):
    return f"<row>{''.join(cellules)}</row>"


def test_workbook_gives_text_numbers_and_dates():
    octets = classeur(
        ligne('<c r="A1" t="s"><v>0</v></c>', '<c r="C1" t="inlineStr"><is><t>Date</t></is></c>')
        + ligne(
            '<c r="A2" t="s"><v>1</v></c>',
            '<c r="B2"><v>2.1590505000017E13</v></c>',
            '<c r="C2" s="2"><v>45846</v></c>',
        )
        + "<row/>"
        + ligne("<c><v>3.50</v></c>", '<c s="1"><v>45846.75</v></c>', '<c s="3"><v>12</v></c>')
    )
    assert lire_tableur("a.xlsx", octets) == [
        ["Commune", "", "Date"],
        ["Ambre", "21590505000017", "2025-07-08"],
        ["3.50", "2025-07-08", "12"],
    ]


def test_dates_counted_from_1904_are_known():
    livre = PIECES["xl/workbook.xml"].replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    octets = classeur(ligne('<c s="1"><v>44384</v></c>'), **{"xl/workbook.xml": livre})
    assert lire_tableur("a.xlsx", octets) == [["2025-07-08"]]


@pytest.mark.parametrize(
    "cellule",
    [
        '<c t="s"><v>99</v></c>',
        '<c t="s"><v>x</v></c>',
        '<c r="ZZZZ1"><v>1</v></c>',
        '<c s="1"><v>1e400</v></c>',
        '<c s="1"><v>NaN</v></c>',
        '<c s="1"><v>-4</v></c>',
        "<c><v>abc</v></c>",
        '<c r="é1"><v>1</v></c>',
        "<c/>",
    ],
)
def test_strange_cells_never_break_the_reading(cellule):
    assert lire_tableur("a.xlsx", classeur(ligne('<c t="str"><v>Ici</v></c>') + ligne(cellule)))[0] == ["Ici"]


@pytest.mark.parametrize("separateur", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_of_any_separator_and_encoding(separateur, encodage):
    texte = f'Commune{separateur}Délibération du\r\n\r\nÉtampes{separateur}"08/07/2025"\r\n'
    assert lire_tableur("a.csv", texte.encode(encodage)) == [
        ["Commune", "Délibération du"],
        ["Étampes", "08/07/2025"],
    ]


@pytest.mark.parametrize(
    ("octets", "phrase"),
    [
        (b";;\n\n", "est vide"),
        (b"PK\x03\x04 abime", "abîmé|endommagé"),
        (b"a;b\n" * (LIGNES_MAXIMUM + 2), "plus de 20 000 lignes"),
        (b'"' + b"a" * 200_000, "ne peut pas être lu"),
        (b"a" * 20_000_001, "trop lourd"),
    ],
)
def test_unreadable_table_is_refused_in_a_sentence(octets, phrase):
    with pytest.raises(Refus, match=phrase):
        lire_tableur("a.csv", octets)


def test_zip_that_is_no_workbook_is_refused():
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(Refus, match="n’est pas un classeur"):
        lire_tableur("a.xlsx", tampon.getvalue())
