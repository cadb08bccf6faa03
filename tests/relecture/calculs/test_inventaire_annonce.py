import pytest

from convenir.lecture.dossier import Commune
from tests.relecture.esquisse import lignes

CODE = "calculs-inventaire"
ANNEXES = "# Annexe 1 – Diagnostic\n# Annexe 2 – Plan\n# Annexe 3 – Instances\n"


def test_inventaire_wrong_number_of_annexes_is_found():
    assert lignes(CODE, "La convention comporte 12 pages et 4 annexes.\n" + ANNEXES) == [(1,)]


@pytest.mark.parametrize(
    "phrase",
    [
        "La convention comporte 12 pages et trois annexes.",
        "La convention comporte XX annexes.",
        "Les deux annexes financières suivront.",
    ],
)
def test_inventaire_right_or_unknown_number_is_silent(phrase):
    assert lignes(CODE, phrase + "\n" + ANNEXES) == []


def test_inventaire_number_of_communes_against_the_list():
    communes = (Commune("Valbrune"), Commune("Hautefage"), Commune("Orsec"))
    assert lignes(CODE, "La communauté regroupe 4 communes membres.", communes=communes) == [(1,)]
    assert lignes(CODE, "La communauté regroupe 3 communes membres.", communes=communes) == []
    assert lignes(CODE, "12 communes couvertes par un relais", communes=communes) == []
