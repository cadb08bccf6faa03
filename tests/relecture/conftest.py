"""Proofreading short texts: `relever(text, "rule-code")` gives the findings of one rule."""

from __future__ import annotations

import pytest

from convenir.documents.entree import lire_octets
from convenir.lecture.comprendre import comprendre
from convenir.relecture.registre import regles


@pytest.fixture
def relever():
    par_code = {r.code: r for r in regles()}

    def _relever(texte: str, code: str):
        return list(par_code[code].verifier(comprendre(lire_octets("essai.txt", texte.encode()))))

    return _relever


@pytest.fixture
def lignes_relevees(relever):
    """The lines of each finding of one rule, in order."""

    def _lignes(texte: str, code: str):
        return [tuple(sorted(set(t.lignes))) for t in relever(texte, code)]

    return _lignes
