"""The convention cut into what is opened one at a time, and shown as lists and tables."""

from convenir.documents.entree import lire_octets
from convenir.lecture.affichage import (
    LigneAffichee,
    bornes_des_cellules,
    groupes,
    lignes_simples,
    separer_le_titre,
)
from convenir.lecture.comprendre import comprendre
from convenir.lecture.dossier import Nature, Passage
from convenir.lecture.sections import Section, sections, voisines
from tests.factories.textes import OCTETS


def lues():
    dossier = comprendre(lire_octets("val-d-ambre.txt", OCTETS))
    return dossier, sections(dossier)


def ligne(texte, nature=Nature.PARAGRAPHE, cellules=()):
    return LigneAffichee(Passage(texte, (1,), nature, cellules=cellules), (texte,))


def test_sections_hold_every_passage_once():
    dossier, toutes = lues()
    assert sorted(p.lignes for s in toutes for p in s.passages) == sorted(p.lignes for p in dossier.passages)


def test_sections_follow_the_text_with_missing_numbers_in_place():
    _, toutes = lues()
    assert [s.nom for s in toutes] == [
        "Ouverture", "Préambule", "Article 1", "Article 2", "Article 3", "Article 4", "Article 5", "Annexe 1",
    ]  # fmt: skip
    assert [s.cle for s in toutes if s.absente] == ["absent-article-3"]


def test_section_of_the_preambule_does_not_say_its_name_twice():
    _, toutes = lues()
    assert (toutes[1].nom, toutes[1].titre) == ("Préambule", "")


def test_voisines_stop_at_both_ends():
    a, b, c = (Section(cle, cle) for cle in "abc")
    assert voisines([a, b, c], a) == (None, b)
    assert voisines([a, b, c], b) == (a, c)
    assert voisines([a, b, c], c) == (b, None)


def test_groupes_gather_neighbouring_items_and_rows():
    lignes = [
        ligne("Titre", Nature.TITRE),
        ligne("un", Nature.ELEMENT),
        ligne("deux", Nature.ELEMENT),
        ligne("p"),
        ligne("q"),
        ligne("a\tb", Nature.ENTETE, ("a", "b")),
        ligne("c\td", Nature.RANG, ("c", "d")),
    ]
    assert [(g.genre, len(g.lignes)) for g in groupes(lignes)] == [
        ("titre", 1), ("liste", 2), ("paragraphe", 1), ("paragraphe", 1), ("tableau", 2),
    ]  # fmt: skip


def test_bornes_des_cellules_keep_empty_cells_at_their_place():
    vide_devant = Passage("b\tc", (1,), Nature.RANG, cellules=("", "b", "c"))
    vide_derriere = Passage("a\tb", (1,), Nature.RANG, cellules=("a", "b", ""))
    assert [vide_devant.texte[de:a] for de, a in bornes_des_cellules(vide_devant)] == ["", "b", "c"]
    assert [vide_derriere.texte[de:a] for de, a in bornes_des_cellules(vide_derriere)] == ["a", "b", ""]


def test_cellules_tell_figures_from_words():
    rang = ligne("Total\t2 229 000 €", Nature.RANG, ("Total", "2 229 000 €"))
    rang = LigneAffichee(rang.passage, ("Total", "2 229 000 €"))
    assert [chiffre for _, chiffre in rang.cellules] == [False, True]


def test_rangs_let_words_above_figures_head_their_column():
    textes = [("Aide", "Montant"), ("Logement", "312 300 €")]
    lignes = tuple(
        LigneAffichee(Passage("\t".join(cellules), (n,), Nature.RANG, cellules=cellules), cellules)
        for n, cellules in enumerate(textes, start=1)
    )
    (tableau,) = groupes(lignes)
    assert [(entete, [est for _, est in cellules]) for _, entete, cellules in tableau.rangs] == [
        (True, [False, True]),
        (False, [False, True]),
    ]


def test_lignes_simples_escape_what_was_read():
    passage = Passage("<script>", (1,), Nature.PARAGRAPHE)
    (seule,) = lignes_simples(Section("a", "A", passages=(passage,)))
    assert seule.html == "&lt;script&gt;"


def test_separer_le_titre_takes_the_heading_as_written():
    _, toutes = lues()
    article = next(s for s in toutes if s.cle == "article-1")
    entete, reste = separer_le_titre(article, lignes_simples(article))
    assert entete.html == "ARTICLE 1 - OBJET"
    assert len(reste) == len(article.passages) - 1
