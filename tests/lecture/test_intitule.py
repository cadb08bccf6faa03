"""What a convention is called."""

import pytest

from convenir.documents.entree import lire_octets
from convenir.lecture.comprendre import comprendre

CORPS = "Préambule\nLes signataires agissent ensemble.\n\nArticle 1 - Objet\nLa convention fixe un cadre.\n"


def titre(chaine, nom="essai.txt"):
    return comprendre(lire_octets(nom, chaine.encode())).titre


@pytest.mark.parametrize(
    "entete",
    [
        "Convention territoriale globale du Pays de Fable",
        "CONVENTION TERRITORIALE GLOBALE",
        "Projet de convention territoriale globale 2026-2029",
        "Ctg du Pays de Fable",
        "Avenant n° 1 à la convention territoriale globale",
    ],
)
def test_title_is_what_is_printed_above_the_preambule(entete):
    assert titre(f"{entete}\n\n{CORPS}") == entete


def test_title_prefers_the_words_that_name_a_convention():
    assert titre(f"CAF DE LA FABLE\n\nConvention territoriale globale\n\n{CORPS}") == (
        "Convention territoriale globale"
    )


def test_title_is_not_taken_from_the_contents():
    sommaire = "Sommaire\nPréambule ..... 2\nArticle 1 - Objet ..... 3\n"
    assert titre(f"Convention du Pays de Fable\n\n{sommaire}\n{CORPS}") == "Convention du Pays de Fable"


def test_title_is_empty_when_the_text_begins_with_a_provision():
    assert titre(CORPS) == ""


def test_title_is_not_a_visa_nor_a_party():
    assert titre(f"Entre la Caf de la Fable,\nVu le code de l’action sociale ;\n\n{CORPS}") == ""
