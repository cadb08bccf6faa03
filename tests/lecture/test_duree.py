from datetime import date

import pytest

from tests.lecture.conftest import lire, lire_texte


@pytest.mark.parametrize(
    ("phrase", "debut", "fin", "annees"),
    [
        ("La convention court du 01/01/2024 au 31/12/2028.", date(2024, 1, 1), date(2028, 12, 31), None),
        (
            "Elle vaut à compter du 1^{er} mars 2025 jusqu'au 28 février 2030.",
            date(2025, 3, 1),
            date(2030, 2, 28),
            None,
        ),
        (
            "Elle est conclue pour une durée de quatre ans à compter du 1er juillet 2026.",
            date(2026, 7, 1),
            date(2030, 6, 30),
            4,
        ),
        (
            "Elle prend effet le 29 février 2024 pour une durée de cinq (5) ans.",
            date(2024, 2, 29),
            date(2029, 2, 28),
            5,
        ),
        ("Elle couvre la période 2026-2030.", date(2026, 1, 1), date(2030, 12, 31), None),
        ("Elle est conclue pour cinq ans à compter de sa signature.", None, None, 5),
        ("Elle s’applique jusqu’au 31 décembre 2027.", None, date(2027, 12, 31), None),
    ],
)
def test_lire_duree_from_its_article(phrase, debut, fin, annees):
    duree = lire(f"Article 1 - Objet\n\nTexte.\n\nArticle 2 - Durée\n\n{phrase}\n").duree
    assert (duree.debut, duree.fin, duree.annees_annoncees) == (debut, fin, annees)


def test_lire_duree_ignores_dates_of_other_articles():
    dossier = lire("Article 1 - Objet\n\nDeux réunions ont eu lieu du 01/02/2024 au 03/02/2024.\n")
    assert dossier.duree is None


def test_lire_duree_of_an_avenant():
    duree = lire_texte("avenant.txt").duree
    assert (duree.debut, duree.fin) == (date(2026, 1, 1), date(2026, 12, 31))


def test_lire_delais_says_how_long_and_from_what():
    delais = lire(
        "Article 1 - Fin\n\nRésiliation\n\nElle cesse au bout d'un délai de trente jours suivant la réception d'un courrier resté sans effet.\n\n"
        "Chacun peut partir avec un préavis de six (6) mois.\n"
    ).delais
    assert [(d.quantite, d.unite, d.a_compter_de) for d in delais] == [
        (30, "jour", "la réception d'un courrier"),
        (6, "mois", ""),
    ]


def test_lire_delais_of_the_real_convention(reelle):
    assert [(d.quantite, d.unite) for d in reelle.delais] == [(1, "mois"), (1, "mois"), (6, "mois")]
