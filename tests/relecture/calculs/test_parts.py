"""Shares that cannot be: above 100 %, or adding up above it."""

import pytest

from tests.relecture.esquisse import lignes


def test_part_impossible_above_a_hundred_is_found():
    assert lignes("calculs-part-impossible", "- 134 % des familles sont couvertes") == [(1,)]


@pytest.mark.parametrize(
    "texte",
    [
        "- 100 % des familles sont couvertes",
        "Le taux d’occupation est de 112 % des places",
        "Une hausse de 130 % des demandes",
    ],
)
def test_part_impossible_rates_and_evolutions_are_silent(texte):
    assert lignes("calculs-part-impossible", texte) == []


def test_somme_des_parts_above_a_hundred_is_found():
    texte = "Les allocataires se répartissent ainsi :\n- 45 % de couples\n- 40 % de personnes seules\n- 25 % de familles monoparentales"
    assert lignes("calculs-somme-des-parts", texte) == [(2, 3, 4)]


@pytest.mark.parametrize(
    "texte",
    [
        "Les allocataires se répartissent ainsi :\n- 45,3 % de couples\n- 40,4 % de personnes seules\n- 14,4 % de familles",
        "Ce que disent les familles :\n- 45 % veulent une crèche\n- 70 % un relais",
        "Répartition (plusieurs réponses possibles) :\n- 45 % crèche\n- 70 % relais",
    ],
)
def test_somme_des_parts_rounded_or_not_exclusive_is_silent(texte):
    assert lignes("calculs-somme-des-parts", texte) == []


def test_egalite_wrong_sum_is_found():
    assert lignes("calculs-egalite", "soit 24 + 13 = 38 accueils") == [(1,)]
    assert lignes("calculs-egalite", "soit 24 + 13 = 37 accueils") == []


def test_services_regroupes_that_disagree_are_found():
    texte = (
        "- 12 centres sociaux\n- 4 espaces de vie sociale\n- sur les {} structures AVS, deux sont publiques"
    )
    assert lignes("calculs-services-regroupes", texte.format(16)) == []
    assert lignes("calculs-services-regroupes", texte.format(15)) == [(1, 2, 3)]
