"""What changed from one text to another, as a person would tell it: passages, then words.

Passages (paragraphs, list items, table rows, headings) are aligned first, those that moved are told as moved,
then words are compared inside those that changed. A change of spaces, apostrophes, quotes, dashes or line
breaks alone is not a change of words, and is said as such. Nothing is lost: both texts can be written again
from the result, character for character.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect, insort
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: an item, a table row or a heading begins without a blank line before it
_DEBUT = re.compile(r"\s*(?:[-*+•▪]\s|\d{1,3}[.)]\s|\||#)")
#: a number, a word or a repeated sign, with the spaces after it
_JETON = re.compile(
    r"\s+|(?:\d+(?:[.,/]\d+)*|[\w\u0300-\u036f\u00ad\u200b\u2060]+|(?P<signe>[^\w\s])(?P=signe)*)\s*"
)
_BLANCS = re.compile(r"[ \t\r\n]+")
_SIGNES = str.maketrans(
    dict.fromkeys("’‘ʼ´", "'")
    | dict.fromkeys("«»“”„", '"')
    | dict.fromkeys("‐‑‒–—−", "-")
    | dict.fromkeys("\u00ad\u200b\u2060\ufeff", "")
    | {"…": "..."}
)
_RESSEMBLANCE = 0.5  # share of words in common from which a passage was changed, not replaced
_VOISINAGE = 30  # passages around the same relative place among which the new version of one is looked for
_MOTS_DEPLACES = 3  # fewest words for a passage to be recognised elsewhere
_ILOT = 1  # words kept between two replacements, too few to be worth showing as kept
_LONG = 1500  # words from which the frequent ones no longer serve to align


class Changement(StrEnum):
    """What became of a run of words."""

    GARDE = "garde"
    RETIRE = "retire"
    AJOUTE = "ajoute"
    TYPOGRAPHIE = "typographie"


class Sort(StrEnum):
    """What became of a passage. One that moved is told twice: where it was, where it is."""

    INCHANGE = "inchange"
    TYPOGRAPHIE = "typographie"
    MODIFIE = "modifie"
    RETIRE = "retire"
    AJOUTE = "ajoute"
    DEPART = "depart"
    ARRIVEE = "arrivee"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words in the old text and in the new one.

    Removed: `apres` is empty; added: `avant` is; kept: the same words, line breaks aside; typography: the
    same words with other signs.
    """

    changement: Changement
    avant: str
    apres: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, item, row or heading.

    `deplacement`: number shared by a departure and its arrival, from 1; 0 for a passage that did not move.
    """

    sort: Sort
    segments: tuple[Segment, ...]
    deplacement: int = 0

    @property
    def avant(self) -> str:
        return "".join(segment.avant for segment in self.segments)

    @property
    def apres(self) -> str:
        return "".join(segment.apres for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Comparaison:
    """The passages of both texts in reading order: what was removed stands before what came in its place."""

    passages: tuple[Passage, ...]

    @property
    def avant(self) -> str:
        return "".join(passage.avant for passage in self.passages)

    @property
    def apres(self) -> str:
        return "".join(passage.apres for passage in self.passages)

    @property
    def est_sans_changement(self) -> bool:
        """Whether the words are the same, in the same order."""
        return all(p.sort in {Sort.INCHANGE, Sort.TYPOGRAPHIE} for p in self.passages)

    def nombre(self, sort: Sort) -> int:
        """How many passages met that fate."""
        return sum(passage.sort is sort for passage in self.passages)


def comparer(avant: str, apres: str) -> Comparaison:
    """What changed from `avant` to `apres`, two Markdown or plain texts."""
    anciens, nouveaux = _decouper(avant), _decouper(apres)
    couples = _inchanges(anciens, nouveaux)
    partis, arrives = _deplacements(anciens, nouveaux, couples)
    couples = _rapprocher(anciens, nouveaux, couples, partis, arrives)
    passages: list[Passage] = []
    i = j = 0
    for a, b in [*couples, (len(anciens), len(nouveaux))]:
        passages += [_retire(anciens[k], partis.get(k, 0)) for k in range(i, a)]
        passages += [_ajoute(nouveaux[k], arrives.get(k, 0)) for k in range(j, b)]
        if a < len(anciens):
            passages.append(_couple(anciens[a], nouveaux[b]))
        i, j = a + 1, b + 1
    return Comparaison(tuple(passages))


@dataclass(frozen=True)
class _Morceau:
    """A passage cut into words, each with what makes it the same word as another."""

    texte: str

    @cached_property
    def jetons(self) -> list[str]:
        return [trouve[0] for trouve in _JETON.finditer(self.texte.rstrip())]

    @cached_property
    def cles(self) -> list[str]:
        return [_cle(jeton) for jeton in self.jetons]

    @cached_property
    def cle(self) -> str:
        return "\n".join(filter(None, self.cles))

    @cached_property
    def mots(self) -> frozenset[str]:
        return frozenset(cle for cle in self.cles if cle[:1].isalnum())

    @property
    def queue(self) -> str:
        """The line breaks that end it, which no one reads."""
        return self.texte[len(self.texte.rstrip()) :]


def _cle(jeton: str) -> str:
    return unicodedata.normalize("NFC", jeton.strip().translate(_SIGNES))


def _decouper(texte: str) -> list[_Morceau]:
    passages: list[list[str]] = []
    apres_un_blanc = False
    for ligne in texte.splitlines(keepends=True):
        est_blanche = not ligne.strip()
        if not passages or (not est_blanche and (apres_un_blanc or _DEBUT.match(ligne))):
            passages.append([])
        passages[-1].append(ligne)
        apres_un_blanc = est_blanche
    return [_Morceau("".join(lignes)) for lignes in passages]


# --- passages ---

Couples = list[tuple[int, int]]


def _inchanges(anciens: list[_Morceau], nouveaux: list[_Morceau]) -> Couples:
    """The passages of same words that stand in the same order in both texts."""
    blocs = SequenceMatcher(None, [m.cle for m in anciens], [m.cle for m in nouveaux], autojunk=False)
    return [(a + k, b + k) for a, b, taille in blocs.get_matching_blocks() for k in range(taille)]


def _deplacements(
    anciens: list[_Morceau], nouveaux: list[_Morceau], couples: Couples
) -> tuple[dict[int, int], dict[int, int]]:
    """The number of the move of each passage that left, and of each that arrived."""
    fixes, pris = {i for i, _ in couples}, {j for _, j in couples}
    disponibles = defaultdict(list)
    for j in reversed(range(len(nouveaux))):
        if j not in pris and len(nouveaux[j].mots) >= _MOTS_DEPLACES:
            disponibles[nouveaux[j].cle].append(j)
    partis: dict[int, int] = {}
    arrives: dict[int, int] = {}
    for i, morceau in enumerate(anciens):
        if i not in fixes and disponibles.get(morceau.cle):
            partis[i] = arrives[disponibles[morceau.cle].pop()] = len(partis) + 1
    return partis, arrives


def _rapprocher(
    anciens: list[_Morceau],
    nouveaux: list[_Morceau],
    couples: Couples,
    partis: dict[int, int],
    arrives: dict[int, int],
) -> Couples:
    """The same couples, and between them those of the passages that were changed."""
    tous: Couples = []
    for (i1, j1), (i2, j2) in pairwise([(-1, -1), *couples, (len(anciens), len(nouveaux))]):
        retires = [i for i in range(i1 + 1, i2) if i not in partis]
        ajoutes = [j for j in range(j1 + 1, j2) if j not in arrives]
        tous += _ressemblants(anciens, nouveaux, retires, ajoutes)
        tous.append((i2, j2))
    return tous[:-1]


def _ressemblants(
    anciens: list[_Morceau], nouveaux: list[_Morceau], retires: list[int], ajoutes: list[int]
) -> Couples:
    """The most alike first, as long as none crosses another."""
    candidats = []
    for rang, i in enumerate(retires):
        centre = rang * len(ajoutes) // len(retires)
        for j in ajoutes[max(0, centre - _VOISINAGE) : centre + _VOISINAGE]:
            part = _ressemblance(anciens[i].mots, nouveaux[j].mots)
            if part >= _RESSEMBLANCE:
                candidats.append((-part, i, j))
    retenus: Couples = []
    for _, i, j in sorted(candidats):
        rang = bisect(retenus, (i, j))
        avant, apres = retenus[:rang][-1:], retenus[rang : rang + 1]
        if all(a < i and b < j for a, b in avant) and all(i < a and j < b for a, b in apres):
            insort(retenus, (i, j))
    return retenus


def _ressemblance(uns: frozenset[str], autres: frozenset[str]) -> float:
    """Share of the words in common (Dice)."""
    return 2 * len(uns & autres) / (len(uns) + len(autres) or 1)


def _retire(morceau: _Morceau, deplacement: int) -> Passage:
    segment = _segment(Changement.RETIRE, morceau.texte, "")
    return Passage(_sort([segment], Sort.DEPART if deplacement else Sort.RETIRE), (segment,), deplacement)


def _ajoute(morceau: _Morceau, deplacement: int) -> Passage:
    segment = _segment(Changement.AJOUTE, "", morceau.texte)
    return Passage(_sort([segment], Sort.ARRIVEE if deplacement else Sort.AJOUTE), (segment,), deplacement)


def _couple(ancien: _Morceau, nouveau: _Morceau) -> Passage:
    segments = _fondre([*_segments(ancien, nouveau), Segment(Changement.GARDE, ancien.queue, nouveau.queue)])
    return Passage(_sort(segments, Sort.MODIFIE), tuple(segments))


def _sort(segments: Iterable[Segment], si_les_mots_changent: Sort) -> Sort:
    changements = {segment.changement for segment in segments}
    if changements & {Changement.RETIRE, Changement.AJOUTE}:
        return si_les_mots_changent
    return Sort.TYPOGRAPHIE if Changement.TYPOGRAPHIE in changements else Sort.INCHANGE


# --- words ---


def _segments(ancien: _Morceau, nouveau: _Morceau) -> Iterator[Segment]:
    """Word by word, what was removed before what came in its place."""
    for egaux, i1, i2, j1, j2 in _operations(ancien.cles, nouveau.cles):
        if egaux:
            for avant, apres in zip(ancien.jetons[i1:i2], nouveau.jetons[j1:j2], strict=True):
                yield _segment(Changement.TYPOGRAPHIE, avant, apres)
        else:
            yield _segment(Changement.RETIRE, "".join(ancien.jetons[i1:i2]), "")
            yield _segment(Changement.AJOUTE, "", "".join(nouveau.jetons[j1:j2]))


def _operations(anciens: list[str], nouveaux: list[str]) -> list[tuple[bool, int, int, int, int]]:
    """The runs of equal and different words; a few equal ones between two replacements are replaced too."""
    longs = max(len(anciens), len(nouveaux)) > _LONG
    codes = SequenceMatcher(None, anciens, nouveaux, autojunk=longs).get_opcodes()

    def est_ilot(rang: int) -> bool:
        voisins = [code[0] for code in codes[rang - 1 : rang + 2 : 2]] if rang else []
        return voisins == ["replace", "replace"] and codes[rang][2] - codes[rang][1] <= _ILOT

    runs = [(code[0] == "equal" and not est_ilot(rang), code) for rang, code in enumerate(codes)]
    groupes = [(egaux, [code for _, code in groupe]) for egaux, groupe in groupby(runs, key=itemgetter(0))]
    return [(egaux, g[0][1], g[-1][2], g[0][3], g[-1][4]) for egaux, g in groupes]


def _segment(changement: Changement, avant: str, apres: str) -> Segment:
    """A segment told for what it is: the same letters are kept, the same words are a change of typography."""
    if _BLANCS.sub(" ", avant) == _BLANCS.sub(" ", apres):
        changement = Changement.GARDE
    elif _Morceau(avant).cle == _Morceau(apres).cle:
        changement = Changement.TYPOGRAPHIE
    return Segment(changement, avant, apres)


def _fondre(segments: Iterable[Segment]) -> list[Segment]:
    """Neighbours of the same kind as one, empty ones left out."""
    utiles = (s for s in segments if s.avant or s.apres)
    groupes = ((c, list(groupe)) for c, groupe in groupby(utiles, key=lambda s: s.changement))
    return [Segment(c, "".join(s.avant for s in g), "".join(s.apres for s in g)) for c, g in groupes]
