"""Words that differ by a letter, found without comparing every pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MINIMUM = 4  # shorter words resemble too many others


def sosies(mots: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The pairs of different words one letter apart (changed, added, dropped) or with two letters swapped.

    Linear in the number of words: two such words share a form that lacks one letter.
    """
    par_forme: dict[str, list[str]] = {}
    vues: set[tuple[str, str]] = set()
    for mot in dict.fromkeys(mots):
        if len(mot) < MINIMUM:
            continue
        formes = {mot, *(mot[:i] + mot[i + 1 :] for i in range(len(mot)))}
        for forme in sorted(formes):
            for autre in par_forme.get(forme, ()):
                if (autre, mot) not in vues and a_une_lettre(autre, mot):
                    vues.add((autre, mot))
                    yield autre, mot
            par_forme.setdefault(forme, []).append(mot)


def a_une_lettre(un: str, autre: str) -> bool:
    """One letter changed, added, dropped, or two neighbours swapped."""
    if un == autre or abs(len(un) - len(autre)) > 1:
        return False
    i = 0
    while i < min(len(un), len(autre)) and un[i] == autre[i]:
        i += 1
    if len(un) == len(autre):
        permute = un[i : i + 2] == autre[i : i + 2][::-1] and un[i + 2 :] == autre[i + 2 :]
        return un[i + 1 :] == autre[i + 1 :] or permute
    court, long = sorted((un, autre), key=len)
    return court[i:] == long[i + 1 :]
