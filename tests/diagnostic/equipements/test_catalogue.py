import pytest

from convenir.diagnostic.equipements.catalogue import (
    exiger_type,
    reconnaitre,
    reconnaitre_au_debut,
    type_de_cle,
    types,
    types_du_theme,
)
from convenir.socle.erreurs import Refus
from convenir.socle.themes import THEMES
from convenir.territoires.rules import cle


def test_every_theme_of_a_type_exists():
    connus = {theme.cle for theme in THEMES}
    assert {theme for t in types().values() for theme in t.themes} <= connus


def test_no_name_stands_for_two_types():
    noms = [
        (cle(nom), t.cle)
        for t in types().values()
        for nom in {*map(cle, (*t.variantes, *t.codes, t.cle, t.sigle, t.libelle))} - {""}
    ]
    assert len({nom for nom, _ in noms}) == len(noms)


def test_type_of_two_themes_is_found_under_each_and_once_in_all():
    assert "laep" in [t.cle for t in types_du_theme("petite_enfance")]
    assert "laep" in [t.cle for t in types_du_theme("parentalite")]
    assert [t.cle for t in types_du_theme("")].count("laep") == 1


def test_double_theme_has_the_types_of_both():
    enfance = {t.cle for t in types_du_theme("enfance")}
    jeunesse = {t.cle for t in types_du_theme("jeunesse")}
    assert {t.cle for t in types_du_theme("enfance_jeunesse")} == enfance | jeunesse


@pytest.mark.parametrize(
    ("ecrit", "attendu"),
    [
        ("EAJE", "eaje"),
        ("Micro-crèche Paje", "micro_creche_paje"),
        ("Relais Petite Enfance", "rpe"),
        ("Centres sociaux", "centre_social"),
        ("D502", "eaje"),
        ("Poste ALSES", None),
    ],
)
def test_type_is_recognised_by_its_names_and_codes(ecrit, attendu):
    trouve = reconnaitre(ecrit)
    assert (trouve and trouve.cle) == attendu


def test_longest_name_wins_at_the_beginning_of_a_label():
    assert reconnaitre_au_debut("ALSH périscolaires municipaux").cle == "alsh_periscolaire"
    assert reconnaitre_au_debut("communes couvertes par une PS jeunes") is None


def test_unknown_key_is_refused_where_one_is_given_and_shown_as_it_is_where_one_is_read():
    with pytest.raises(Refus, match="n’est pas un type de service connu"):
        exiger_type("navette_spatiale")
    assert type_de_cle("navette_spatiale").nom == "navette_spatiale"
