"""States: the page that lists them is up to date, and every table speaks of every state."""

from itertools import product

import pytest

from convenir.conventions.enums import TRANSITIONS as VIE
from convenir.conventions.enums import Statut
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


def test_convention_has_one_state_and_no_way_out_of_it():
    assert [(d, a) for d, a in product(Statut, Statut) if a in VIE[d]] == []
