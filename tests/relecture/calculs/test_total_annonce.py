import pytest

from tests.relecture.esquisse import constats, lignes

CODE = "calculs-total-annonce"
TABLEAU = "Aide\tMontant (en euros)\nLogement\t12 200 €\nFamille\t33 450 €\nActivité\t4 350 €\n"


def test_total_annonce_wrong_sentence_under_a_table_is_found():
    (constat,) = constats(CODE, TABLEAU + "\nCette enveloppe représente 51 000 € pour l’année.")
    assert constat.lignes == (6,)
    assert constat.preuve == "12 200 + 33 450 + 4 350 = 50 000 €, et non 51 000 € (écart : 1 000 €)"


@pytest.mark.parametrize(
    "suite",
    [
        "Cette enveloppe représente 50 000 € pour l’année.",
        "Le bonus du territoire s’élève à 8 000 €.",
        "Au total, 64 gestionnaires sont aidés.",
        "Ces montants progressent de 3 %.",
    ],
)
def test_total_annonce_right_or_other_amount_is_silent(suite):
    assert lignes(CODE, TABLEAU + "\n" + suite) == []


def test_total_annonce_list_of_amounts_is_summed_too():
    texte = "Un montant total de 900 € a été versé :\n- Logement : 400 €\n- Famille : 450 €"
    assert lignes(CODE, texte) == [(1,)]
    assert lignes(CODE, texte.replace("900", "850")) == []
