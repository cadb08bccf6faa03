"""A table written in HTML inside a Markdown text."""

from __future__ import annotations

from dataclasses import dataclass

from convenir.documents.blocs import Cellule, texte_brut
from convenir.documents.entree.html import contenu_de, portee


@dataclass(frozen=True, slots=True)
class TableauLu:
    """Rows as (cells, line of the fragment from 1, whether it is a header), and the legend."""

    rangs: tuple[tuple[tuple[Cellule, ...], int, bool], ...]
    legende: str


def lire_tableau(fragment: str) -> TableauLu | None:
    """Read the first table of a fragment of HTML; None when it has no row."""
    from lxml import etree  # noqa: PLC0415
    from lxml import html as lxml_html  # noqa: PLC0415

    try:
        racine = lxml_html.fragment_fromstring(fragment, create_parent="div")
    except (etree.ParserError, ValueError):
        return None
    rangs = []
    for rang in racine.iter("tr"):
        cellules = [cellule for cellule in rang if cellule.tag in ("td", "th")]
        lues = tuple(Cellule(contenu_de(c), portee(c, "colspan"), portee(c, "rowspan")) for c in cellules)
        entete = all(cellule.tag == "th" for cellule in cellules)
        if lues:
            rangs.append((lues, rang.sourceline or 1, entete))
    legende = racine.find(".//caption")
    texte = "" if legende is None else texte_brut(contenu_de(legende))
    return TableauLu(tuple(rangs), texte) if rangs else None
