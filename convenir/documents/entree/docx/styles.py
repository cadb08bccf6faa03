"""What the styles of a Word document say: heading levels, lists, emphasis, entries of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.documents.entree.docx.noms import W, allume, entier, retrait, val

if TYPE_CHECKING:
    from lxml.etree import _Element

_HERITAGE_MAXIMUM = 20
_TITRE = re.compile(r"(?:heading|titre|überschrift)\s?(\d)", re.IGNORECASE)
_SOMMAIRE = re.compile(r"(?:toc|tm)\s?\d", re.IGNORECASE)
_NIVEAU_DE_CORPS = 9


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits.

    `niveau`: heading level from 1, 0 for none; `liste`: (numId, level); `retrait`: left indent in twips.
    """

    niveau: int = 0
    sommaire: bool = False
    liste: tuple[str, int] | None = None
    gras: bool = False
    italique: bool = False
    retrait: int | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by identifier; `defaut` is that of a paragraph without style."""

    par_id: dict[str, Style]
    defaut: Style

    def de(self, identifiant: str) -> Style:
        """The style of that identifier, the default one when unknown."""
        return self.par_id.get(identifiant, self.defaut)


def lire_styles(racine: _Element | None) -> Styles:
    """Resolve every style with its ancestors; a document without styles has none."""
    elements = {} if racine is None else {s.get(W + "styleId", ""): s for s in racine.findall(W + "style")}
    par_id = {identifiant: _resoudre(element, elements) for identifiant, element in elements.items()}
    defaut = next(
        (
            i
            for i, s in elements.items()
            if s.get(W + "type") == "paragraph" and s.get(W + "default") in ("1", "true")
        ),
        "",
    )
    return Styles(par_id, par_id.get(defaut, Style()))


def _resoudre(element: _Element, elements: dict[str, _Element]) -> Style:
    """Look up each property in the style, then in those it is based on."""
    lignee = [element]
    while (parent := elements.get(val(lignee[-1], "basedOn"))) is not None and len(
        lignee
    ) < _HERITAGE_MAXIMUM:
        lignee.append(parent)
    noms = [val(style, "name") for style in lignee]
    return Style(
        niveau=next((niveau for niveau in map(_niveau, lignee, noms) if niveau is not None), 0),
        sommaire=any(_SOMMAIRE.fullmatch(nom) for nom in noms),
        liste=next((liste for liste in map(_liste, lignee) if liste), None),
        gras=_herite(lignee, "b"),
        italique=_herite(lignee, "i"),
        retrait=next((r for style in lignee if (r := retrait(style.find(W + "pPr"))) is not None), None),
    )


def _niveau(style: _Element, nom: str) -> int | None:
    """Heading level by the outline level, else by the name of the style; None when the style says nothing."""
    contour = style.find(f"{W}pPr/{W}outlineLvl")
    if contour is not None:
        niveau = entier(val(contour), _NIVEAU_DE_CORPS)
        return niveau + 1 if niveau < _NIVEAU_DE_CORPS else 0
    if nom.casefold() in ("title", "titre"):
        return 1
    trouve = _TITRE.fullmatch(nom)
    return int(trouve[1]) if trouve else None


def _liste(style: _Element) -> tuple[str, int] | None:
    numero = val(style, "pPr/numPr/numId")
    return (numero, entier(val(style, "pPr/numPr/ilvl"))) if numero else None


def _herite(lignee: list[_Element], nom: str) -> bool:
    etats = (allume(style.find(W + "rPr"), nom) for style in lignee)
    return next((etat for etat in etats if etat is not None), False)
