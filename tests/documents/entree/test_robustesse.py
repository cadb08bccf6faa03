"""Random texts and damaged documents: blocs or a Refus, never another failure, never a lost line."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convenir.documents.entree import lire_octets
from convenir.socle.erreurs import Refus
from tests.documents import fabrique
from tests.documents.entree.test_marques import MARKDOWN
from tests.documents.entree.test_pdf import convention
from tests.documents.feuilles import lignes_mal_rattachees

reglages = settings(
    max_examples=50,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SIGNES = "\t §- §  - §o §1. §2. §\n§\n\n§\r\n§\r§\f§\u2028§**§*§^{er}§<u>§</p>§<ul>§|§| a |§---§===§# §> §```§<table>§[§]("
MOTS = "ARTICLE 1 - OBJET§Sommaire§Texte assez court.§suite§12§.....§XX§é§\u00a0§\ufeff§&amp;§✓ §😀§CHIFFRES CLÉS§{{§[["
MORCEAUX = st.sampled_from(f"{SIGNES}§{MOTS}".split("§"))
textes = st.one_of(
    st.lists(MORCEAUX, max_size=40).map("".join),
    st.text(max_size=200),
    st.lists(st.text(max_size=30)).map("\n".join),
)


def verifier(nom, octets):
    try:
        document = lire_octets(nom, octets)
    except Refus:
        return
    assert lignes_mal_rattachees(document) == ([], [])
    assert any(ligne.strip() for ligne in document.source.lignes)


@pytest.mark.parametrize("nom", ["a.txt", "a.md", "a.html"])
@reglages
@given(textes)
def test_any_text_is_read_whole_or_refused(nom, chaine):
    verifier(nom, chaine.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("nom", ["a.txt", "a.docx"])
@reglages
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(nom, octets):
    verifier(nom, octets)


FABRIQUES = {
    "a.docx": fabrique.docx,
    "a.odt": fabrique.odt,
    "a.html": fabrique.html,
    "a.txt": fabrique.txt,
    "a.md": MARKDOWN.encode,
    "a.pdf": convention,
}


@cache
def valide(nom):
    return FABRIQUES[nom]()


blessures = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8
)


@pytest.mark.parametrize("nom", FABRIQUES)
@reglages
@given(blessures, st.floats(0.2, 1))
def test_damaged_document_is_read_whole_or_refused(nom, coups, part):
    octets = bytearray(valide(nom))
    for lieu, valeur in coups:
        octets[int(lieu * len(octets))] = valeur
    verifier(nom, bytes(octets[: int(part * len(octets)) + 1]))


@pytest.mark.parametrize(("nom", "piece"), [("a.docx", "word/document.xml"), ("a.odt", "content.xml")])
@reglages
@given(blessures)
def test_damaged_xml_inside_a_sound_archive_is_read_whole_or_refused(nom, piece, coups):
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(valide(nom))) as archive:
        pieces = {entree: archive.read(entree) for entree in archive.namelist()}
    xml = bytearray(pieces[piece])
    for lieu, valeur in coups:
        xml[int(lieu * len(xml))] = 32 + valeur % 95
    verifier(nom, fabrique.archive({**pieces, piece: bytes(xml)}))
