import pytest

from tests.relecture.esquisse import constats, lignes

CODE = "calculs-total-tableau"


def test_total_tableau_wrong_total_shows_the_sum():
    (constat,) = constats(CODE, "Aide\tMontant\nLogement\t1 200 €\nFamille\t3 450 €\nTotal\t4 560 €")
    assert constat.lignes == (4,)
    assert constat.preuve == "1 200 + 3 450 = 4 650, et non 4 560 € (écart : 90)"
    assert constat.extrait == "4 560 €"


@pytest.mark.parametrize(
    "texte",
    [
        "Aide\tMontant\nLogement\t1 200 €\nFamille\t3 450 €\nTotal\t4 650 €",
        "Aide\tMontant\nLogement\tXX\nFamille\t3 450 €\nTotal\t4 650 €",
        "Aide\tMontant\nLogement\t1 200 €\nFamille\t\nTotal\tà compléter",
        "Type\tSite\nCrèche\t12\nTotal\t12",
        "Lieu\tNombre\nNord\t4\nSud\t6\nSous-total\t10\nEst\t3\nOuest\t1\nSous-total\t4\nTotal\t14",
    ],
)
def test_total_tableau_right_or_incomplete_is_silent(texte):
    assert lignes(CODE, texte) == []


def test_total_tableau_partial_sum_above_the_total_is_found():
    assert lignes(CODE, "Aide\tMontant\nLogement\tXX\nFamille\t9 450 €\nSanté\t100 €\nTotal\t4 650 €") == [
        (5,)
    ]


def test_total_tableau_wrong_subtotal_points_at_the_subtotal():
    texte = "Lieu\tNombre\nNord\t4\nSud\t6\nSous-total\t11\nEst\t3\nOuest\t1\nSous-total\t4\nTotal\t14"
    assert lignes(CODE, texte) == [(4,)]


def test_total_tableau_last_column_is_summed_row_by_row():
    texte = "Commune\tCrèche\tRelais\tTotal\nValbrune\t3\t1\t4\nHautefage\t2\t2\t5"
    assert lignes(CODE, texte) == [(3,)]


def test_total_tableau_gap_within_rounding_is_information():
    (constat,) = constats(
        CODE, "Aide\tMontant\nLogement\t1,2 M€\nFamille\t3,4 M€\nSanté\t0,3 M€\nTotal\t5,0 M€"
    )
    assert constat.gravite == "information"


def test_total_tableau_shares_add_up_to_the_whole():
    texte = "Aide\tPart\nLogement\t42 %\nFamille\t{} %\nTotal\t100 %"
    assert lignes(CODE, texte.format(58)) == []
    assert lignes(CODE, texte.format(62)) == [(4,)]


@pytest.mark.parametrize(
    "texte",
    [
        "Accueil\tPlaces\tÉvolution\nCrèche\t44\t+6,8 %\nJardin\t12\t+100 %\nTotal\t56\t+13,3 %",
        "Accueil\tTaux d’occupation\nCrèche\t74 %\nJardin\t62 %\nEnsemble\t70 %",
        "Accueil\tPlaces\tCoût moyen\nCrèche\t44\t16 000 €\nJardin\t12\t9 000 €\nTotal\t56\t14 500 €",
    ],
)
def test_total_tableau_rates_and_means_do_not_add_up(texte):
    assert lignes(CODE, texte) == []
