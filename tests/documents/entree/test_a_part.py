"""Binary files are read in a process of their own: same answer, and a file that asks too much harms nobody."""

from __future__ import annotations

import os
import zlib

import pytest

from convenir.documents.entree import a_part, lire_octets
from convenir.documents.entree.a_part import lire_a_part
from convenir.socle.erreurs import Refus
from tests.documents import fabrique
from tests.documents.entree.test_pdf import convention


@pytest.mark.parametrize("faire", [fabrique.docx, fabrique.odt, convention, fabrique.txt, fabrique.html])
def test_answer_is_the_one_given_here(faire):
    octets = faire()
    assert lire_a_part("convention", octets) == lire_octets("convention", octets)


def test_refusal_is_the_one_given_here():
    octets = fabrique.docx()[:3000]
    with pytest.raises(Refus) as ici:
        lire_octets("-x « é ».docx", octets)
    with pytest.raises(Refus) as la_bas:
        lire_a_part("-x « é ».docx", octets)
    assert la_bas.value.message == ici.value.message


def pdf(contenu):
    """One page whose compressed content is this."""
    flux = zlib.compress(contenu, 9)
    objets = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(flux), flux),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    corps = b"".join(b"%d 0 obj\n%b\nendobj\n" % (n, objet) for n, objet in enumerate(objets, 1))
    return b"%PDF-1.7\n" + corps + b"trailer<</Size 6/Root 1 0 R>>\n%%EOF"


PHRASE = b"BT /F 9 Tf 10 10 Td (Les communes accueillent les enfants.) Tj ET\n"


def test_small_page_of_that_making_is_read():
    assert lire_a_part("a.pdf", pdf(PHRASE)).source.lignes == ("Les communes accueillent les enfants.",)


@pytest.mark.skipif(os.name == "nt", reason="Windows ne borne pas la mémoire d’un processus ainsi")
def test_pdf_that_swells_beyond_the_memory_is_refused(monkeypatch):
    monkeypatch.setattr(a_part, "MEMOIRE", 400 * 1024**2)
    bombe = pdf(PHRASE * 600_000)
    assert len(bombe) < 200_000
    with pytest.raises(Refus, match=r"« a\.pdf » est démesuré une fois ouvert"):
        lire_a_part("a.pdf", bombe)


def test_file_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(a_part, "DELAI", 0)
    with pytest.raises(Refus, match=r"« a\.docx » est démesuré une fois ouvert"):
        lire_a_part("a.docx", fabrique.docx())


def test_defect_of_ours_is_not_told_as_a_fault_of_the_file(monkeypatch):
    monkeypatch.setattr(a_part, "MEMOIRE", "pas un nombre")
    with pytest.raises(RuntimeError, match="invalid literal"):
        lire_a_part("a.docx", fabrique.docx())
