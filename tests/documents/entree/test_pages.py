from convenir.documents.blocs import Paragraphe, Saut, Tableau, feuilles, texte_brut
from convenir.documents.entree import lire_octets
from convenir.documents.entree.pages import lignes_de_marge


def _lire(texte: str):
    return lire_octets("essai.txt", texte.encode()).blocs


def _lignes(texte: str) -> list[int]:
    return sorted(n for f in feuilles(_lire(texte)) for n in f.place.lignes)


TEXTE = """\
Article 1 : Objet

Les signataires coordonnent leurs moyens et organisent, pour les familles de la vallée,

Page 1 sur 3
Ctg de la Fable 2026-2029

un accueil de proximité.

Article 2 : Moyens

Page 2 sur 3
Ctg de la Fable 2026-2029

Chacun tient ses engagements.

Page 3 sur 3
Ctg de la Fable 2026-2029
"""


def test_margins_are_breaks_and_the_sentence_they_cut_is_whole():
    blocs = _lire(TEXTE)

    assert [b.place.lignes for b in blocs if isinstance(b, Saut) and b.nature == "marge"] == [
        (5, 6),
        (12, 13),
        (17, 18),
    ]
    paragraphes = [b for b in blocs if isinstance(b, Paragraphe)]
    assert [b.place.lignes for b in paragraphes] == [(3, 8), (15,)]
    assert texte_brut(paragraphes[0].contenu).endswith("de la vallée, un accueil de proximité.")


def test_every_line_of_a_text_with_margins_is_in_one_leaf():
    assert _lignes(TEXTE) == [n for n, ligne in enumerate(TEXTE.splitlines(), 1) if ligne.strip()]


def test_table_cut_by_a_margin_stays_one_table():
    texte = "Ville | Places\nAulne | 12\n\n1/3\n\nBouleau | 15\n\nUn texte.\n\n2/3\n\nUn autre.\n\n3/3\n"
    (tableau,) = (b for b in _lire(texte) if isinstance(b, Tableau))
    assert len(tableau.rangs) == 2


def test_numbers_that_do_not_run_are_no_pages():
    assert lignes_de_marge(("1/4 des familles", "3/4", "1/4", "2/4")) == frozenset()
    assert lignes_de_marge(("Voir page 3", "Page 12", "Page 4")) == frozenset()


def test_label_and_value_open_a_paragraph_of_a_wrapped_text():
    long = "Fiche action 3 : Proposer aux familles un accueil de loisirs"
    texte = f"{long}\nPilote : la commune\n\n{long}\nPilote : la Caf\n\n{long}\nPilote : la MSA\n"
    assert len(_lire(texte)) == 6
