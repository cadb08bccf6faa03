import pytest

from tests.relecture.esquisse import constats, lignes


@pytest.mark.parametrize(
    ("code", "texte", "attendu"),
    [
        (
            "ages-libelles",
            "- 1 262 jeunes de 12 à 16 ans\n\nSynthèse\n- 1 262 jeunes de 12 à 15 ans",
            [(1, 4)],
        ),
        (
            "ages-somme-libelles",
            "8 449 jeunes de 16 à 25 ans\n\n- 7 173 jeunes de 16 à 19 ans\n- 1 276 jeunes de 20 à 24 ans",
            [(1, 3, 4)],
        ),
        ("ages-chevauchement", "- 900 jeunes de 12 à 16 ans\n- 800 jeunes de 16 à 25 ans", [(1, 2)]),
        (
            "ages-trou",
            "- 300 enfants de 0 à 2 ans\n- 310 enfants de 3 à 5 ans\n- 500 enfants de 7 à 11 ans",
            [(2, 3)],
        ),
        ("ages-emboitement", "- 900 enfants de 0 à 2 ans\n- 800 enfants de 0 à 5 ans", [(1, 2)]),
        (
            "ages-partition",
            "1 000 enfants de 0 à 5 ans\n- 400 enfants de 0 à 2 ans\n- 550 enfants de 3 à 5 ans",
            [(1, 2, 3)],
        ),
        ("ages-rupture", "- 4 000 jeunes de 16 à 19 ans\n- 500 jeunes de 20 à 24 ans", [(2,)]),
        (
            "ages-bornes-citees",
            "- 900 jeunes de 12 à 15 ans\n- 800 jeunes de 16 à 24 ans\n- les 11/25 ans sont 40 % des habitants",
            [(1, 2, 3)],
        ),
    ],
)
def test_ages_defect_points_at_the_bands(code, texte, attendu):
    assert lignes(code, texte) == attendu


@pytest.mark.parametrize(
    ("code", "texte"),
    [
        ("ages-libelles", "- 1 262 enfants de 0 à 2 ans\n- 1 262 enfants de moins de 3 ans"),
        ("ages-libelles", "- 12 jeunes de 12 à 16 ans\n- 12 jeunes de 12 à 15 ans"),
        (
            "ages-somme-libelles",
            "8 449 jeunes de 16 à 24 ans\n\n- 7 173 jeunes de 16 à 19 ans\n- 1 276 jeunes de 20 à 24 ans",
        ),
        ("ages-chevauchement", "- 900 jeunes de 12 à 15 ans\n- 800 jeunes de 16 à 25 ans"),
        ("ages-chevauchement", "- 4 000 enfants de 0 à 19 ans\n- 800 enfants de 0 à 2 ans"),
        ("ages-chevauchement", "- un accueil des 3-6 ans\n- un accueil des 6-11 ans"),
        ("ages-chevauchement", "- 12 % des 3-6 ans\n- 14 % des 6-11 ans"),
        ("ages-trou", "- 300 enfants de 0 à 2 ans\n- 500 enfants de 6 à 11 ans\n- 600 jeunes de 12 à 17 ans"),
        ("ages-emboitement", "- 900 enfants de 0 à 2 ans\n- 800 enfants de 3 à 5 ans"),
        ("ages-emboitement", "- 900 enfants de 0 à 5 ans\n- 950 familles avec enfants de 0 à 2 ans"),
        (
            "ages-partition",
            "950 enfants de 0 à 5 ans\n- 400 enfants de 0 à 2 ans\n- 550 enfants de 3 à 5 ans",
        ),
        ("ages-partition", "1 000 enfants de 0 à 5 ans\n- 400 enfants de 0 à 2 ans"),
        ("ages-rupture", "- 1 700 jeunes de 16 à 19 ans\n- 1 276 jeunes de 20 à 24 ans"),
        (
            "ages-bornes-citees",
            "- 900 jeunes de 12 à 15 ans\n- 800 jeunes de 16 à 24 ans\n- les 6/25 ans sont nombreux",
        ),
    ],
)
def test_ages_near_miss_is_silent(code, texte):
    assert lignes(code, texte) == []


def test_ages_partition_shows_the_sum():
    (constat,) = constats(
        "ages-partition", "1 000 enfants de 0 à 5 ans\n- 401 enfants de 0 à 2 ans\n- 550 enfants de 3 à 5 ans"
    )
    assert constat.preuve == "401 + 550 = 951 (0-2 ans, 3-5 ans), et non 1 000 (écart : 49)"
