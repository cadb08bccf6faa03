from tests.relecture.esquisse import lignes

CODE = "calculs-part-des-effectifs"
TEXTE = """
    Valbrune (40 000 habitants) compte 9 000 allocataires pour 22 800 personnes couvertes.
    - {} de la population est couverte par une prestation.
    - 24 % des allocataires perçoivent une aide au logement.
    """


def test_part_des_effectifs_right_share_is_silent():
    assert lignes(CODE, TEXTE.format("57 %")) == []


def test_part_des_effectifs_wrong_share_points_at_the_share_and_the_counts():
    assert lignes(CODE, TEXTE.format("75 %")) == [(1, 2)]


def test_part_des_effectifs_narrower_count_is_not_compared():
    texte = "- 9 634 familles avec enfants à bas revenus\n- 7 680 familles monoparentales\n- 69,7 % de familles monoparentales à bas revenus"
    assert lignes(CODE, texte) == []
