"""Blocs written as Markdown and read back are the same blocs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convenir.documents.blocs import (
    Cellule,
    Champ,
    Element,
    Figure,
    Insertion,
    Liste,
    Paragraphe,
    Place,
    Rang,
    Renvoi,
    Saut,
    Tableau,
    Texte,
    Titre,
)
from convenir.documents.entree.enrichi import normaliser
from convenir.documents.markdown import ecrire_markdown, lire_markdown

SIGNES = "abcÉœ 12é.,;:!?-–*_`{}[]()<>|~#+=&\\/'’«»%€\u00a0\"@^$"
CLES = st.from_regex(r"[a-z]{1,8}(?:[./][a-z]{1,8})?", fullmatch=True)

textes = st.builds(
    Texte,
    st.text(SIGNES, min_size=1, max_size=12)
    | st.sampled_from(["un\ndeux", "1. un", "- un", "# un", "---", "12) b"]),
    gras=st.booleans(),
    italique=st.booleans(),
    souligne=st.booleans(),
    exposant=st.booleans(),
    lien=st.sampled_from(["", "", "", "https://exemple.fr/a?b=1"]),
)
fragments = textes | st.builds(Champ, CLES) | st.builds(Renvoi, CLES)
contenus = st.lists(fragments, min_size=1, max_size=4).map(normaliser).filter(bool)
cellules = st.builds(Cellule, st.lists(fragments, max_size=2).map(normaliser))
items = st.recursive(
    st.builds(Element, contenus),
    lambda sous: st.builds(Element, contenus, st.lists(sous, min_size=1, max_size=2).map(tuple)),
    max_leaves=4,
)


@st.composite
def tableaux(tirage):
    colonnes = tirage(st.integers(1, 3))
    rangs = st.lists(cellules, min_size=colonnes, max_size=colonnes).map(lambda rang: Rang(tuple(rang)))
    corps = tuple(tirage(st.lists(rangs, min_size=1, max_size=3)))
    entetes = tuple(tirage(st.lists(rangs, max_size=2)))
    fusion = tirage(st.booleans())
    if fusion:
        premiere = replace(corps[0].cellules[0], colonnes=2, rangs=2)
        corps = (Rang((premiere, *corps[0].cellules[1:])), *corps[1:])
    return Tableau(corps, entetes, legende=tirage(st.sampled_from(["", "Montants & parts"])))


blocs = st.one_of(
    st.builds(Titre, st.integers(1, 6), contenus, ancre=st.sampled_from(["", "article-5"])),
    st.builds(Paragraphe, contenus),
    st.builds(Liste, st.lists(items, min_size=1, max_size=3).map(tuple), ordonnee=st.booleans()),
    tableaux(),
    st.builds(Figure, st.sampled_from(["Carte [des] communes", "Logo"])),
    st.builds(Insertion, CLES),
    st.builds(Saut, st.sampled_from(["page", "section"])),
)


def sans_place(bloc):
    """The same bloc, wherever it was read."""
    bloc = replace(bloc, place=Place())
    if isinstance(bloc, Liste):
        return replace(bloc, elements=tuple(sans_place(element) for element in bloc.elements))
    if isinstance(bloc, Element):
        return replace(bloc, sous=tuple(sans_place(element) for element in bloc.sous))
    if isinstance(bloc, Tableau):
        return replace(
            bloc,
            entetes=tuple(sans_place(rang) for rang in bloc.entetes),
            rangs=tuple(sans_place(rang) for rang in bloc.rangs),
        )
    return bloc


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(blocs, max_size=5))
def test_blocs_written_and_read_back_are_the_same(suite):
    assert [sans_place(bloc) for bloc in lire_markdown(ecrire_markdown(suite))] == suite


@settings(max_examples=80, derandomize=True, deadline=None)
@given(st.text(SIGNES + "\n\t", max_size=200))
def test_what_was_read_once_no_longer_changes(chaine):
    une_fois = ecrire_markdown(lire_markdown(chaine))

    assert ecrire_markdown(lire_markdown(une_fois)) == une_fois


def test_syntax_of_the_record():
    assert ecrire_markdown(
        [
            Titre(2, (Texte("Moyens"),), ancre="moyens"),
            Paragraphe(
                (
                    Texte("Voir "),
                    Renvoi("article/duree"),
                    Texte(", "),
                    Texte("important", gras=True),
                    Texte(" : "),
                    Champ("population"),
                    Texte(" habitants au 1"),
                    Texte("er", exposant=True),
                    Texte(" mars."),
                )
            ),
            Insertion("instances"),
            Liste((Element((Texte("un"),), (Element((Texte("a"),)),)), Element((Texte("deux"),)))),
            Tableau(
                (Rang((Cellule((Texte("Crèche"),)), Cellule((Texte("3"),)))),),
                (Rang((Cellule((Texte("Nom"),)), Cellule((Texte("Nombre"),)))),),
            ),
        ]
    ) == (
        "## Moyens {#moyens}\n\n"
        "Voir [[article/duree]], **important** : {{population}} habitants au 1<sup>er</sup> mars.\n\n"
        "{{{instances}}}\n\n"
        "- un\n  - a\n- deux\n\n"
        "| Nom | Nombre |\n| --- | --- |\n| Crèche | 3 |\n"
    )


@pytest.mark.parametrize("chaine", ["", "\n\n", "   "])
def test_nothing_gives_no_bloc(chaine):
    assert lire_markdown(chaine) == ()
    assert ecrire_markdown(()) == ""
