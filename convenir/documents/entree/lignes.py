"""Characters → lines, as an editor of plain text numbers them."""

from __future__ import annotations

import re

_LARGEURS = range(40, 161)  # characters: what programs and people wrap at
_LIGNES_PLEINES = 3  # fewer full lines than that prove nothing
_PLEINE = 0.85  # share of the width from which a line counts as full
_ECARTS = 30  # one line in thirty may stick out (a row of signatures, a table)
_RANG = re.compile(r"\S\t+\S| \| ")  # a row of a table is never wrapped
_FIN_DE_LIGNE = re.compile(r"\r\n|\n|\r")


def decouper(chaine: str) -> tuple[str, ...]:
    r"""Lines ended by \n, \r\n or \r only: a form feed or U+2028 never shifts the numbers that people see."""
    lignes = _FIN_DE_LIGNE.split(chaine)
    if lignes[-1] == "":
        lignes.pop()
    return tuple(lignes)


def largeur_de_coupe(lignes: tuple[str, ...]) -> int | None:
    """Width, in characters, at which a program wrapped the text; None when a line is a whole paragraph.

    A wrapped text shows it: no line is long, and many lines come close to the longest one.
    """
    longueurs = sorted(len(ligne.rstrip()) for ligne in lignes if ligne.strip() and not _RANG.search(ligne))
    if len(longueurs) <= _LIGNES_PLEINES:
        return None
    largeur = longueurs[-1 - len(longueurs) // _ECARTS]
    if largeur not in _LARGEURS:
        return None
    pleines = sum(1 for longueur in longueurs if longueur >= largeur * _PLEINE)
    return largeur if pleines >= max(_LIGNES_PLEINES, len(longueurs) // 8) else None


def suite_evidente(ligne: str, suivante: str, largeur: int | None) -> bool:
    """Whether `suivante` goes on with the paragraph of `ligne`, both of a text wrapped at `largeur`.

    The evidence asked for: the sentence is not over, and its first word did not fit, or, as people wrap less
    strictly than programs, the line was full and what follows cannot open a sentence.
    """
    if largeur is None:
        return False
    ligne, suivante = ligne.rstrip(), suivante.strip()
    premier_mot = suivante.split(maxsplit=1)[0] if suivante else ""
    if not premier_mot:
        return False
    enchaine = premier_mot[0].islower() or (premier_mot[0].isdigit() and ligne[-1:].isalpha())
    if len(ligne) + 1 + len(premier_mot) > largeur:
        return enchaine or ligne[-1:] not in ".;:!?»"
    return enchaine and len(ligne) >= largeur * _PLEINE and ligne[-1:] not in ".;:!?"
