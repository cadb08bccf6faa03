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


def test_parts_enumerees_amounts_after_their_labels():
    texte = "La Caf verse 300 000 € par an, répartis comme suit :\n- multi-accueil : 180 000 €\n- ludothèque : {} €"
    assert lignes(CODE, texte.format("120 000")) == []
    assert lignes(CODE, texte.format("102 000")) == [(1, 2, 3)]


def test_parts_enumerees_evolution_beside_the_whole_is_no_part():
    texte = "Le relais suit 74 assistants maternels (– 18 % en cinq ans) : {} à domicile et 16 en maison"
    assert lignes(CODE, texte.format(58)) == []
    assert lignes(CODE, texte.format(48)) == [(1,)]


@pytest.mark.parametrize(
    "texte",
    [
        "400 naissances par an (412 en 2022, 405 en 2021, 398 en 2020)",
        "ouverture de 2 LAEP (12 aujourd’hui, 14 en 2029)",
    ],
)
def test_parts_enumerees_one_count_over_time_is_silent(texte):
    assert lignes(CODE, texte) == []
