import pytest

from tests.relecture.esquisse import constats, lignes

CODE = "calculs-evolution"


def test_evolution_wrong_rate_shows_the_right_one():
    (constat,) = constats(CODE, "Le nombre de naissances passe de 1 200 à 960, soit une baisse de 25 %.")
    assert constat.preuve == "(960 − 1 200) ÷ 1 200 = − 20,0 %, et non 25 %"


@pytest.mark.parametrize(
    "texte",
    [
        "1 000 naissances en 2017 et 800 naissances en 2022, soit une hausse de 20 %.",
        "Les naissances reculent : 800 en 2022 contre 1 000 en 2017, soit -10 %.",
        "- 1 000 enfants de 0 à 2 ans en 2017\n- 900 enfants de 0 à 2 ans en 2022\n- -20 % d’enfants de moins de 3 ans entre 2017 et 2022",
    ],
)
def test_evolution_that_the_values_deny_is_found(texte):
    assert len(lignes(CODE, texte)) == 1


@pytest.mark.parametrize(
    "texte",
    [
        "Le nombre de naissances passe de 1 200 à 955, soit une baisse de 20,4 %.",
        "Les naissances reculent : 800 en 2022 contre 1 000 en 2017, soit -20 %.",
        "- 20,4 % entre 2017 et 2022",
        "571 assistants maternels en 2022, -4,8 % en 3 ans",
        "12 % des 400 familles et 30 % des 200 couples : une hausse de 3 %",
    ],
)
def test_evolution_right_or_without_both_values_is_silent(texte):
    assert lignes(CODE, texte) == []
