import pytest

from tests.relecture.esquisse import lignes


@pytest.mark.parametrize(
    ("code", "texte", "attendu"),
    [
        (
            "valeurs-effectif",
            "901 enfants sont âgés de 0 à 2 ans.\n\n# Annexe 1\nen 2022\n964 enfants de 0 à 2 ans",
            [(1, 5)],
        ),
        ("valeurs-effectif", "- 6 LAEP\n\n- 8 lieux d’accueil enfants-parents", [(1, 3)]),
        ("valeurs-part", "- 50,3 % de taux de couverture\n\n- 53 % de taux de couverture", [(1, 3)]),
        (
            "valeurs-comparaison",
            "- 50,3 % de taux de couverture (Nord : 58,5 %)\n\n50,3 %\nNord : 55,8 %\ntaux de couverture",
            [(1, 4)],
        ),
        (
            "valeurs-part-sans-base",
            "37 % des familles allocataires sont des familles monoparentales.\n\n- 900 familles monoparentales soit 35 %",
            [(1, 3)],
        ),
        (
            "valeurs-montant",
            "Aide\tMontant\nPrestations familiales\t120 500 €\n\nLa Caf verse 125 000 € de prestations familiales.",
            [(2, 4)],
        ),
    ],
)
def test_valeurs_conflict_points_at_one_line_per_value(code, texte, attendu):
    assert lignes(code, texte) == attendu


@pytest.mark.parametrize(
    ("code", "texte"),
    [
        ("valeurs-effectif", "901 enfants de 0 à 2 ans en 2019\n\n964 enfants de 0 à 2 ans en 2022"),
        ("valeurs-effectif", "901 enfants de 0 à 2 ans\n\n240 enfants de 3 à 5 ans"),
        ("valeurs-effectif", "Environ 900 enfants de 0 à 2 ans\n\n901 enfants de 0 à 2 ans"),
        (
            "valeurs-effectif",
            "901 enfants de 0 à 2 ans\n\nDans la commune de Valbrune, 240 enfants de 0 à 2 ans",
        ),
        ("valeurs-effectif", "- 6 LAEP\n- création de 2 LAEP"),
        (
            "valeurs-effectif",
            "- 24 accueils périscolaires municipaux\n- 13 accueils périscolaires associatifs",
        ),
        (
            "valeurs-effectif",
            "Commune\tCrèches\nValbrune\t2 crèches municipales\nOrsec\t3 crèches municipales",
        ),
        ("valeurs-part", "- 50,3 % de taux de couverture\n- 50,3 % de taux de couverture"),
        (
            "valeurs-part",
            "- 12 % des enfants de 0 à 2 ans vivent ici\n- 14 % des enfants de 3 à 5 ans vivent ici",
        ),
        (
            "valeurs-part-sans-base",
            "37 % des familles allocataires sont monoparentales.\n24 % des familles recensées sont monoparentales.",
        ),
        ("valeurs-montant", "Prestations familiales : 120 500 €\n\n0,12 M€ de prestations familiales"),
    ],
)
def test_valeurs_told_apart_is_silent(code, texte):
    assert lignes(code, texte) == []
