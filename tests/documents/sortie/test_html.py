import lxml.html

from convenir.documents.sortie import html, pdf
from tests.documents.sortie.exemples import publication


def page(**changements):
    return lxml.html.fromstring(html.rendre(publication(**changements)).decode())


def test_rendre_is_one_page_with_landmarks_headings_and_contents():
    racine = page()

    assert racine.get("lang") == "fr"
    assert racine.findtext(".//title") == "Convention de Trifouillis 2030 – 2034"
    assert [h.tag for h in racine.iter("h1", "h2", "h3", "h4")] == ["h1", "h2", "h2", "h3", "h2"]
    liens = [a.get("href") for a in racine.findall(".//nav//a")]
    assert liens == ["#article-1-objet", "#annexe-1-communes"]
    assert all(racine.get_element_by_id(lien[1:]) is not None for lien in liens)
    assert racine.find(".//a[@class='saut']").get("href") == "#texte"


def test_rendre_loads_nothing_from_elsewhere():
    octets = html.rendre(publication())

    assert b"http" not in octets
    assert b"<script" not in octets


def test_rendre_writes_real_tables_with_scoped_headers_and_aligned_figures():
    tableau = page().find(".//table")

    assert tableau.findtext("caption") == "Moyens par domaine"
    assert [(th.text, th.get("scope"), th.get("class")) for th in tableau.iter("th")] == [
        ("Domaine", "col", None),
        ("Montant", "col", "n"),
    ]
    assert [td.text_content() for td in tableau.iter("td") if td.get("class") == "n"] == [
        "1\u202f250\u202f€",
        "à compléter",
    ]


def test_rendre_prints_the_page_count_of_the_pdf():
    nombre, _ = pdf.paginer(publication())

    assert f"Ce document comporte {nombre} pages et 1" in page().text_content()


def test_rendre_escapes_markup_of_the_text():
    assert "<b>&" in page(titre="Titre <b>&").findtext(".//h1")
