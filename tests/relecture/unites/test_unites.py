import pytest

from tests.relecture.esquisse import lignes


@pytest.mark.parametrize(
    ("code", "texte", "attendu"),
    [
        ("unites-rapport", "- soit 243 enfants sur 853 familles", [(1,)]),
        ("unites-points", "- 33,8 % des assistants ont plus de 55 ans (+1,8 % sur 3 ans)", [(1,)]),
        (
            "unites-points",
            "- 38 % des enfants ont deux parents actifs\n- une hausse de 3,2 % sur 3 ans",
            [(1, 2)],
        ),
        ("unites-denominateur", "Les familles avec enfants représentent 43 %.", [(1,)]),
        ("unites-denominateur", "48 % familles allocataires", [(1,)]),
        ("unites-meme-valeur", "8 884 allocataires\n\n8 884 personnes couvertes", [(1, 3)]),
        ("unites-monnaie", "Aide\tMontant\nLogement\t12 k€\nFamille\t34 000 €\nSanté\t56 k€", [(3,)]),
        ("unites-monnaie", "Aide\tMontant\nLogement\t12 400\nFamille\t34 k€\nSanté\t56 900", [(3,)]),
        ("unites-monnaie", "Aide\tMontant (en k€)\nLogement\t12 000 €\nFamille\t34 000 €", [(1, 2)]),
    ],
)
def test_unites_defect_points_at_the_figures(code, texte, attendu):
    assert lignes(code, texte) == attendu


@pytest.mark.parametrize(
    ("code", "texte"),
    [
        ("unites-rapport", "- soit 243 enfants sur 853 enfants"),
        ("unites-rapport", "- soit 243 enfants sur 3 ans"),
        ("unites-points", "- 33,8 % des assistants ont plus de 55 ans (+1,8 point sur 3 ans)"),
        ("unites-points", "- 571 assistants maternels (-4,8 % en 3 ans)"),
        ("unites-denominateur", "Les familles représentent 43 % des allocataires."),
        ("unites-denominateur", "37 % des familles sont monoparentales"),
        ("unites-denominateur", "Le taux de couverture est de 50 %."),
        ("unites-meme-valeur", "9 000 allocataires et 9 000 personnes"),
        ("unites-monnaie", "Indicateur\tPays\nHabitants\t12 400\nFamilles\t3 400\nTaux de couverture\t54 %"),
        ("unites-rapport", "1 enfant sur 5 vit dans un foyer à bas revenus"),
        ("unites-monnaie", "Aide\tMontant (en euros)\nLogement\t12 000 €\nFamille\t34 000 €"),
    ],
)
def test_unites_near_miss_is_silent(code, texte):
    assert lignes(code, texte) == []
