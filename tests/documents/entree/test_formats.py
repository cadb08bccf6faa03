"""The same convention in every format gives the same headings, lists and tables."""

from __future__ import annotations

import pytest

from convenir.documents.blocs import Texte
from convenir.documents.entree import lire_octets
from tests.documents import fabrique
from tests.documents.feuilles import lignes_mal_rattachees, plan

FORMATS = {
    "a.txt": fabrique.txt,
    "a.html": fabrique.html,
    "a.docx": fabrique.docx,
    "sans-style.docx": lambda: fabrique.docx(styles=False),
    "a.odt": fabrique.odt,
}


@pytest.mark.parametrize("nom", FORMATS)
def test_same_text_gives_the_same_blocs_in_every_format(nom):
    document = lire_octets(nom, FORMATS[nom]())

    assert plan(document.blocs) == fabrique.PLAN
    assert document.titre == fabrique.TITRE
    assert document.source.format == nom.rpartition(".")[2]
    assert lignes_mal_rattachees(document) == ([], [])


@pytest.mark.parametrize("nom", FORMATS)
def test_emphasis_is_kept_in_every_format(nom):
    paragraphe = lire_octets(nom, FORMATS[nom]()).blocs[2]

    assert paragraphe.contenu == (
        Texte("Les signataires de Belle-Rive "),
        Texte("agissent ensemble", gras=True),
        Texte(" à partir du 1"),
        Texte("er", exposant=True),
        Texte(" mars, pour toutes les familles."),
    )


def test_only_plain_text_shows_its_own_line_numbers():
    assert {nom: lire_octets(nom, faire()).source.numerotee for nom, faire in FORMATS.items()} == {
        nom: nom.endswith(".txt") for nom in FORMATS
    }


def test_laid_out_lines_are_one_per_leaf_and_cells_are_separated_by_tabs():
    lignes = lire_octets("a.docx", fabrique.docx()).source.lignes

    assert len(lignes) == 16
    assert lignes[-5:-2] == ("Service\tMontant", "Crèches\t12 500 €", "Ludothèque\t3 000 €")


def test_content_decides_and_a_wrong_extension_is_told():
    document = lire_octets("convention.pdf", fabrique.docx())

    assert document.source.format == "docx"
    assert document.avis == (
        "Le fichier se nomme .pdf mais contient un document Word : il a été lu comme tel.",
    )


@pytest.mark.parametrize("encodage", ["utf-8", "utf-16", "windows-1252", "iso-8859-1", "mac-roman"])
def test_page_is_decoded_whatever_it_declares(encodage):
    octets = fabrique.html().decode().replace("–", "-").replace("€", "euros").encode(encodage)

    titres = [contenu for nature, contenu in plan(lire_octets("a.htm", octets).blocs)[:4] if nature == "T1"]
    assert titres == [fabrique.TITRE, "Préambule", "ARTICLE 1 - OBJET"]
