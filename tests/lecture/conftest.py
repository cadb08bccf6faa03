"""Fictional conventions read once, and a shortcut from text to dossier."""

from __future__ import annotations

from pathlib import Path

import pytest

from convenir.documents.entree import lire_octets
from convenir.lecture.comprendre import comprendre

TEXTES = Path(__file__).parent / "textes"


def lire(chaine: str):
    """The dossier of a text given in a test."""
    return comprendre(lire_octets("essai.txt", chaine.encode()))


def lire_texte(nom: str):
    """The dossier of one of the fictional conventions of `textes/`."""
    return comprendre(lire_octets(nom, (TEXTES / nom).read_bytes()))


@pytest.fixture(scope="session")
def reelle(convention_reelle):
    return comprendre(lire_octets(convention_reelle.name, convention_reelle.read_bytes()))
