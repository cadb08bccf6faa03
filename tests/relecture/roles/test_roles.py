"""Secretariat, votes, qualities, and how many sit in a body."""

import pytest

from tests.relecture.esquisse import lignes


def test_roles_secretariat_given_to_two_is_told():
    texte = "Le secrétariat du comité est assuré par le chargé de coopération.\nLe secrétariat du comité est confié à la directrice du relais."
    assert lignes("roles-secretariat", texte) == [(1, 2)]


@pytest.mark.parametrize(
    "texte",
    [
        "Le secrétariat est assuré par le chargé de coopération.\nLe secrétariat est assuré par le chargé de coopération global.",
        "Le secrétariat du comité de pilotage est assuré par la Caf.\nLe secrétariat du comité technique est assuré par la commune.",
    ],
)
def test_roles_secretariat_same_holder_or_other_body_is_silent(texte):
    assert lignes("roles-secretariat", texte) == []


def test_roles_consultatif_voters_who_only_advise_are_told():
    texte = "Les gestionnaires siègent avec voix consultative.\nLes gestionnaires prennent part aux votes."
    assert lignes("roles-consultatif", texte) == [(1, 2)]


def test_roles_consultatif_denied_vote_is_silent():
    texte = (
        "Les gestionnaires siègent avec voix consultative.\nLes gestionnaires ne prennent pas part aux votes."
    )
    assert lignes("roles-consultatif", texte) == []


OUVERTURE = """Convention territoriale globale

Entre :

La Caisse d'allocations familiales de la Fable, représentée par son directeur, Monsieur Paul ARDOISE ;
La commune de Valmont, représentée par son maire, Madame Odile GENTIANE ;

Article 1 – Pilotage

Un comité de pilotage se réunit chaque semestre. Il est composé à parité : deux représentants de la Caf et deux représentants de la commune.

Fait à Valmont, le 3 mars 2025

{qualites}
Paul ARDOISE      Odile GENTIANE

Annexe 1 – Instances de pilotage

Le comité de pilotage réunit {nombre} représentants de la Caf et deux représentants de la commune{autres}.
"""


def _texte(qualites="Le directeur      La maire", nombre="deux", autres=""):
    return OUVERTURE.format(qualites=qualites, nombre=nombre, autres=autres)


@pytest.mark.parametrize(
    ("code", "champs", "attendu"),
    [
        ("roles-qualite", {"qualites": "Le directeur adjoint      La maire"}, (5, 14, 15)),
        ("roles-effectifs", {"nombre": "trois"}, (10, 19)),
        ("roles-composition", {"autres": " et des associations"}, (10, 19)),
    ],
)
def test_roles_article_and_annexe_or_block_that_differ_are_told(lignes_relevees, code, champs, attendu):
    assert lignes_relevees(_texte(), code) == []
    assert lignes_relevees(_texte(**champs), code) == [attendu]


def test_roles_qualite_shortened_is_the_same(lignes_relevees):
    assert (
        lignes_relevees(_texte(qualites="Le directeur général      La maire de Valmont"), "roles-qualite")
        == []
    )


@pytest.mark.parametrize(
    ("composition", "attendu"),
    [
        ("paritaire, réunit 4 élus de la commune et 3 administrateurs ou cadres de la Caf", [(1,)]),
        ("réunit à parts égales 4 élus de la commune et 3 agents de la Caf", [(1,)]),
        ("paritaire, réunit 4 élus de la commune et 4 administrateurs ou cadres de la Caf", []),
        ("réunit 4 élus de la commune et 3 agents de la Caf", []),
    ],
)
def test_roles_parite_counts_each_side(composition, attendu):
    assert lignes("roles-parite", f"Le comité {composition}.") == attendu
