import pytest

from tests.relecture.esquisse import lignes

CODE = "calculs-fraction"


@pytest.mark.parametrize(
    "texte",
    [
        "Un enfant sur trois (21 %) vit dans un foyer à bas revenus.",
        "3 parents sur 4 (58 %) demandent des horaires plus larges.",
        "Plus d’un quart, soit 19 %, des logements sont vacants.",
        "11 communes sur 14 proposent un accueil, soit la moitié des communes.",
        "On compte 600 familles, dont 150 familles monoparentales, soit une famille sur deux.",
    ],
)
def test_fraction_far_from_its_share_is_told(texte):
    assert lignes(CODE, texte) == [(1,)]


@pytest.mark.parametrize(
    "texte",
    [
        "Un enfant sur cinq (21 %) vit dans un foyer à bas revenus.",
        "3 parents sur 4 (76 %) demandent des horaires plus larges.",
        "Plus d’un quart, soit 27 %, des logements sont vacants.",
        "Près de la moitié (48 %) des places est occupée.",
        "7 communes sur 14 proposent un accueil, soit la moitié des communes.",
        "9 communes sur 21 n’ont pas d’accueil (43 %).",
        "Un enfant sur cinq vit en quartier prioritaire ; 64 % des places y sont occupées.",
    ],
)
def test_fraction_that_rounds_its_share_is_silent(texte):
    assert lignes(CODE, texte) == []
