"""French typography, applied when printing and never to what is stored.

Narrow no-break spaces before ; : ! ? % € and inside « », in thousands; typographic apostrophes;
ordinals in superscript. Words are never altered: only spaces, apostrophes and raised letters.
Rules: Lexique des règles typographiques en usage à l’Imprimerie nationale.
"""

from __future__ import annotations

import re
import unicodedata

FINE = "\u202f"
_ESPACES = "[ \u00a0\u202f\u2009]"

_REGLES = (
    (re.compile(rf"(?<=[^\s«(]){_ESPACES}*([;:!?])(?=\s|$|[»)\"”])"), FINE + r"\1"),
    (re.compile(rf"«{_ESPACES}*"), "«" + FINE),
    (re.compile(rf"{_ESPACES}*»"), FINE + "»"),
    (re.compile(rf"(?<=\d){_ESPACES}*([%€‰])"), FINE + r"\1"),
    (re.compile(rf"\b([nN])°{_ESPACES}*(?=\d)"), "\\1°\u00a0"),
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
)
_CONCERNE = re.compile(r"[;:!?«»%€‰°']|\d\s\d{3}")  # without any of these, nothing changes
_MILLIERS = re.compile(rf"(?<![\d.,/-])(\d{{1,3}})((?:{_ESPACES}\d{{3}})+)(?!\d)")
_ORDINAL = re.compile(r"\b(1|I)(er|re|ère)\b|\b(\d{1,3}|[XVI]{2,5})(e|ème|nd|nde)\b")

#: bullets and arrows that word processors store in the private area of Unicode (font Symbol or Wingdings)
_PRIVES = {0xF0B7: "•", 0xF0A7: "▪", 0xF0FC: "✓", 0xF0D8: "➢", 0xF0E0: "→", 0xF0E8: "→", 0xF02D: "-"}
_DOUTEUX = re.compile("[^\n -~\u00a0-\u00ac\u00ae-\u02af\u2010-\u2027\u202f-\u205e\u20a0-\u27bf]")
_INVISIBLES = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x2060, 0xFEFF))


def franciser(chaine: str) -> str:
    """The same words with French spacing and apostrophes."""
    if not _CONCERNE.search(chaine):
        return chaine
    for motif, remplacement in _REGLES:
        chaine = motif.sub(remplacement, chaine)
    return _MILLIERS.sub(_grouper, chaine)


def _grouper(trouve: re.Match[str]) -> str:
    return trouve[1] + "".join(FINE + groupe for groupe in re.findall(r"\d{3}", trouve[2]))


def ordinaux(chaine: str) -> list[tuple[str, bool]]:
    """The string cut in (characters, superscript?): "1er mars" → ("1", no), ("er", yes), (" mars", no)."""
    morceaux: list[tuple[str, bool]] = []
    debut = 0
    for trouve in _ORDINAL.finditer(chaine):
        coupe = trouve.end(1) if trouve[1] else trouve.end(3)
        morceaux += [(chaine[debut:coupe], False), (chaine[coupe : trouve.end()], True)]
        debut = trouve.end()
    morceaux.append((chaine[debut:], False))
    return [(texte, haut) for texte, haut in morceaux if texte]


def nettoyer(chaine: str) -> str:
    """Only characters that can be written in a file: no control, no invisible, no private-area character."""
    if not _DOUTEUX.search(chaine):
        return chaine
    return "".join(_permis(caractere) for caractere in chaine.translate(_INVISIBLES))


def _permis(caractere: str) -> str:
    if caractere == "\n" or caractere.isprintable():
        return caractere
    categorie = unicodedata.category(caractere)
    if categorie == "Zs":
        return caractere
    if categorie == "Co":
        return _PRIVES.get(ord(caractere), "□")
    return " " if caractere in "\t\r\v\f\u2028\u2029" else ""
