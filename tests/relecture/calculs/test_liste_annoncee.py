import pytest

from tests.relecture.esquisse import lignes

CODE = "calculs-liste-annoncee"


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        (
            "Deux dates ont compté\n- Le séminaire du 3 mars 2024,\n- celui du 5 mai 2024,\n- celui du 7 juin 2024.",
            [(1, 2, 3, 4)],
        ),
        ("Trois enjeux sont retenus :\n- l’emploi\n- la santé", [(1, 2, 3)]),
        ("La rédaction suit 3 phases :\n- Phase 1\n\n- Phase 2", [(1, 2, 4)]),
        (
            "Le pacte répond à 4 enjeux :\n\nL’emploi : un premier sujet.\n\nLa santé : un second.\n\nLe logement : un autre.",
            [(1, 3, 5, 7)],
        ),
        ("Trois comités sont créés : le comité de pilotage et le comité technique.", [(1,)]),
    ],
)
def test_liste_annoncee_wrong_count_points_at_the_announcement_and_the_items(texte, attendu):
    assert lignes(CODE, texte) == attendu


@pytest.mark.parametrize(
    "texte",
    [
        "Elle porte sur trois domaines : la santé, l’emploi et la formation, le logement.",
        "Trois dates ont compté\n- Le 3 mars 2024,\n- le 5 mai 2024,\n- le 7 juin 2024.",
        "Quatre dates ont compté :\n- Le 3 mars 2024,\n- le 5 mai 2024,\n- les 7 et 8 juin 2024.",
        "Deux comités sont créés : le comité de pilotage et le comité technique.\n- Le premier décide\n- Le second suit\n- Tous se réunissent",
        "Les modalités des deux comités sont les suivantes :\n- une réunion\n- un ordre du jour\n- un compte rendu",
        "Les familles à deux parents peuvent :\n- demander\n- obtenir\n- garder",
        "Pour six mois, il faut :\n- un\n- deux",
        "Deux phases sont prévues.",
        "Deux axes :\n- A\n  - a1\n  - a2\n- B",
        "Cinq gestionnaires agissent. Les familles trouvent :\n- une écoute\n- un lieu",
    ],
)
def test_liste_annoncee_right_or_not_announcing_is_silent(texte):
    assert lignes(CODE, texte) == []


def test_liste_annoncee_equipment_and_proper_names_are_counted():
    assert lignes(
        CODE, "Trois équipements sont visés :\n- la crèche\n- le relais\n- la ferme\n- le local"
    ) == [(1, 2, 3, 4, 5)]
    assert lignes(CODE, "Le pays réunit 4 communes : Aubel, Brévy-le-Haut et Cormes.") == [(1,)]
    assert lignes(CODE, "Le pays réunit 3 communes : Aubel, Brévy-le-Haut et Cormes.") == []


@pytest.mark.parametrize(
    "texte",
    [
        "Aubel : 14 communes, 42 630 habitants\n- une population jeune\n- des familles fragiles",
        "8 structures : 6 centres sociaux et 2 espaces de vie sociale",
    ],
)
def test_liste_annoncee_key_figures_announce_nothing(texte):
    assert lignes(CODE, texte) == []
