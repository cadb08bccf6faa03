import io

import pikepdf
import pypdfium2
import pytest

from convenir.documents.blocs import Figure, Paragraphe, texte
from convenir.documents.entree import lire_octets
from convenir.documents.sortie import pdf
from convenir.socle.erreurs import Refus
from tests.documents.sortie.exemples import publication


def texte_du_pdf(octets):
    document = pypdfium2.PdfDocument(octets)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return pages


def structure(noeud):
    """Every structure element under a node of the tag tree."""
    if isinstance(noeud, pikepdf.Array):
        return [e for enfant in noeud for e in structure(enfant)]
    if isinstance(noeud, pikepdf.Dictionary):
        soi = [noeud] if "/S" in noeud else []
        return soi + (structure(noeud.K) if "/K" in noeud else [])
    return []


def test_rendre_is_tagged_with_title_language_headings_and_alternatives():
    with pikepdf.open(io.BytesIO(pdf.rendre(publication()))) as document:
        racine = document.Root
        elements = structure(racine.StructTreeRoot.K)
        genres = [str(e.S) for e in elements]

        assert bool(racine.MarkInfo.Marked)
        assert str(racine.Lang) == "fr"
        assert bool(racine.ViewerPreferences.DisplayDocTitle)
        assert str(document.docinfo["/Title"]) == "Convention de Trifouillis"
        assert [str(e.Alt) for e in elements if "/Alt" in e and str(e.S) == "/Figure"] == [
            "Carte des services"
        ]
        assert (genres.count("/Table"), genres.count("/TH"), genres.count("/TD")) == (1, 2, 4)
        with document.open_metadata() as metadonnees:
            assert metadonnees["pdfuaid:part"] == "1"
            assert (metadonnees["pdfaid:part"], metadonnees["pdfaid:conformance"]) == ("2", "A")


def test_signature_block_is_read_one_signatory_after_the_other():
    lu = " ".join(lire_octets("a.pdf", pdf.rendre(publication())).source.lignes)

    assert "Caf fictive Directrice Mme Une Date et signature Ville Maire Date et signature" in lu


def test_verification_address_is_a_link_and_its_code_has_an_alternative():
    octets = pdf.rendre(publication(verification="https://exemple.fr/verifier/ABC"))

    with pikepdf.open(io.BytesIO(octets)) as document:
        alternatives = [str(e.Alt) for e in structure(document.Root.StructTreeRoot.K) if "/Alt" in e]
        liens = [str(a.A.URI) for a in document.pages[0].Annots if "/A" in a]

        assert alternatives[0] == "Code QR qui mène à la page de vérification de ce document."
        assert liens == ["https://exemple.fr/verifier/ABC"]
        with document.open_metadata() as metadonnees:
            assert (metadonnees["pdfuaid:part"], metadonnees["pdfaid:conformance"]) == ("1", "A")


def test_rendre_counts_its_pages_annexes_and_missing_values():
    pages = texte_du_pdf(pdf.rendre(publication()))
    tout = "\n".join(pages)

    assert len(pages) == 4
    assert "1 valeur à compléter" in pages[0]
    assert "Ce document comporte 4 pages et 1" in tout
    assert [f"page {n} / 4" in page for n, page in enumerate(pages, start=1)] == [True] * 4
    assert tout.count("Date et signature") == 2


def test_paginer_gives_the_page_of_every_heading():
    assert pdf.paginer(publication()) == (
        4,
        {"article-1-objet": 3, "moyens": 3, "annexe-1-communes": 4},
    )


def test_rendre_replaces_characters_that_no_font_draws():
    tout = "".join(texte_du_pdf(pdf.rendre(publication(blocs=(Paragraphe(texte("ab 漢 ➔ \U0001f600 cd")),)))))

    assert "ab □ ➔ □ cd" in tout


def test_rendre_prints_the_description_of_an_image_that_is_broken():
    abimee = Figure("Carte abîmée", b"\x89PNG\r\n\x1a\n" + bytes(40), "png")

    assert "Figure : Carte abîmée" in " ".join(texte_du_pdf(pdf.rendre(publication(blocs=(abimee,)))))


def test_rendre_without_text_is_refused():
    with pytest.raises(Refus, match="Rien à publier"):
        pdf.rendre(publication(blocs=()))
