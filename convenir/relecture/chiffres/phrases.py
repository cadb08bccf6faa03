"""Passages as sentences: a figure laid out alone on its line is joined to the words that label it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from convenir.lecture.dossier import HORS_TEXTE, Nature
from convenir.relecture.chiffres.ages import tranches
from convenir.relecture.chiffres.nombres import nombres

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from convenir.lecture.dossier import Dossier, Passage

_CHIFFRE_SEUL = re.compile(r"[+−-]?\s?\d[\d\s]*(?:[.,]\d+)?\s?(?:%|€|k€|M€)?")
_COMPARAISON = re.compile(r"[^\W\d][\w '’-]{1,40}\s?:\s?\d[\d\s]*(?:[.,]\d+)?\s?%?")
_MUETTES = {*HORS_TEXTE, Nature.FIGURE}
LIBELLE_MAXIMAL = 140  # characters


def phrases(dossier: Dossier) -> tuple[Passage, ...]:
    """The passages that carry figures or words about them, in order, lonely figures joined to their label."""
    return tuple(_joindre([p for p in dossier.passages if p.nature not in _MUETTES]))


def _joindre(passages: Sequence[Passage]) -> Iterator[Passage]:
    i = 0
    while i < len(passages):
        fin = _fin_du_bloc(passages, i)
        yield _souder(passages[i:fin])
        i = fin


def _fin_du_bloc(passages: Sequence[Passage], i: int) -> int:
    """Where the block "figure, comparison, label" that begins at `i` ends; `i + 1` when there is none."""
    if passages[i].nature == Nature.RANG or not _CHIFFRE_SEUL.fullmatch(passages[i].texte.strip()):
        return i + 1
    j = i + 1
    while j < len(passages) and j <= i + 2 and _COMPARAISON.fullmatch(passages[j].texte.strip()):
        j += 1
    return j + 1 if j < len(passages) and _est_libelle(passages[j], passages[i]) else i + 1


def _est_libelle(passage: Passage, chiffre: Passage) -> bool:
    texte = passage.texte.strip()
    if (
        passage.nature not in {Nature.PARAGRAPHE, Nature.ELEMENT}
        or passage.disposition != chiffre.disposition
    ):
        return False
    if not texte[:1].isalpha() or len(texte) > LIBELLE_MAXIMAL:
        return False
    return not nombres(texte) or bool(tranches(texte) and texte[:1].islower())


def _souder(passages: Sequence[Passage]) -> Passage:
    """One passage of several, each line keeping its place."""
    premier = passages[0]
    if len(passages) == 1:
        return premier
    texte = ""
    debuts: list[int] = []
    lignes: list[int] = []
    for passage in passages:
        texte = f"{texte} " if texte else ""
        debuts += [len(texte) + d for d in passage.debuts]
        lignes += passage.lignes
        texte += passage.texte
    return replace(premier, texte=texte, lignes=tuple(lignes), debuts=tuple(debuts))
