import io
import zipfile

import pytest
from lxml import etree

from convenir.documents.sortie import odt, pdf
from tests.documents.sortie.exemples import publication

ODF = "urn:oasis:names:tc:opendocument:xmlns"
TEXTE, TABLE, STYLE = (f"{{{ODF}:{nom}:1.0}}" for nom in ("text", "table", "style"))
LIEN = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture(scope="module")
def archive():
    with zipfile.ZipFile(io.BytesIO(odt.rendre(publication()))) as ouverte:
        yield ouverte


@pytest.fixture(scope="module")
def contenu(archive):
    return etree.fromstring(archive.read("content.xml"))


def plat(element):
    return "".join(element.itertext())


def test_rendre_begins_with_its_mimetype_uncompressed(archive):
    premiere = archive.infolist()[0]

    assert (premiere.filename, premiere.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    manifeste = etree.fromstring(archive.read("META-INF/manifest.xml"))
    declares = {e.get(f"{{{ODF}:manifest:1.0}}full-path") for e in manifeste}
    assert declares == {"/", *archive.namelist()} - {"mimetype", "META-INF/manifest.xml"}


def test_rendre_writes_headings_with_levels_and_bookmarks(contenu):
    titres = [(t.get(f"{TEXTE}outline-level"), plat(t)) for t in contenu.iter(f"{TEXTE}h")]

    assert titres == [("1", "Article 1 – Objet"), ("2", "Moyens"), ("1", "Annexe 1 – Communes")]
    signets = {s.get(f"{TEXTE}name") for s in contenu.iter(f"{TEXTE}bookmark-start")}
    sommaire = contenu.find(f".//{TEXTE}index-body")
    assert {a.get(LIEN)[1:] for a in sommaire.iter(f"{TEXTE}a")} <= signets


def test_rendre_fills_the_contents_with_the_pages_of_the_pdf(contenu):
    _, pages = pdf.paginer(publication())
    entrees = [plat(a) for a in contenu.find(f".//{TEXTE}index-body").iter(f"{TEXTE}a")]

    assert entrees == [
        f"Article 1Objet{pages['article-1-objet']}",
        f"Annexe 1Communes{pages['annexe-1-communes']}",
    ]


def test_rendre_uses_only_styles_that_exist(archive, contenu):
    styles = etree.fromstring(archive.read("styles.xml"))
    definis = {s.get(f"{STYLE}name") for racine in (styles, contenu) for s in racine.iter(f"{STYLE}style")}
    definis |= {s.get(f"{STYLE}name") for s in styles.iter(f"{TEXTE}list-style")}
    cites = {
        e.get(attribut)
        for racine in (styles, contenu)
        for e in racine.iter()
        for attribut in (f"{TEXTE}style-name", f"{TABLE}style-name", f"{STYLE}parent-style-name")
        if e.get(attribut)
    }

    assert cites - definis == set()


def test_rendre_tables_have_header_rows_and_aligned_figures(contenu):
    table = contenu.find(f".//{TABLE}table")
    tete = table.find(f"{TABLE}table-header-rows")

    assert [plat(c) for c in tete.iter(f"{TABLE}table-cell")] == ["Domaine", "Montant"]
    styles = {plat(p): p.get(f"{TEXTE}style-name") for p in table.iter(f"{TEXTE}p")}
    assert styles["1\u202f250\u202f€"] == styles["à compléter"] == "Chiffre_20_de_20_tableau"
    assert styles["Accueil"] == "Texte_20_de_20_tableau"
