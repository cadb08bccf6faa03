"""Plain characters out of what extraction leaves: emphasis marks, HTML tags, bullets, odd spaces."""

from __future__ import annotations

import html
import re

_BALISE_DE_BLOC = re.compile(r"</?(?:p|br|li|ul|ol|div|tr|td|th|table|h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)
_BALISE = re.compile(r"</?(?:u|b|i|em|strong|span|sup|sub|a|font|small|mark)\b[^<>]{0,200}>", re.IGNORECASE)
_EXPOSANT = re.compile(r"\^\{([^{}]{1,10})\}")
_EMPHASE = re.compile(r"\*+")
_INVISIBLES = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_BLANCS = re.compile(r"[^\S\n\t]+")
_AUTOUR = re.compile(r" ?([\n\t])[ \n]*")

#: marks that open a list item: a dash or a letter "o" needs a space after it, a symbol does not
PUCES = "•●▪■◆►▶➔➢➤✓✔○◦×✕✗∙·→⇒❖♦"
_PUCE = re.compile(rf"(?:[-–—]\s+|[{PUCES}\uf0b7\uf0a7\uf0d8]\s*|o\s+(?=[A-ZÀ-Ý]))")
_PUCE_SUIVANTE = re.compile(rf"(?:[{PUCES}\uf0b7\uf0a7\uf0d8]\s*)+")

_RUPTURE = re.compile(rf"\n|[{PUCES}]")
_TIRET = re.compile(r"(?:^|\s)[-–]\s+(?=[A-ZÀ-Ý«])|^\s*[-–]\s+|(?<=[,;])\s*[-–]\s+")


def nettoyer(chaine: str) -> str:
    """Text without markup. A newline stands where a tag or a bullet broke the line; tabs are kept."""
    if "<" in chaine:
        chaine = _BALISE.sub("", _BALISE_DE_BLOC.sub("\n", chaine))
    if "&" in chaine:
        chaine = html.unescape(chaine)
    chaine = _EMPHASE.sub("", _EXPOSANT.sub(r"\1", chaine))
    return _AUTOUR.sub(r"\1", _BLANCS.sub(" ", _INVISIBLES.sub("", chaine))).strip(" \n")


def aplatir(chaine: str) -> str:
    """The same on one line."""
    return re.sub(r"\s*\n\s*", " ", chaine).strip()


def oter_puce(chaine: str) -> tuple[str, bool]:
    """Text without the mark of a list item, and whether there was one.

    Only one dash goes: in "- - 4.8 %" the second is the sign of the figure.
    """
    chaine = chaine.lstrip()
    premiere = _PUCE.match(chaine)
    if premiere is None:
        return chaine, False
    reste = chaine[premiere.end() :]
    suivante = _PUCE_SUIVANTE.match(reste)
    return (reste[suivante.end() :] if suivante else reste), True


def morceaux(cellule: str) -> tuple[str, ...]:
    """The items of a table cell: one per line or bullet, or per dash where its lines begin with one."""
    items: list[str] = []
    for ligne in _RUPTURE.split(cellule):
        items += _TIRET.split(ligne) if ligne.lstrip().startswith(("- ", "– ")) else [ligne]
    nets = (item.strip(" ,;\t") for item in items)
    return tuple(item for item in nets if item)
