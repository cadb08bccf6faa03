"""What a text leaves blank → values "à compléter", visible and counted; announced counts → computed ones."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from convenir.documents.blocs import (
    Cellule,
    Champ,
    Element,
    Liste,
    Paragraphe,
    Rang,
    Tableau,
    Texte,
    Titre,
    texte_brut,
)
from convenir.documents.publication import ANNEXES, PAGES

if TYPE_CHECKING:
    from convenir.documents.blocs import Bloc, Contenu, Fragment

#: key of a value that the text read leaves blank
MANQUE = "texte.manquant"

_BLANC = re.compile(
    r"(?<![^\W_])(?:\d{0,2}[Xx]{2,}|[Xx])(?:[/.\u00a0\u202f -](?:\d{0,2}[Xx]{2,}\d{0,2}|\d{4}))+(?![^\W_])"
    r"|(?<![^\W_])\d{0,2}X{2,}\d{0,2}(?![^\W_])"
    r"|\[?(?:\.{4,}|…{2,}|(?:\. ){3,}\.|_{3,})\]?"
    r"|\[\s*(?:à compl[ée]ter|à d[ée]finir|\.{2,3}|…)\s*\]"
)
_EN_SUSPENS = re.compile(
    r"\s*(?:fait(?:\s+à)?|à|le|date|(?:publié|reçu|envoyé|transmis|affiché)(?:\s+en\s+préfecture)?\s+le)\s*:?\s*",
    re.IGNORECASE,
)
_CHIFFRES_ROMAINS = re.compile(r"(?:chapitre|titre|livre|si[èe]cle|louis|tome)\s$", re.IGNORECASE)
_ANNONCE = re.compile(
    r"\b(?:comporte|comprend|compte|contient|compos[ée]e? de|constitu[ée]e? de)\b.{0,40}\bpages?\b",
    re.IGNORECASE,
)
_PAGES_ANNONCEES = re.compile(r"\b(?:\d{1,3}|X{2,})(?=\s+pages?\b)|[.…_]{3,}(?=\s+pages?\b)", re.IGNORECASE)
_ANNEXES_ANNONCEES = re.compile(
    r"\b(?:\d{1,2}|X{2,})(?=\s+(?:\w+\s+)?annexes?\b)|[.…_]{3,}(?=\s+(?:\w+\s+)?annexes?\b)", re.IGNORECASE
)


def marquer(contenu: Contenu) -> Contenu:
    """Inline content whose blanks are Champ without value.

    In the sentence that announces how many pages and annexes the convention holds, numbers and blanks
    become computed counts: the layout is ours, so is their truth.
    """
    brut = texte_brut(contenu)
    if _EN_SUSPENS.fullmatch(brut):
        return (*contenu, Texte(" "), Champ(MANQUE))
    if _ANNONCE.search(brut):
        contenu = _substituer(contenu, _PAGES_ANNONCEES, PAGES)
        contenu = _substituer(contenu, _ANNEXES_ANNONCEES, ANNEXES)
    return _substituer(contenu, _BLANC, MANQUE)


def _substituer(contenu: Contenu, motif: re.Pattern[str], cle: str) -> Contenu:
    fragments: list[Fragment] = []
    for fragment in contenu:
        if isinstance(fragment, Texte):
            fragments += _decouper(fragment, motif, cle)
        else:
            fragments.append(fragment)
    return tuple(fragments)


def _decouper(fragment: Texte, motif: re.Pattern[str], cle: str) -> list[Fragment]:
    morceaux: list[Fragment] = []
    debut = 0
    for blanc in motif.finditer(fragment.texte):
        if _CHIFFRES_ROMAINS.search(fragment.texte[: blanc.start()]):
            continue
        if blanc.start() > debut:
            morceaux.append(replace(fragment, texte=fragment.texte[debut : blanc.start()]))
        morceaux.append(Champ(cle))
        debut = blanc.end()
    if debut < len(fragment.texte):
        morceaux.append(replace(fragment, texte=fragment.texte[debut:]))
    return morceaux


def marquer_bloc(bloc: Bloc) -> Bloc:
    """The same bloc, its blanks marked. Headings are left alone: "XX" there is a number."""
    match bloc:
        case Paragraphe():
            return replace(bloc, contenu=marquer(bloc.contenu))
        case Liste():
            return replace(bloc, elements=tuple(map(_element, bloc.elements)))
        case Tableau():
            return _tableau(bloc)
        case Titre() if not _est_numerote(bloc):
            return replace(bloc, contenu=marquer(bloc.contenu))
    return bloc


def _est_numerote(titre: Titre) -> bool:
    return bool(titre.numero) or bool(
        re.match(r"(?i)\s*(?:article|annexe|titre|chapitre)\b", texte_brut(titre.contenu))
    )


def _element(element: Element) -> Element:
    return replace(element, contenu=marquer(element.contenu), sous=tuple(map(_element, element.sous)))


def _tableau(tableau: Tableau) -> Tableau:
    """A table; one that has headings and no row gets a row to complete."""
    rangs = tuple(map(_rang, tableau.rangs))
    if not rangs and tableau.entetes:
        rangs = (Rang(tuple(Cellule((Champ(MANQUE),)) for _ in tableau.entetes[-1].cellules)),)
    return replace(tableau, rangs=rangs)


def _rang(rang: Rang) -> Rang:
    return replace(rang, cellules=tuple(replace(c, contenu=marquer(c.contenu)) for c in rang.cellules))
