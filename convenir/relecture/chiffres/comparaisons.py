"""Figures given for comparison: "Nord : 35,8 %", "contre 58 % dans le département", "59,4 en France"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.lecture.indicateurs.departements import est_de_reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convenir.relecture.chiffres.nombres import Nombre

_TERRITOIRE = re.compile(r"nord|france|departement|region|national|metropole|hexagone|hauts|epci|moyenne")
_AVANT = re.compile(r"(?:^|[\s(.;,/])((?:[a-z][\w'-]+)(?: [\w'-]+){0,2})\s?:\s?$")
_APRES = re.compile(
    r"\s*(?:dans|au niveau|a l'echelle|a l'echelon|en|pour)\s(?:le |la |l'|du |de la )?"
    r"(?P<nom>[a-z][\w'-]+(?: (?:de |du |la )?[\w'-]+)?)"
)
_DE_MEME = re.compile(r"contre |\bvs |\bet $|\($|, $|face a |pour $|compare\w* a ")
#: adjectives and nouns for one territory
_FAMILLES = (
    (re.compile(r"departement|moyenne departementale"), "département"),
    (re.compile(r"nationa|france|hexagone|metropolitaine|moyenne nationale"), "france"),
    (re.compile(r"region|moyenne regionale"), "région"),
)


def territoire_compare(plie: str, trouves: Sequence[Nombre], i: int) -> str:
    """The territory of a figure given beside that of the convention, else "".

    `plie` is the folded sentence, `trouves` its numbers, `i` the rank of the one looked at.
    """
    avant = plie[trouves[i - 1].fin if i else 0 : trouves[i].debut]
    m = _AVANT.search(avant)
    if m is None:
        return _nomme_apres(plie, trouves, i, avant) if i else ""
    if i:
        meme_part = trouves[i - 1].unite == trouves[i].unite == "%"
        return famille(m[1]) if meme_part else ""
    seul = m.start() == 0 and not plie[trouves[i].fin :].strip(" .)")
    return famille(m[1]) if seul and _TERRITOIRE.match(m[1]) else ""


def _nomme_apres(plie: str, trouves: Sequence[Nombre], i: int, avant: str) -> str:
    if trouves[i - 1].unite != trouves[i].unite or trouves[i].signe or not _DE_MEME.search(avant):
        return ""
    m = _APRES.match(plie, trouves[i].fin)
    if m is None:
        return ""
    mots = m["nom"].split()
    nom = next((n for n in (m["nom"], mots[0]) if est_de_reference(n)), "")
    return famille(nom) if nom else ""


def famille(nom: str) -> str:
    """One name for the ways to call a territory: "niveau départemental", "le département"."""
    return next((dit for motif, dit in _FAMILLES if motif.match(nom)), nom)
