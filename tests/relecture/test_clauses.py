import pytest

TITRE = "Article 9 : Fin de la convention\n\n9.1 Résiliation de plein droit sans mise en demeure\n\n"


@pytest.mark.parametrize(
    "phrase",
    [
        "Elle cesse aussitôt, aucune mise en demeure n’étant requise, si un terme change sans avenant.",
        "Elle cesse aussitôt si un terme change ; une mise en demeure n’est pas nécessaire.",
        "La Caf y met fin et se trouve dispensée de toute mise en demeure.",
    ],
)
def test_notice_set_aside_in_other_words_agrees_with_its_title(lignes_relevees, phrase):
    assert lignes_relevees(f"{TITRE}{phrase}\n", "clauses-titre") == []


def test_notice_required_under_a_title_that_sets_it_aside(lignes_relevees):
    phrase = "La Caf y met fin un mois après une mise en demeure restée sans réponse.\n"
    assert lignes_relevees(f"{TITRE}{phrase}", "clauses-titre") == [(3, 5)]


def test_renewal_said_tacit_by_an_adverb(lignes_relevees):
    debut = "Article 8 : Durée\n\nElle est reconduite par accord exprès.\n\n"
    code = "clauses-reconduction"
    assert lignes_relevees(f"{debut}Elle se renouvelle tacitement chaque année.\n", code) == [(3, 5)]
    assert lignes_relevees(f"{debut}Elle ne se renouvelle pas tacitement.\n", code) == []
