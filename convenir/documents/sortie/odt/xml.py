"""The vocabulary of OpenDocument text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.documents.sortie.balises import fabrique

if TYPE_CHECKING:
    from lxml import etree

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ESPACES = {
    **{n: f"{_ODF}:{n}:1.0" for n in ("office", "style", "text", "table", "meta", "manifest")},
    "draw": f"{_ODF}:drawing:1.0",
    "fo": f"{_ODF}:xsl-fo-compatible:1.0",
    "svg": f"{_ODF}:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
o = fabrique(ESPACES, "text")

_BLANCS = re.compile(r"(\n|\t|  +)")


def inline(chaine: str) -> list[etree._Element | str]:
    """Characters as OpenDocument wants them: line breaks, tabs and repeated spaces are elements."""
    morceaux: list[etree._Element | str] = []
    for bout in _BLANCS.split(chaine):
        if bout == "\n":
            morceaux.append(o("line-break"))
        elif bout == "\t":
            morceaux.append(o("tab"))
        elif bout.startswith("  "):
            morceaux += [" ", o("s", text_c=len(bout) - 1)]
        elif bout:
            morceaux.append(bout)
    return morceaux


def paragraphe(style: str, *enfants: etree._Element | str | None) -> etree._Element:
    """A paragraph of a named style."""
    return o("p", *enfants, text_style_name=style)


def span(chaine: str, *styles: str) -> etree._Element | str:
    """Characters in named text styles, one inside the other."""
    contenu: list[etree._Element | str] = inline(chaine)
    for style in styles:
        contenu = [o("span", *contenu, text_style_name=style)]
    return contenu[0] if len(contenu) == 1 else o("span", *contenu)
