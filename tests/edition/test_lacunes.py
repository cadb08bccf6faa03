import pytest

from convenir.documents.blocs import Champ, texte, texte_brut
from convenir.documents.publication import ANNEXES, PAGES
from convenir.edition.lacunes import MANQUE, marquer


def cles(chaine):
    return [f.cle for f in marquer(texte(chaine)) if isinstance(f, Champ)]


@pytest.mark.parametrize(
    ("chaine", "reste"),
    [
        ("XX EAJE XX RPE", " EAJE  RPE"),
        ("le XX/XX/2030 à", "le  à"),
        ("le XX/XX/XXXX à", "le  à"),
        ("soit X XXX XXX €", "soit  €"),
        ("signé le ................", "signé le "),
        ("Nom : ______", "Nom : "),
        ("en 20XX,", "en ,"),
    ],
)
def test_marquer_blanks_become_values_to_complete(chaine, reste):
    assert texte_brut(marquer(texte(chaine))) == reste
    assert set(cles(chaine)) == {MANQUE}


@pytest.mark.parametrize("chaine", ["etc...", "le XXe siècle", "chapitre XX", "X personnes", "taxe", "2 + 2"])
def test_marquer_leaves_words_alone(chaine):
    assert marquer(texte(chaine)) == texte(chaine)


def test_marquer_announced_counts_are_computed():
    assert cles("La présente comporte XX pages et XX annexes.") == [PAGES, ANNEXES]
    assert cles("Le dossier compte 12 pages et les 3 annexes citées, fait à ......") == [
        PAGES,
        ANNEXES,
        MANQUE,
    ]
    assert cles("Il reste 12 pages à lire") == []
