import datetime

from tests.lecture.conftest import lire


def test_lire_acte_never_splits_the_number_on_hyphens():
    acte = lire("Article 1 - Objet\n\nTexte.\n\nID : 075-287500078-20150708-2015-294-DE\n").acte
    assert (acte.siren, acte.numero, acte.nature, acte.date) == (
        "287500078",
        "2015-294",
        "DE",
        datetime.date(2015, 7, 8),
    )


def test_lire_acte_repeated_on_each_page_with_a_blank_date():
    page = "Envoyé en préfecture le 02/03/2024\n\nReçu en préfecture le 03/03/2024\n\nPublié le\n\n"
    acte = lire(page + "Article 1 - Objet\n\nTexte.\n\n" + page).acte
    assert (acte.envoye, acte.recu, acte.publie) == (
        datetime.date(2024, 3, 2),
        datetime.date(2024, 3, 3),
        None,
    )


def test_lire_acte_on_one_line():
    acte = lire("Reçu en préfecture le 03/03/2024 Publié le 05/03/2024\n\nArticle 1 - Objet\n").acte
    assert (acte.recu, acte.publie) == (datetime.date(2024, 3, 3), datetime.date(2024, 3, 5))


def test_lire_acte_without_a_stamp_is_none():
    assert lire("Article 1 - Objet\n\nLe compte rendu est envoyé en préfecture chaque année.\n").acte is None


def test_lire_acte_of_the_real_convention(reelle):
    assert reelle.acte.identifiant == "059-215905050-20250710-DEL27_2025-DE"
    assert reelle.acte.envoye == reelle.acte.recu == datetime.date(2025, 7, 16)
    assert reelle.acte.publie is None
