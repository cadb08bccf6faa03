import pytest

from convenir.socle.themes import theme_de, themes_dans


@pytest.mark.parametrize(
    ("ecrit", "cle"),
    [
        ("PETITE-ENFANCE", "petite_enfance"),
        ("ENFANCE & JEUNESSE", "enfance_jeunesse"),
        ("La parentalité :", "parentalite"),
        ("Thématique : Logement", "logement"),
    ],
)
def test_theme_de_recognises_a_spelling(ecrit, cle):
    assert theme_de(ecrit).cle == cle


def test_theme_de_a_sentence_is_none():
    assert theme_de("La parentalité est une priorité") is None


def test_themes_dans_keeps_the_order_and_the_longest_name():
    themes = themes_dans("la jeunesse, la petite enfance, l’enfance et le handicap")
    assert [theme.cle for theme in themes] == ["jeunesse", "petite_enfance", "enfance", "handicap"]
