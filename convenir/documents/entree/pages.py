"""Margins left in a plain text by an extraction: "Page 3 sur 24", and the line that comes back beside it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise

from convenir.documents.entree.intitules import intitule

_FORMES = tuple(
    re.compile(motif, re.IGNORECASE)
    for motif in (
        r"(?P<tete>.{0,120}?)(?:^|\s{2,}|[|–—-])\s*page\s*:?\s*(?P<page>\d{1,3})(?:\s*(?:/|sur|de)\s*\d{1,3})?[\s|–—-]*",
        r"\s*(?:[-–—]\s*)?(?P<page>\d{1,3})\s*(?:/|\ssur\s)\s*(?P<tete>\d{1,3})(?:\s*[-–—])?\s*",
        r"\s*[-–—]\s*(?P<page>\d{1,3})\s*[-–—]\s*(?P<tete>)",
    )
)
_SUITE_MINIMALE = (2, 3, 2)  # pages numbered in a row, for each form, that prove it
_LONGUEUR = 160  # characters of a line of margin
_VOISINES = 2  # lines above and below a page number where a running head may stand
_CHIFFRES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class SansMarges:
    """A text without its margins: its lines, the number of each in the file, the margins left out.

    `coutures`: indexes of the lines that go on with the sentence or the table begun on the page before.
    """

    lignes: tuple[str, ...]
    numeros: tuple[int, ...]
    marges: tuple[tuple[int, ...], ...]
    coutures: frozenset[int]


def sans_marges(lignes: tuple[str, ...]) -> SansMarges:
    """Leave out the page numbers and running heads; blank lines around them too when a sentence goes on."""
    marges = lignes_de_marge(lignes)
    gardees: list[int] = []
    coutures: set[int] = set()
    for au_saut, groupe in groupby(range(len(lignes)), key=lambda i: i in marges or not lignes[i].strip()):
        rangs = list(groupe)
        if not au_saut or marges.isdisjoint(rangs):
            gardees += rangs
        elif (
            gardees and rangs[-1] + 1 < len(lignes) and _continue(lignes[gardees[-1]], lignes[rangs[-1] + 1])
        ):
            coutures.add(len(gardees))
        else:
            gardees += [i for i in rangs if i not in marges][:1]
    return SansMarges(
        tuple(lignes[i] for i in gardees),
        tuple(i + 1 for i in gardees),
        tuple(_par_page(sorted(marges))),
        frozenset(coutures),
    )


def _par_page(rangs: list[int]) -> list[tuple[int, ...]]:
    """Line numbers of each margin: those that follow each other go together."""
    suites = groupby(enumerate(rangs), key=lambda paire: paire[1] - paire[0])
    return [tuple(rang + 1 for _, rang in suite) for _, suite in suites]


def _continue(avant: str, apres: str) -> bool:
    """Whether a page break fell inside a sentence, or between two rows of a table."""
    if "\t" in avant or " | " in avant:
        return "\t" in apres or " | " in apres
    return apres.strip()[:1].islower() and avant.rstrip()[-1:] not in ".;:!?»"


def lignes_de_marge(lignes: tuple[str, ...]) -> frozenset[int]:
    """Indexes of the page numbers, when they run in a row, and of the lines that come back beside them."""
    for forme, minimum in zip(_FORMES, _SUITE_MINIMALE, strict=True):
        reperes = _numeros(lignes, forme)
        if len(reperes) >= minimum:
            return frozenset(reperes) | _titres_courants(lignes, reperes)
    return frozenset()


def _numeros(lignes: tuple[str, ...], forme: re.Pattern[str]) -> list[int]:
    """Indexes of the lines of one form whose pages run without a gap; nothing when they do not."""
    trouves = [
        (i, trouve)
        for i, ligne in enumerate(lignes)
        if 0 < len(ligne) <= _LONGUEUR and (trouve := forme.fullmatch(ligne.strip()))
    ]
    tetes = {t["tete"].strip() for _, t in trouves}
    pages = [int(t["page"]) for _, t in trouves]
    suivies = all(b == a + 1 for a, b in pairwise(pages))
    return [i for i, _ in trouves] if suivies and len(tetes) == 1 else []


def _titres_courants(lignes: tuple[str, ...], reperes: list[int]) -> frozenset[int]:
    """The lines that come back beside most page numbers, the digits put aside."""
    voisines = {i for repere in reperes for i in _voisines(lignes, repere)} - set(reperes)
    comptes = Counter(_cle(lignes[i]) for i in voisines)
    seuil = max(2, len(reperes) // 2)
    return frozenset(i for i in voisines if comptes[_cle(lignes[i])] >= seuil and not _est_titre(lignes[i]))


def _voisines(lignes: tuple[str, ...], repere: int) -> list[int]:
    """The nearest lines that say something, above and below."""
    trouvees: list[int] = []
    for sens in (-1, 1):
        i, vues = repere + sens, 0
        while 0 <= i < len(lignes) and vues < _VOISINES and abs(i - repere) <= 4 * _VOISINES:
            if lignes[i].strip():
                trouvees.append(i)
                vues += 1
            i += sens
    return trouvees


def _cle(ligne: str) -> str:
    return _CHIFFRES.sub("#", " ".join(ligne.split())).casefold()


def _est_titre(ligne: str) -> bool:
    trouve = intitule(ligne)
    return len(ligne) > _LONGUEUR or bool(trouve and trouve.cle)
