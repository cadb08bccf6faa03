"""Walking a dossier: pieces of text to search one by one, line by line reading, runs of passages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from convenir.lecture.dossier import HORS_TEXTE, Nature

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes, Passage

TABLEAU = frozenset({Nature.ENTETE, Nature.RANG})
_MARGE = 30


@dataclass(frozen=True, slots=True)
class Morceau:
    """A piece of text in which words follow each other: a whole passage, or one cell of a row."""

    texte: str
    passage: Passage
    decalage: int = 0

    def lignes_de(self, trouve: re.Match[str]) -> Lignes:
        """Lines of the source under what a pattern found in this piece."""
        return self.passage.lignes_de(self.decalage + trouve.start(), self.decalage + trouve.end())

    def autour(self, trouve: re.Match[str], marge: int = _MARGE) -> str:
        """What was found with a few words around it, cut between words."""
        return autour(self.texte, trouve.start(), trouve.end(), marge)


@dataclass(frozen=True, slots=True)
class Segment:
    """One line of the source as part of its passage; `apres_blanc` when it opens one under an empty line."""

    ligne: int
    texte: str
    passage: Passage
    premier: bool
    apres_blanc: bool

    @property
    def puce(self) -> bool:
        """Whether a list item begins here."""
        return self.premier and self.passage.nature is Nature.ELEMENT


def autour(texte: str, debut: int, fin: int, marge: int = _MARGE) -> str:
    """The characters `debut` to `fin` of `texte` with a few words around, cut between words."""
    gauche = texte[max(0, debut - marge) : debut]
    droite = texte[fin : fin + marge]
    if debut > marge:
        gauche = gauche.partition(" ")[2] if " " in gauche else gauche
    if fin + marge < len(texte):
        droite = droite.rpartition(" ")[0] if " " in droite else droite
    return f"{gauche}{texte[debut:fin]}{droite}".strip()


def morceaux(dossier: Dossier) -> Iterator[Morceau]:
    """Every piece of the text proper, in order."""
    for passage in dossier.passages:
        if passage.nature not in HORS_TEXTE:
            yield from morceaux_de(passage)


def morceaux_de(passage: Passage) -> Iterator[Morceau]:
    """The cells of a row, else the passage itself."""
    if not passage.cellules:
        yield Morceau(passage.texte, passage)
        return
    place = 0
    for cellule in filter(None, passage.cellules):
        trouve = passage.texte.find(cellule, place)
        place = trouve if trouve >= 0 else place
        if cellule.strip():
            yield Morceau(cellule, passage, place)
        place += len(cellule) if trouve >= 0 else 0


def segments(dossier: Dossier) -> Iterator[Segment]:
    """Every line of the text proper, in order."""
    precedente = 0
    for passage in dossier.passages:
        bornes = (*passage.debuts[1:], len(passage.texte))
        for rang, (ligne, debut, fin) in enumerate(zip(passage.lignes, passage.debuts, bornes, strict=False)):
            if passage.nature not in HORS_TEXTE:
                texte = passage.texte[debut:fin].strip()
                yield Segment(ligne, texte, passage, rang == 0, rang == 0 and ligne > precedente + 1)
            precedente = ligne


def tableaux(dossier: Dossier) -> Iterator[tuple[Passage, ...]]:
    """The tables of the text, each as its rows in order, header rows first."""
    for cle, groupe in groupby(_numeroter_tableaux(dossier), key=lambda paire: paire[0]):
        if cle:
            yield tuple(passage for _, passage in groupe)


def _numeroter_tableaux(dossier: Dossier) -> Iterator[tuple[int, Passage]]:
    """Give its table number to each passage, 0 outside; a header after a body row opens another table."""
    numero, precedent = 0, None
    for passage in dossier.passages:
        if passage.nature not in TABLEAU:
            precedent = None
            yield 0, passage
            continue
        if precedent is None or (passage.nature is Nature.ENTETE and precedent is Nature.RANG):
            numero += 1
        precedent = passage.nature
        yield numero, passage


def blocs_titres(dossier: Dossier) -> Iterator[tuple[Passage, tuple[Passage, ...]]]:
    """Each heading or lead-in line, with the list that follows it at once."""
    titre: Passage | None = None
    elements: list[Passage] = []
    for passage in dossier.passages:
        if passage.nature is Nature.ELEMENT:
            elements.append(passage)
            continue
        if titre is not None and elements:
            yield titre, tuple(elements)
        titre, elements = passage, []
    if titre is not None and elements:
        yield titre, tuple(elements)
