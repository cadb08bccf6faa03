"""What the styles of an OpenDocument text say: emphasis, page breaks, lists (OASIS ODF 1.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE = f"{{{_URN}office:1.0}}", f"{{{_URN}text:1.0}}", f"{{{_URN}table:1.0}}"
DRAW, STYLE = f"{{{_URN}drawing:1.0}}", f"{{{_URN}style:1.0}}"
FO, SVG = f"{{{_URN}xsl-fo-compatible:1.0}}", f"{{{_URN}svg-compatible:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"
_HERITAGE_MAXIMUM = 20
_LONGUEUR = re.compile(r"(\d{1,4}(?:\.\d{1,9})?)(cm|mm|in|pt)")
_UNITES = {"cm": 566.93, "mm": 56.693, "in": 1440.0, "pt": 20.0}  # twips in each


@dataclass(frozen=True, slots=True)
class Style:
    """Emphasis and breaks of a style; None means that the parent style decides."""

    parent: str = ""
    gras: bool | None = None
    italique: bool | None = None
    souligne: bool | None = None
    exposant: bool | None = None
    coupe: bool = False


@dataclass(slots=True)
class Styles:
    """Styles of paragraphs and runs by name, and the levels of the list styles that are numbered."""

    par_nom: dict[str, Style] = field(default_factory=dict)
    numerotes: dict[str, frozenset[int]] = field(default_factory=dict)
    retraits: dict[tuple[str, int], int] = field(default_factory=dict)  # (list style, level) → twips

    def lire(self, racine: _Element | None) -> None:
        """Add the styles of a part; later parts override earlier ones."""
        for element in () if racine is None else racine.iter(STYLE + "style"):
            self.par_nom[element.get(STYLE + "name", "")] = _style(element)
        for liste in () if racine is None else racine.iter(TEXT + "list-style"):
            self._lire_liste(liste, liste.get(STYLE + "name", ""))

    def _lire_liste(self, liste: _Element, nom: str) -> None:
        numerotes = set()
        for definition in liste:
            niveau = definition.get(TEXT + "level", "1")
            if not niveau.isdecimal():
                continue
            if definition.tag == TEXT + "list-level-style-number" and definition.get(STYLE + "num-format"):
                numerotes.add(int(niveau))
            for alignement in definition.iter(STYLE + "list-level-label-alignment"):
                self.retraits[nom, int(niveau)] = _twips(alignement.get(FO + "margin-left", ""))
        self.numerotes[nom] = frozenset(numerotes)

    def emphase(self, nom: str, attribut: str) -> bool | None:
        """Value of `gras`, `italique`… in a style or the nearest ancestor that says it."""
        valeurs = (getattr(style, attribut) for style in self._lignee(nom))
        return next((bool(valeur) for valeur in valeurs if valeur is not None), None)

    def coupe(self, nom: str) -> bool:
        """Tell whether paragraphs of this style start a page."""
        style = self.par_nom.get(nom)
        return style is not None and style.coupe

    def derive(self, nom: str, ancetres: frozenset[str]) -> str:
        """Name of the nearest of `ancetres` that this style descends from, or nothing."""
        for _ in range(_HERITAGE_MAXIMUM):
            if nom in ancetres:
                return nom
            nom = self.par_nom.get(nom, Style()).parent
        return ""

    def _lignee(self, nom: str) -> Iterator[Style]:
        for _ in range(_HERITAGE_MAXIMUM):
            if nom not in self.par_nom:
                return
            yield self.par_nom[nom]
            nom = self.par_nom[nom].parent


def _twips(longueur: str) -> int:
    """A length of ODF ("1.27cm", "0.5in") in twips, 0 when it is not one."""
    trouve = _LONGUEUR.fullmatch(longueur)
    return round(float(trouve[1]) * _UNITES[trouve[2]]) if trouve else 0


def _style(element: _Element) -> Style:
    proprietes = element.find(STYLE + "text-properties")
    paragraphe = element.find(STYLE + "paragraph-properties")
    lire = {} if proprietes is None else dict(proprietes.attrib)
    graisse, pente = lire.get(FO + "font-weight"), lire.get(FO + "font-style")
    trait, position = lire.get(STYLE + "text-underline-style"), lire.get(STYLE + "text-position")
    return Style(
        parent=element.get(STYLE + "parent-style-name", ""),
        gras=None if graisse is None else graisse in ("bold", "600", "700", "800", "900"),
        italique=None if pente is None else pente in ("italic", "oblique"),
        souligne=None if trait is None else trait != "none",
        exposant=None if position is None else _eleve(position),
        coupe=paragraphe is not None and paragraphe.get(FO + "break-before") == "page",
    )


def _eleve(position: str) -> bool:
    """Tell whether `style:text-position` raises the text: "super 58%" or "33% 58%"."""
    premier = position.split()[:1]
    return premier == ["super"] or (
        bool(premier) and premier[0].rstrip("%").isdecimal() and premier[0] != "0%"
    )
