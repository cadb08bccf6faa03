"""Automatic numbers and bullets of a Word document: what is printed before the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from convenir.documents.entree.docx.noms import W, entier, retrait, val

if TYPE_CHECKING:
    from lxml.etree import _Element

NIVEAUX = 9
_TROU = re.compile(r"%([1-9])")
_ROMAINS = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
            (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_ALPHABET = 26


@dataclass(frozen=True, slots=True)
class Niveau:
    """One level of a numbering: its first number, its format, its text such as "Article %1 -"."""

    debut: int = 1
    forme: str = "bullet"
    texte: str = ""
    retrait: int | None = None


@dataclass(frozen=True, slots=True)
class Marque:
    """The mark of one paragraph: `texte` is what is printed ("2.1"), empty for a bullet.

    `retrait` is the left indent that goes with it, in twips.
    """

    ordonnee: bool
    texte: str
    retrait: int | None = None


@dataclass(slots=True)
class Numerotation:
    """The numberings of a document, counted along the reading: ask for the marks in the order of the text."""

    niveaux: dict[str, dict[int, Niveau]]
    familles: dict[str, str]
    _compteurs: dict[str, list[int | None]] = field(default_factory=dict)

    def marquer(self, numero: str, niveau: int) -> Marque | None:
        """The mark of the next paragraph of numbering `numero` at `niveau` (from 0), or None."""
        definitions = self.niveaux.get(numero)
        if definitions is None or niveau >= NIVEAUX:
            return None
        definition = definitions.get(niveau, Niveau())
        if definition.forme in ("bullet", "none"):
            return Marque(ordonnee=False, texte="", retrait=definition.retrait)
        compteurs = self._compteurs.setdefault(self.familles[numero], [None] * NIVEAUX)
        courant = compteurs[niveau]
        compteurs[niveau] = definition.debut if courant is None else courant + 1
        compteurs[niveau + 1 :] = [None] * (NIVEAUX - niveau - 1)
        return Marque(True, _ecrire(definition.texte, definitions, compteurs), definition.retrait)  # noqa: FBT003 -- ordered


def lire_numerotation(racine: _Element | None) -> Numerotation:
    """Read the numbering part; a document without it has no numbering."""
    if racine is None:
        return Numerotation({}, {})
    modeles = {
        modele.get(W + "abstractNumId", ""): {
            entier(niveau.get(W + "ilvl", "")): _niveau(niveau) for niveau in modele.findall(W + "lvl")
        }
        for modele in racine.findall(W + "abstractNum")
    }
    niveaux: dict[str, dict[int, Niveau]] = {}
    familles: dict[str, str] = {}
    for instance in racine.findall(W + "num"):
        numero, modele = instance.get(W + "numId", ""), val(instance, "abstractNumId")
        reprises = instance.findall(W + "lvlOverride")
        niveaux[numero] = {**modeles.get(modele, {}), **_reprises(reprises, modeles.get(modele, {}))}
        familles[numero] = numero if reprises else f"modele {modele}"
    return Numerotation(niveaux, familles)


def _niveau(element: _Element) -> Niveau:
    debut = entier(val(element, "start"), 1)
    forme = val(element, "numFmt") or "decimal"
    return Niveau(debut, forme, val(element, "lvlText"), retrait(element.find(W + "pPr")))


def _reprises(reprises: list[_Element], modele: dict[int, Niveau]) -> dict[int, Niveau]:
    """Levels redefined or restarted by one instance of a numbering."""
    niveaux: dict[int, Niveau] = {}
    for reprise in reprises:
        rang = entier(reprise.get(W + "ilvl", ""))
        element = reprise.find(W + "lvl")
        base = modele.get(rang, Niveau()) if element is None else _niveau(element)
        debut = entier(val(reprise, "startOverride"), base.debut)
        niveaux[rang] = replace(base, debut=debut)
    return niveaux


def _ecrire(modele: str, definitions: dict[int, Niveau], compteurs: list[int | None]) -> str:
    def nombre(trou: re.Match[str]) -> str:
        rang = int(trou[1]) - 1
        definition = definitions.get(rang, Niveau(forme="decimal"))
        compte = compteurs[rang]
        return _forme(definition.debut if compte is None else compte, definition.forme)

    return _TROU.sub(nombre, modele)


def _forme(nombre: int, forme: str) -> str:
    """A counter in its format: decimal, Roman, letters; the other formats fall back to figures."""
    if forme in ("upperRoman", "lowerRoman"):
        romain = _romain(nombre)
        return romain if forme == "upperRoman" else romain.lower()
    if forme in ("upperLetter", "lowerLetter") and nombre > 0:
        lettre = chr(ord("A") + (nombre - 1) % _ALPHABET) * min(9, 1 + (nombre - 1) // _ALPHABET)
        return lettre if forme == "upperLetter" else lettre.lower()
    return f"{nombre:02d}" if forme == "decimalZero" else str(nombre)


def _romain(nombre: int) -> str:
    chiffres = ""
    for valeur, signe in _ROMAINS:
        fois, nombre = divmod(min(nombre, 9999), valeur)
        chiffres += signe * fois
    return chiffres
