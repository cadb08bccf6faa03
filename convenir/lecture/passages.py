"""Blocs → passages: one unit of text as a person reads it, each line of the source in exactly one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from convenir.documents.blocs import (
    Contenu,
    Element,
    Figure,
    Insertion,
    Liste,
    Paragraphe,
    Place,
    Rang,
    Saut,
    Tableau,
    Titre,
    texte_brut,
)
from convenir.lecture.balisage import aplatir, nettoyer, oter_puce
from convenir.lecture.dossier import Nature, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from convenir.documents.blocs import Bloc, DocumentLu
    from convenir.lecture.dossier import Lignes

_SEPARATEUR_DE_TABLEAU = re.compile(r"\|?[\s:|+-]+\|?")
_MARGE = 80  # characters that markup may add to or take from a line
_LIGNE_PLEINE = 45  # characters; a shorter line was not cut by its width
_FIN_DE_PHRASE = (".", ";", ":", "!", "?", "»")
_SIGNE = re.compile(r"[-–—+]\s*\d")


def decouper(document: DocumentLu) -> list[Passage]:
    """Passages of a document in the order of its text; every non-blank line is in exactly one of them."""
    lignes = document.source.lignes
    prises: set[int] = set()
    passages = [
        passage
        for bloc in document.blocs
        for brut in _passages(bloc, lignes)
        if (passage := _sans_doublon(brut, prises)) is not None
    ]
    oubliees = [n for n, ligne in enumerate(lignes, start=1) if ligne.strip() and n not in prises]
    if oubliees:
        passages += [_de_ligne(n, lignes) for n in oubliees]
        passages.sort(key=lambda p: p.lignes[0] if p.lignes else 0)
    return _recoudre(passages)


def _recoudre(passages: list[Passage]) -> list[Passage]:
    """Join two lines of one sentence that stand one under the other, when the layout did not show it."""
    cousus: list[Passage] = []
    for passage in passages:
        if cousus and _va_avec(cousus[-1], passage):
            cousus[-1] = _joindre(cousus[-1], passage)
        else:
            cousus.append(passage)
    return cousus


def _va_avec(un: Passage, suivant: Passage) -> bool:
    return (
        un.nature is suivant.nature is Nature.PARAGRAPHE
        and un.lignes[-1:] == tuple(n - 1 for n in suivant.lignes[:1])
        and len(un.texte) - un.debuts[-1] >= _LIGNE_PLEINE
        and not un.texte.endswith(_FIN_DE_PHRASE)
        and suivant.texte[:1].islower()
    )


def _joindre(un: Passage, suivant: Passage) -> Passage:
    decalage = len(un.texte) + 1
    return replace(
        un,
        texte=f"{un.texte} {suivant.texte}",
        lignes=(*un.lignes, *suivant.lignes),
        debuts=(*un.debuts, *(decalage + debut for debut in suivant.debuts)),
    )


def _sans_doublon(passage: Passage, prises: set[int]) -> Passage | None:
    """The passage with the lines nobody holds yet; None when it says nothing and holds nothing."""
    nouvelles = tuple(n for n in passage.lignes if n not in prises)
    prises.update(nouvelles)
    if not nouvelles and not passage.texte:
        return None
    if nouvelles == passage.lignes:
        return passage
    debuts = tuple(d for n, d in zip(passage.lignes, passage.debuts, strict=True) if n in nouvelles)
    return replace(passage, lignes=nouvelles, debuts=debuts)


def _de_ligne(numero: int, lignes: tuple[str, ...]) -> Passage:
    place = Place(lignes=(numero,))
    return next(iter(_paragraphe(lignes[numero - 1], place, lignes)))


def _passages(bloc: Bloc, lignes: tuple[str, ...]) -> Iterator[Passage]:
    match bloc:
        case Titre(contenu=contenu, place=place):
            yield from _simple(contenu, place, lignes, Nature.TITRE)
        case Paragraphe(contenu=contenu, place=place):
            yield from _paragraphe(texte_brut(contenu), place, lignes)
        case Liste(elements=elements, ordonnee=ordonnee):
            yield from _elements(elements, lignes, ordonnee=ordonnee)
        case Tableau(entetes=entetes, rangs=rangs):
            yield from _rangs(entetes, lignes, Nature.ENTETE)
            yield from _rangs(rangs, lignes, Nature.RANG)
        case Figure(alternative=alternative, place=place):
            yield from _poser(alternative, place, lignes, Nature.FIGURE)
        case Saut(place=place) | Insertion(place=place):
            if place.lignes:
                marge = isinstance(bloc, Saut) and bloc.nature == "marge"
                nature = Nature.MARGE if marge else Nature.FIGURE
                yield from _poser(" ".join(lignes[n - 1] for n in place.lignes), place, lignes, nature)


def _simple(contenu: Contenu, place: Place, lignes: tuple[str, ...], nature: Nature) -> Iterator[Passage]:
    yield from _poser(texte_brut(contenu), place, lignes, nature)


def _paragraphe(brut: str, place: Place, lignes: tuple[str, ...]) -> Iterator[Passage]:
    """A paragraph, or what extraction made one though it was a table row or a list item."""
    cellules = _cellules_de_texte(brut)
    if len(cellules) > 1:
        yield _rang(cellules, place, lignes, Nature.RANG)
        return
    texte, puce = oter_puce(nettoyer(brut))
    yield from _poser(texte, place, lignes, Nature.ELEMENT if puce else Nature.PARAGRAPHE)


def _cellules_de_texte(brut: str) -> tuple[str, ...]:
    """Cells of a row printed with tabs or pipes; a single text when it is not a row."""
    if "\t" in brut.strip():
        return tuple(nettoyer(cellule) for cellule in brut.strip("\n").split("\t"))
    nu = brut.strip()
    if nu.startswith("|") and nu.endswith("|") and len(nu) > 1:
        if _SEPARATEUR_DE_TABLEAU.fullmatch(nu):
            return ("", "")
        return tuple(nettoyer(cellule) for cellule in nu[1:-1].split("|"))
    if nu.count(" | ") > 1:
        return tuple(nettoyer(cellule) for cellule in nu.split(" | "))
    return (brut,)


def _elements(
    elements: Iterable[Element], lignes: tuple[str, ...], niveau: int = 0, *, ordonnee: bool = False
) -> Iterator[Passage]:
    for numero, element in enumerate(elements, start=1):
        texte = nettoyer(texte_brut(element.contenu))
        # the reader took the dash of the list away: one that is left before a figure is its sign
        if not _SIGNE.match(texte):
            texte = oter_puce(texte)[0]
        for passage in _poser(texte, element.place, lignes, Nature.ELEMENT):
            yield replace(passage, niveau=niveau, numero=numero if ordonnee else None)
        yield from _elements(element.sous, lignes, niveau + 1)


def _rangs(rangs: Iterable[Rang], lignes: tuple[str, ...], nature: Nature) -> Iterator[Passage]:
    for rang in rangs:
        cellules = tuple(nettoyer(texte_brut(cellule.contenu)) for cellule in rang.cellules)
        yield _rang(cellules, rang.place, lignes, nature)


def _rang(cellules: tuple[str, ...], place: Place, lignes: tuple[str, ...], nature: Nature) -> Passage:
    texte = "\t".join(aplatir(cellule) for cellule in cellules).strip("\t")
    return _passage(texte, place.lignes, nature, _debuts(texte, place.lignes, lignes), cellules, place)


def _poser(brut: str, place: Place, lignes: tuple[str, ...], nature: Nature) -> Iterator[Passage]:
    texte = aplatir(nettoyer(brut))
    if texte or place.lignes:
        yield _passage(texte, place.lignes, nature, _debuts(texte, place.lignes, lignes), (), place)


def _passage(
    texte: str,
    lignes: Lignes,
    nature: Nature,
    debuts: tuple[int, ...] = (0,),
    cellules: tuple[str, ...] = (),
    place: Place | None = None,
) -> Passage:
    place = place or Place()
    return Passage(
        texte=texte,
        lignes=lignes,
        nature=nature,
        cellules=cellules,
        debuts=debuts,
        page=place.page,
        repere=place.repere,
    )


def _debuts(texte: str, numeros: Lignes, lignes: tuple[str, ...]) -> tuple[int, ...]:
    """Offset in `texte` where each line of the source begins, found by the first words of the line."""
    debuts: list[int] = [0][: len(numeros)]
    position = 0
    for numero in numeros[1:]:
        amorce = oter_puce(aplatir(nettoyer(lignes[numero - 1])))[0] if numero <= len(lignes) else ""
        limite = position + 2 * len(lignes[numero - 2]) + _MARGE if amorce else 0
        trouve = (
            max(texte.find(amorce[:taille], position + 1, limite) for taille in (16, 6)) if amorce else -1
        )
        position = trouve if trouve > position else min(position + 1, len(texte))
        debuts.append(position)
    return tuple(debuts)
