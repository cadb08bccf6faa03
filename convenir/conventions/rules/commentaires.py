"""Whether the words quoted by a comment are still in the text: no database, no side effect."""

from __future__ import annotations

import re

#: a citation, a reference: a few words that the record will write there; a live block: any number of them
_JETON = re.compile(r"(?P<bloc>\{\{\{[^}]*\}\}\})|(?P<signe>\{\{[^}]*\}\}|\[\[[^\]]*\]\])|(?P<mot>\w+)")
_MOTS_D_UN_SIGNE = 12  # at most, of a name or a date written by the record


def passage_retrouve(passage: str, texte: str) -> bool:
    """Whether a passage selected on the screen is in a Markdown text, signs and spaces apart.

    What the record writes by itself (a citation, a reference, a live block) may stand for any words, but for
    a whole passage only when that is a figure.
    """
    cherches = [mot.casefold() for mot in re.findall(r"\w+", passage)]
    chiffre = any(mot.isdigit() for mot in cherches)
    atteints = {(0, chiffre)}  # words found so far, and whether one of them is written as such
    for jeton in _JETON.finditer(texte):
        if jeton["mot"]:
            mot = jeton["mot"].casefold()
            suivants = {(n + 1, True) for n, _ in atteints if n < len(cherches) and cherches[n] == mot}
        else:
            portee = len(cherches) if jeton["bloc"] else _MOTS_D_UN_SIGNE
            suivants = {(m, dit) for n, dit in atteints for m in range(n, min(n + portee, len(cherches)) + 1)}
        atteints = suivants | {(0, chiffre)}
        if (len(cherches), True) in atteints:
            return True
    return not cherches
