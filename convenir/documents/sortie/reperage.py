"""Finding words in the paragraphs of a Word document, and cutting its runs exactly around them."""

from __future__ import annotations

import copy
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_REPERE = re.compile(r"p:(\d+)")
_APOSTROPHES = str.maketrans("’ʼ‘", "'''")


@dataclass(frozen=True, slots=True)
class Portee:
    """The first and the last element that a comment covers, whole."""

    premier: etree._Element
    dernier: etree._Element


def reperer(paragraphes: Sequence[etree._Element], repere: str, extrait: str, w: str) -> Portee | None:
    """What a comment covers: the words of `extrait` near `repere`, else the whole paragraph.

    `paragraphes`: every w:p in document order; `w`: the namespace of the document between braces. The
    anchor of a table row is its first paragraph: the words are looked for in the whole row. None when
    the document has no paragraph.
    """
    if not paragraphes:
        return None
    trouve = _REPERE.fullmatch(repere)
    rang = int(trouve[1]) if trouve else 0
    depart = paragraphes[rang] if rang < len(paragraphes) else paragraphes[0]
    if extrait:
        for paragraphe in _voisins(depart, w):
            portee = _mots(paragraphe, extrait, w)
            if portee is not None:
                return portee
    return _entier(depart, w)


def _voisins(paragraphe: etree._Element, w: str) -> Iterator[etree._Element]:
    """The paragraph, then the others of its table row."""
    yield paragraphe
    rangee = next(paragraphe.iterancestors(f"{w}tr"), None)
    if rangee is not None:
        yield from (p for p in rangee.iter(f"{w}p") if p is not paragraphe)


def _entier(paragraphe: etree._Element, w: str) -> Portee:
    """The whole paragraph; an empty one gets an empty run to hold the mark."""
    contenus = [enfant for enfant in paragraphe if enfant.tag != f"{w}pPr"]
    if not contenus:
        contenus = [etree.SubElement(paragraphe, f"{w}r")]
    return Portee(contenus[0], contenus[-1])


def _mots(paragraphe: etree._Element, extrait: str, w: str) -> Portee | None:
    """The runs that hold exactly the words, cut where they begin and end."""
    textes = [t for t in paragraphe.iter(f"{w}t") if next(t.iterancestors(f"{w}p")) is paragraphe]
    places = [(t, rang) for t in textes for rang in range(len(t.text or ""))]
    lisible, origines = _lisible(_avec_blancs(paragraphe, textes, w))
    cherche = " ".join(_normal(extrait).split())
    debut = lisible.find(cherche) if cherche else -1
    if debut < 0:
        return None
    premier, dernier = places[origines[debut]], places[origines[debut + len(cherche) - 1]]
    dernier_run = _couper(dernier[0], dernier[1] + 1, w)[0]
    premier_run = _couper(premier[0], premier[1], w)[1]
    if premier[0] is dernier[0]:
        dernier_run = premier_run
    return Portee(premier_run, dernier_run)


def _avec_blancs(
    paragraphe: etree._Element, textes: list[etree._Element], w: str
) -> Iterator[tuple[str, int]]:
    """(character, its rank among those of the w:t); tabs and line breaks read as spaces, of no rank."""
    connus, rang = {id(t) for t in textes}, 0
    for element in paragraphe.iter(f"{w}t", f"{w}tab", f"{w}br", f"{w}cr"):
        if id(element) in connus:
            for caractere in element.text or "":
                yield caractere, rang
                rang += 1
        elif element.getparent().tag == f"{w}r":
            yield " ", -1


def _lisible(caracteres: Iterator[tuple[str, int]]) -> tuple[str, list[int]]:
    """The text with single spaces, and for each character its rank in the document."""
    lettres: list[str] = []
    origines: list[int] = []
    for caractere, rang in caracteres:
        for lettre in _normal(caractere):
            lettre_ou_blanc = " " if lettre.isspace() else lettre
            if lettre_ou_blanc == " " and (not lettres or lettres[-1] == " "):
                continue
            lettres.append(lettre_ou_blanc)
            origines.append(rang)
    return "".join(lettres), origines


def _normal(chaine: str) -> str:
    return unicodedata.normalize("NFKC", chaine).translate(_APOSTROPHES)


def _couper(texte: etree._Element, place: int, w: str) -> tuple[etree._Element, etree._Element]:
    """Cut the run of a w:t before its character `place`: (run before, run from there on)."""
    run = texte.getparent()
    chaine = texte.text or ""
    contenus = [enfant for enfant in run if enfant.tag != f"{w}rPr"]
    if place <= 0 and contenus[0] is texte:
        return run, run
    if place >= len(chaine) and contenus[-1] is texte:
        return run, run
    suite = etree.Element(run.tag, run.attrib, run.nsmap)
    proprietes = run.find(f"{w}rPr")
    if proprietes is not None:
        suite.append(copy.deepcopy(proprietes))
    suivants = contenus[contenus.index(texte) + 1 :]
    reste = texte if place <= 0 else copy.deepcopy(texte)
    if 0 < place < len(chaine):
        texte.text, reste.text = chaine[:place], chaine[place:]
        for morceau in (texte, reste):
            morceau.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    if place < len(chaine):
        suite.append(reste)
    suite.extend(suivants)
    run.addnext(suite)
    return run, suite
