"""States: the page that lists them is up to date, and every table speaks of every state."""

import pytest

from convenir.conventions.enums.texte import TRANSITIONS as VIE
from convenir.conventions.enums.texte import Statut
from scripts import generer_statuts


def test_statuts_page_is_up_to_date():
    ecrit = generer_statuts.PAGE.read_text("utf-8")
    assert ecrit == generer_statuts.page(), "run: python scripts/generer_statuts.py"


@pytest.mark.parametrize("module", list(generer_statuts.tables()), ids=lambda module: module.__name__)
def test_every_state_has_its_followers_and_its_sentence(module):
    etats = set(type(next(iter(module.TRANSITIONS))))
    assert set(module.TRANSITIONS) == set(module.PHRASES) == etats
    assert set().union(*module.TRANSITIONS.values()) <= etats
    assert all(phrase.endswith((".", "!")) for phrase in module.PHRASES.values())


def test_sealed_text_never_becomes_a_draft_again():
    assert VIE[Statut.SIGNEE] == {Statut.RESILIEE}
