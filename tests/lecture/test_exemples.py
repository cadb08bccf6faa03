import io
import zipfile

import pytest

from convenir.documents.entree import lire_fichier, lire_octets
from convenir.lecture.comprendre import comprendre
from convenir.relecture.enums import Gravite
from convenir.relecture.registre import relire
from scripts.construire_exemples import (
    EXEMPLES,
    avec_defauts,
    construire,
    defauts,
    docx,
    lire_markdown,
    lisezmoi,
)

SOURCE = (EXEMPLES / "source" / "convention.md").read_text("utf-8")
FORMATS = ("docx", "odt")


def regles(dossier):
    return {c.regle for c in relire(dossier)}


@pytest.mark.parametrize("format_", FORMATS)
def test_clean_example_gives_no_finding_above_information(format_):
    constats = relire(comprendre(lire_fichier(EXEMPLES / f"convention-sans-defaut.{format_}")))

    assert [c.message for c in constats if c.gravite is not Gravite.INFORMATION] == []


@pytest.mark.parametrize("format_", FORMATS)
def test_example_with_defects_gives_each_of_them(format_):
    dossier = comprendre(lire_fichier(EXEMPLES / f"convention-avec-defauts.{format_}"))

    assert {d["regle"] for d in defauts()} - regles(dossier) == set()


@pytest.mark.parametrize("defaut", defauts(), ids=lambda d: d["regle"])
def test_each_defect_planted_alone_is_told(defaut):
    octets = docx(lire_markdown(avec_defauts(SOURCE, [defaut])))

    assert defaut["regle"] in regles(comprendre(lire_octets("essai.docx", octets)))


def test_examples_say_the_same_in_both_formats():
    docx_, odt = (
        comprendre(lire_fichier(EXEMPLES / f"convention-avec-defauts.{format_}")) for format_ in FORMATS
    )

    assert [(c.regle, c.message) for c in relire(docx_)] == [(c.regle, c.message) for c in relire(odt)]


def membres(octets):
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        return {nom: archive.read(nom) for nom in archive.namelist()}


def test_examples_are_those_that_the_script_builds():
    for nom, octets in construire().items():
        assert membres((EXEMPLES / nom).read_bytes()) == membres(octets)
    assert (EXEMPLES / "LISEZMOI.md").read_text("utf-8") == lisezmoi()
