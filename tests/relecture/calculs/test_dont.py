import pytest

from tests.relecture.esquisse import lignes

CODE = "calculs-dont"


@pytest.mark.parametrize(
    "texte",
    [
        "- 23 RPE dont 25 RPE intercommunaux",
        "12 crèches dont 8 municipales et 6 associatives",
        "Un budget de 12 000 € dont 15 000 € de bonus",
    ],
)
def test_dont_part_above_the_whole_is_found(texte):
    assert lignes(CODE, texte) == [(1,)]


@pytest.mark.parametrize(
    "texte",
    [
        "- 23 RPE dont 1 RPE intercommunal",
        "12 crèches dont 8 municipales et 4 associatives",
        "1 200 familles dont 2 300 enfants",
        "48 % des familles dont 34 % de familles monoparentales",
        "12 crèches dont 8 municipales, et 30 assistantes maternelles",
    ],
)
def test_dont_possible_part_is_silent(texte):
    assert lignes(CODE, texte) == []
