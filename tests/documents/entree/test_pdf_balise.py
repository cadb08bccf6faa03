"""A tagged PDF says its structure: what is read is what the tags say, as long as they say everything."""

from __future__ import annotations

import io

import pikepdf
import pytest

from convenir.documents.blocs import Tableau, Texte, Titre, texte_brut
from convenir.documents.entree import lire_octets
from tests.documents import fabrique
from tests.documents.entree.test_pdf import composer, composer_balise, convention, sans_balises
from tests.documents.feuilles import lignes_mal_rattachees, plan

FILETS = "#set table(stroke: (x, y) => (bottom: 0.5pt))\n"
SUBVENTIONS = """#table(columns: 3, table.header([Thème], [Montant], [Équipements]),
  [Petite enfance], [1 200 €], [4 crèches], [Jeunesse], [], [2 accueils])"""


def retoucher(octets, geste):
    """The same PDF after `geste` on its structure tree."""
    sortie = io.BytesIO()
    with pikepdf.open(io.BytesIO(octets)) as document:
        geste(document.Root.StructTreeRoot)
        document.save(sortie)
    return sortie.getvalue()


def mots(document):
    return " ".join(document.source.lignes).split()


def test_tagged_pdf_gives_the_blocs_of_the_other_formats():
    document = lire_octets("a.pdf", convention(composer_balise))

    assert plan(document.blocs) == fabrique.PLAN
    assert lignes_mal_rattachees(document) == ([], [])
    assert {f.place.page for f in document.blocs} == {1}


def test_raised_letters_in_a_piece_of_their_own_stay_with_their_number():
    assert lire_octets("a.pdf", convention(composer_balise)).blocs[2].contenu == (
        Texte("Les signataires de Belle-Rive "),
        Texte("agissent ensemble", gras=True),
        Texte(" à partir du 1"),
        Texte("er", exposant=True),
        Texte(" mars, pour toutes les familles."),
    )


def test_table_with_horizontal_rules_only_has_its_header_and_its_empty_cell():
    document = lire_octets("a.pdf", composer_balise("= Moyens\n\n" + SUBVENTIONS, FILETS))

    assert plan(document.blocs) == [
        ("T1", "Moyens"),
        (
            "TAB",
            [["Thème", "Montant", "Équipements"]],
            [["Petite enfance", "1 200 €", "4 crèches"], ["Jeunesse", "", "2 accueils"]],
        ),
    ]


def test_merged_cells_keep_their_spans():
    corps = (
        "#table(columns: 3, table.cell(colspan: 2)[A], [B], table.cell(rowspan: 2)[C], [D], [E], [F], [G])"
    )
    tableau = lire_octets("a.pdf", composer_balise(corps)).blocs[0]

    assert isinstance(tableau, Tableau)
    assert [
        [(texte_brut(c.contenu), c.colonnes, c.rangs) for c in rang.cellules]
        for rang in (*tableau.entetes, *tableau.rangs)
    ] == [[("A", 2, 1), ("B", 1, 1)], [("C", 1, 2), ("D", 1, 1), ("E", 1, 1)], [("F", 1, 1), ("G", 1, 1)]]


def test_header_row_repeated_on_every_page_is_read_once():
    rangs = ", ".join(f"[Commune {n}], [{n}]" for n in range(90))
    corps = f"= Communes\n\n#table(columns: 2, table.header([Nom], [Population]), {rangs})"
    document = lire_octets("a.pdf", composer_balise(corps, FILETS))

    assert mots(document).count("Population") == 1
    assert len(document.blocs[1].rangs) == 90


def test_headings_keep_the_level_of_their_tag():
    document = lire_octets(
        "a.pdf", composer_balise("= Un\n\nTexte.\n\n== Deux\n\nTexte.\n\n=== Trois\n\nTexte.")
    )

    assert [bloc.niveau for bloc in document.blocs if isinstance(bloc, Titre)] == [1, 2, 3]


def test_numbered_items_that_do_not_start_from_one_keep_their_number():
    document = lire_octets("a.pdf", composer_balise("= Suite\n\n#enum(start: 3, [Informer], [Décider])"))

    assert list(document.source.lignes) == ["Suite", "3. Informer", "4. Décider"]


def test_list_under_an_item_is_nested():
    corps = "- Un\n  + Deux\n  + Trois\n- Quatre"

    assert plan(lire_octets("a.pdf", composer_balise(corps)).blocs) == [
        ("UL", ["Un", ["Deux", "Trois"], "Quatre"])
    ]


def _taire_le_dernier(arbre):
    enfants = arbre.K[0].K
    del enfants[len(enfants) - 1]


def _tourner_en_rond(arbre):
    arbre.K[0].K.append(arbre.K[0])


def _rien_que_des_paragraphes(arbre):
    arbre.RoleMap = pikepdf.Dictionary(
        {f"/{role}": pikepdf.Name.P for role in ("H1", "H2", "Table", "L", "TR", "TD", "TH", "LI")}
    )


def _vider(arbre):
    del arbre.K


@pytest.mark.parametrize("geste", [_taire_le_dernier, _tourner_en_rond, _rien_que_des_paragraphes, _vider])
def test_tags_that_leave_words_out_or_say_nothing_are_not_followed(geste):
    entier = composer_balise("= Titre\n\nUn paragraphe.\n\n- item\n\nLe mot de la fin.")
    boiteux = lire_octets("a.pdf", retoucher(entier, geste))

    assert plan(boiteux.blocs) == plan(lire_octets("a.pdf", sans_balises(entier)).blocs)
    assert mots(boiteux)[-4:] == ["mot", "de", "la", "fin."]


def test_leader_dots_of_an_untagged_contents_are_shortened():
    corps = "#outline(title: [Sommaire])\n#pagebreak()\n= Article 1 – Objet\n\nTexte."
    lignes = lire_octets("a.pdf", composer(corps)).source.lignes

    assert lignes[1] == "Article 1 – Objet ..... 2"
