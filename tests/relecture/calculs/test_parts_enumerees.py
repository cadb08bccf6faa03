import pytest

from tests.relecture.esquisse import lignes

CODE = "calculs-parts-enumerees"


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("38 accueils : 24 municipaux et 13 associatifs", [(1,)]),
        ("38 accueils (24 municipaux, 13 associatifs)", [(1,)]),
        (
            "Le territoire compte 38 accueils de loisirs :\n- 24 accueils municipaux\n- 13 accueils associatifs",
            [(1, 2, 3)],
        ),
    ],
)
def test_parts_enumerees_that_do_not_add_up_are_found(texte, attendu):
    assert lignes(CODE, texte) == attendu


@pytest.mark.parametrize(
    "texte",
    [
        "37 accueils : 24 municipaux et 13 associatifs",
        "40 accueils dont 24 municipaux et 13 associatifs",
        "Environ 40 accueils : 24 municipaux et 13 associatifs",
        "120 enfants (12 places pour 100 enfants, 3 relais)",
        "37 accueils :\n- 24 accueils municipaux\n- 13 accueils associatifs",
    ],
)
def test_parts_enumerees_that_add_up_or_are_not_parts_are_silent(texte):
    assert lignes(CODE, texte) == []
