"""A drawing goes into every format with its description: as it is in HTML and PDF, as pixels in office files."""

import base64
import io
import zipfile

import pypdfium2
import pytest

from convenir.documents.blocs import Figure, Titre, texte
from convenir.documents.graphiques import Cartouche, Mesure, barres
from convenir.documents.publication import Publication
from convenir.documents.sortie import rendre
from convenir.documents.sortie.images import en_pixels

DESSIN = barres(Cartouche("essai", "Enfants", "Producteur fictif"), [Mesure("Anzin", 45), Mesure("Bruay", 3)])


@pytest.fixture(scope="module")
def publication():
    return Publication("Annexe 1", (Titre(1, texte("Chiffres")), *DESSIN.blocs()))


def test_html_holds_the_drawing_and_its_description(publication):
    page = rendre(publication, "html").decode()

    assert base64.b64encode(DESSIN.fichier).decode() in page
    assert 'alt="Enfants. Anzin : 45 ; Bruay : 3."' in page.replace("\u00a0", " ").replace("\u202f", " ")


def test_pdf_holds_the_drawing_as_vectors_with_its_texts(publication):
    document = pypdfium2.PdfDocument(rendre(publication, "pdf"))
    textes = "".join(page.get_textpage().get_text_range() for page in document)
    images = [
        o for page in document for o in page.get_objects() if o.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    ]

    assert textes.count("Bruay") == 2  # in the drawing and in the table
    assert images == []
    document.close()


@pytest.mark.parametrize(
    ("nom", "dossier", "partie", "alternative"),
    [
        ("docx", "word/media/", "word/document.xml", 'descr="Enfants. Anzin'),
        ("odt", "Pictures/", "content.xml", "<svg:title>Enfants. Anzin"),
    ],
)
def test_office_files_hold_a_sharp_picture_and_its_description(
    publication, nom, dossier, partie, alternative
):
    paquet = zipfile.ZipFile(io.BytesIO(rendre(publication, nom)))
    (image,) = [f for f in paquet.namelist() if f.startswith(dossier)]

    assert paquet.read(image).startswith(b"\x89PNG")
    assert alternative in paquet.read(partie).decode()


def test_pixels_keep_the_size_of_the_drawing():
    png, (nom, largeur, hauteur) = en_pixels(DESSIN.fichier)

    assert (nom, largeur, hauteur) == ("png", 400, 102)
    assert int.from_bytes(png[16:20]) == 1000


def test_drawing_that_cannot_be_read_stays_a_trace():
    assert en_pixels(b'<svg width="10" height="10"><') == (b'<svg width="10" height="10"><', None)
    assert Figure("x").octets == b""
