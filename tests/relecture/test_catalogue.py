from convenir.relecture.catalogue import catalogue
from convenir.relecture.enums import Famille
from convenir.relecture.registre import regles
from tests.conftest import RACINE


def test_docs_regles_is_up_to_date():
    ecrit = (RACINE / "docs" / "regles.md").read_text("utf-8")
    assert ecrit == catalogue(), "run: python -m convenir.relecture.catalogue > docs/regles.md"


def test_every_family_has_a_rule_whose_code_bears_its_name():
    assert {r.famille for r in regles()} == set(Famille)
    assert [r.code for r in regles() if not r.code.startswith(r.famille.value)] == []
