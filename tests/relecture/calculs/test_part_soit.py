import pytest

from tests.relecture.esquisse import constats, lignes

CODE = "calculs-part-soit"


def test_part_soit_share_of_the_population_is_divided_again():
    (constat,) = constats(
        CODE,
        "Le pays de Valbrune compte 40 000 habitants.\n- 4 300 enfants de 3 à 11 ans\n- soit 10,2 % de la population totale",
    )
    assert sorted(constat.lignes) == [1, 2, 3]
    assert constat.preuve.startswith("4 300 ÷ 40 000 = 10,8 %, et non 10,2 %")


def test_part_soit_sum_of_the_list_above_is_the_numerator():
    texte = "Valbrune compte 40 000 habitants.\n- 2 000 jeunes de 12 à 15 ans\n- 1 000 jeunes de 16 à 19 ans\n- soit {} de la population"
    assert lignes(CODE, texte.format("7,5 %")) == []
    assert lignes(CODE, texte.format("8,5 %")) == [(1, 2, 3, 4)]


@pytest.mark.parametrize(
    "texte",
    [
        "On compte 1 535 familles monoparentales sur 4 640 familles, soit 33,1 %.",
        "On compte 40 000 habitants. 4 300 enfants de 3 à 11 ans, soit 10,8 % de la population.",
        "On compte 40 000 habitants. 4 300 enfants, soit 11 % de la population.",
        "- 900 familles monoparentales, soit 24 % des familles du département",
        "- 900 familles monoparentales, soit 24 %",
        "La baisse est de 120 naissances, soit -12 % entre 2019 et 2023.",
        "- 41 % des enfants ont leurs deux parents actifs\n- soit 820 enfants sur 2 000 enfants",
    ],
)
def test_part_soit_right_rounded_or_without_its_total_is_silent(texte):
    assert lignes(CODE, texte) == []


def test_part_soit_total_not_stated_takes_the_one_just_above():
    texte = "- 4 640 familles avec enfants\n- 1 535 familles monoparentales soit {}"
    assert lignes(CODE, texte.format("33,1 %")) == []
    assert lignes(CODE, texte.format("35,8 %")) == [(1, 2)]


def test_part_soit_then_count_over_total():
    texte = "- {} des enfants ont leurs deux parents actifs\n- soit 820 enfants sur 2 000 enfants"
    assert lignes(CODE, texte.format("41 %")) == []
    assert lignes(CODE, texte.format("44 %")) == [(1, 2)]


@pytest.mark.parametrize(
    ("texte", "juste", "faux"),
    [
        ("Le val compte 2 000 foyers allocataires, dont 800 familles monoparentales, soit {} des foyers.", "40 %", "45 %"),
        ("On a recensé 400 réponses, dont 260 en ligne ({}).", "65 %", "56 %"),
        ("Le val compte 20 000 habitants. 11 000 personnes sont couvertes ({} de la population).", "55 %", "51 %"),
        ("Les familles monoparentales sont au nombre de 210, soit {} des 840 familles.", "25 %", "29 %"),
        ("9 communes sur 21 sans accueil de loisirs ({})", "43 %", "34 %"),
    ],
)  # fmt: skip
def test_part_soit_share_tied_to_its_count_in_one_sentence(texte, juste, faux):
    assert lignes(CODE, texte.format(juste)) == []
    assert lignes(CODE, texte.format(faux)) == [(1,)]


@pytest.mark.parametrize(
    "texte",
    [
        "16 340 allocataires\n- 9 allocataires sur 10 ont un compte\n- 6 230 allocataires aidés, soit 38,1 % des allocataires",
        "4 crèches, dont 2 associatives (taux d’occupation : 78 %)",
        "Le val compte 2 000 allocataires (57 % de la population).",
        "Le val compte 20 000 habitants répartis dans 8 communes. Le quartier prioritaire du Pré regroupe 2 000 habitants, soit 10 % de la population.",
    ],
)
def test_part_soit_share_of_something_else_is_silent(texte):
    assert lignes(CODE, texte) == []
