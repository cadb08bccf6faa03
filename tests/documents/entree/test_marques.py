from __future__ import annotations

import pytest

from convenir.documents.entree import lire_octets
from tests.documents import fabrique
from tests.documents.feuilles import lignes_mal_rattachees, plan


def lire(chaine):
    return lire_octets("essai.md", chaine.encode())


MARKDOWN = f"""# {fabrique.TITRE}

# Préambule

Les signataires de Belle-Rive **agissent ensemble** à partir du 1<sup>er</sup> mars,
pour toutes les familles.

ARTICLE 1 – OBJET
=================

La convention poursuit trois buts :

* accueillir les enfants ;
  - en crèche ;
  - chez une assistante maternelle ;
* soutenir les parents.

**ARTICLE 2 – MOYENS**

Les montants sont les suivants.

| Service | Montant |
|---|---:|
| Crèches | 12 500 € |
| Ludothèque | 3 000 € |

# Annexe 1 – Communes

Sept communes adhèrent.
"""


def test_markdown_gives_the_blocs_of_the_other_formats_with_the_lines_of_the_file():
    document = lire(MARKDOWN)

    assert plan(document.blocs) == fabrique.PLAN
    assert lignes_mal_rattachees(document) == ([], [])
    assert document.source.numerotee
    assert [bloc.place.lignes for bloc in document.blocs[2:4]] == [(5, 6), (8, 9)]
    assert document.blocs[8].entetes[0].place.lignes == (22, 23)


def test_traces_of_a_plain_text_are_read_too():
    document = lire(
        "# Belle-Rive\n\nSommaire\n\nARTICLE 1 - OBJET\t4\nARTICLE 2 - DURÉE\t5\n\nARTICLE 1 - OBJET\n• un\n• deux\nService\tNombre\nCrèches\t3\n"
    )

    assert plan(document.blocs) == [
        ("T1", "Belle-Rive"),
        ("T1", "Sommaire"),
        ("P", "ARTICLE 1 - OBJET\t4"),
        ("P", "ARTICLE 2 - DURÉE\t5"),
        ("T1", "ARTICLE 1 - OBJET"),
        ("UL", ["un", "deux"]),
        ("TAB", [["Service", "Nombre"]], [["Crèches", "3"]]),
    ]
    assert lignes_mal_rattachees(document) == ([], [])


@pytest.mark.parametrize(
    "chaine",
    [
        "> cité\n>\n> encore\n",
        "-\n- un\n\n    indenté\n",
        "[lien]: http://exemple.fr\n\ntexte [lien]\n",
        "```\ncode\n\ncode\n```\n",
        "<table>\n<tr><td>a</td><td>b</td></tr>\n</table>\n\nfin\n",
        "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>\n",
        "<!-- note -->\n\n<div>\n\ntexte\n</div>\n",
        "- a\n\n  | x | y |\n  |---|---|\n  | 1 | 2 |\n",
        "1. un\n   # titre dans un item\n2. deux\n",
        "> " * 100 + "au fond\n",
        "".join("  " * n + "- item\n" for n in range(60)),
        "***\n\n---\n- - -\n",
        "\fPage\n\n\f\n",
    ],
)
def test_every_line_has_one_owner_in_the_corners_of_markdown(chaine):
    document = lire(chaine)

    assert lignes_mal_rattachees(document) == ([], [])


def test_file_without_a_mark_of_structure_is_the_plain_text_it_is():
    chaine = "ARTICLE 1 - OBJET\n\n- ▶ un\n - un a\nUne suite sans tiret\n\nCHIFFRES CLÉS\n"
    document = lire(chaine)

    assert plan(document.blocs) == plan(lire_octets("essai.txt", chaine.encode()).blocs)
    assert document.source.format == "md"


def test_html_table_keeps_its_spans_and_its_lines():
    document = lire(
        '<table>\n<caption>Montants</caption>\n<tr><th colspan="2">Aides</th></tr>\n'
        "<tr><td>Crèches</td><td>12 €</td></tr>\n</table>\n"
    )

    (tableau,) = document.blocs
    assert (tableau.legende, tableau.entetes[0].cellules[0].colonnes) == ("Montants", 2)
    assert [rang.place.lignes for rang in (*tableau.entetes, *tableau.rangs)] == [(1, 2, 3), (4, 5)]
