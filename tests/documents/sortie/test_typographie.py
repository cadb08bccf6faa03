import pytest

from convenir.documents.sortie.typographie import franciser, nettoyer, ordinaux

FINE = "\u202f"


@pytest.mark.parametrize(
    ("saisi", "imprime"),
    [
        ("Objet : tout ; vraiment ? oui !", f"Objet{FINE}: tout{FINE}; vraiment{FINE}? oui{FINE}!"),
        ("Nord:", f"Nord{FINE}:"),
        ("voir https://exemple.fr/?page=1 à 10:30", "voir https://exemple.fr/?page=1 à 10:30"),
        ("« la Caf »", f"«{FINE}la Caf{FINE}»"),
        ("45.2% et 12 345 678 €", f"45.2{FINE}% et 12{FINE}345{FINE}678{FINE}€"),
        ("en 2023 2024 places", "en 2023 2024 places"),
        ("l'accueil d'enfants", "l’accueil d’enfants"),
        ("loi n° 78-17", "loi n°\u00a078-17"),
    ],
)
def test_franciser_changes_spaces_and_apostrophes_only(saisi, imprime):
    assert franciser(saisi) == imprime


def test_franciser_twice_is_franciser_once():
    une_fois = franciser("« Quoi ? » : 12 000 % ; n° 3")

    assert franciser(une_fois) == une_fois


def test_ordinaux_raises_only_the_ending():
    assert ordinaux("le 1er mars, la 3e fois, 2e") == [
        ("le 1", False),
        ("er", True),
        (" mars, la 3", False),
        ("e", True),
        (" fois, 2", False),
        ("e", True),
    ]
    assert ordinaux("10 euros, 5 écoles") == [("10 euros, 5 écoles", False)]


def test_nettoyer_keeps_letters_and_drops_what_no_file_can_hold():
    assert nettoyer("a\x07b\ufeffc\u00add\uf0b7\te") == "abcd• e"
