"""The text of an OpenDocument paragraph → inline content, with the notes, frames and images hung on it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from convenir.documents.blocs import Texte
from convenir.documents.entree.enrichi import normaliser
from convenir.documents.entree.odt.styles import DRAW, OFFICE, SVG, TEXT, XLINK, Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

    from convenir.documents.blocs import Contenu

_TUS = frozenset(
    (
        *(OFFICE + nom for nom in ("annotation", "annotation-end", "event-listeners")),
        *(TEXT + nom for nom in ("tracked-changes", "ruby-text")),
        *(SVG + nom for nom in ("title", "desc")),
    )
)
_A_PART = frozenset((TEXT + "note", DRAW + "frame", DRAW + "custom-shape", DRAW + "g"))
_ESPACES_MAXIMUM = 100


@dataclass(slots=True)
class Ligne:
    """What one paragraph holds: its runs, its notes (label, element), the frames anchored in it."""

    runs: list[Texte] = field(default_factory=list)
    notes: list[tuple[str, _Element]] = field(default_factory=list)
    cadres: list[_Element] = field(default_factory=list)
    saut: bool = False

    @property
    def contenu(self) -> Contenu:
        return normaliser(self.runs)


def lire_paragraphe(paragraphe: _Element, styles: Styles) -> Ligne:
    """Read a text:p or text:h; white space is that of ODF (runs of spaces are one, text:s makes more)."""
    ligne = Ligne()
    modele = _format(Texte(""), paragraphe, styles)
    _texte(ligne, paragraphe.text, modele)
    pile = [(paragraphe, modele, iter(paragraphe))]
    while pile:
        parent, modele, enfants = pile[-1]
        enfant = next(enfants, None)
        if enfant is None:
            pile.pop()
            if pile:
                _texte(ligne, parent.tail, pile[-1][1])
        elif enfant.tag in _TUS or enfant.tag in _A_PART:
            _mettre_a_part(ligne, enfant)
            _texte(ligne, enfant.tail, modele)
        else:
            style = _format(modele, enfant, styles)
            _signe(ligne, enfant, style)
            _texte(ligne, enfant.text, style)
            pile.append((enfant, style, iter(enfant)))
    return ligne


def _texte(ligne: Ligne, chaine: str | None, modele: Texte) -> None:
    if not chaine:
        return
    propre = (
        " ".join(chaine.split(" ")) if "\n" not in chaine and "\t" not in chaine else " ".join(chaine.split())
    )
    if propre != chaine:
        propre = f"{' ' * chaine[0].isspace()}{propre}{' ' * chaine[-1].isspace()}" if propre else " "
    ligne.runs.append(replace(modele, texte=propre))


def _signe(ligne: Ligne, element: _Element, modele: Texte) -> None:
    """Characters that an empty element stands for."""
    if element.tag == TEXT + "s":
        nombre = element.get(TEXT + "c", "1")
        ligne.runs.append(
            replace(modele, texte=" " * min(int(nombre) if nombre.isdecimal() else 1, _ESPACES_MAXIMUM))
        )
    elif element.tag == TEXT + "tab":
        ligne.runs.append(replace(modele, texte="\t"))
    elif element.tag == TEXT + "line-break":
        ligne.runs.append(replace(modele, texte="\n"))
    elif element.tag == TEXT + "soft-page-break":
        ligne.saut = True


def _mettre_a_part(ligne: Ligne, element: _Element) -> None:
    if element.tag == TEXT + "note":
        citation = element.find(TEXT + "note-citation")
        appel = "".join(citation.itertext()) if citation is not None else str(len(ligne.notes) + 1)
        ligne.runs.append(Texte(appel, exposant=True))
        ligne.notes.append((appel, element))
    elif element.tag in _A_PART:
        ligne.cadres.append(element)


def _format(modele: Texte, element: _Element, styles: Styles) -> Texte:
    """Emphasis inside an element: its style decides, else that of the text around."""
    nom = element.get(TEXT + "style-name")
    lien = element.get(XLINK + "href", "") if element.tag == TEXT + "a" else modele.lien
    if nom is None:
        return replace(modele, lien=lien) if lien != modele.lien else modele
    return Texte(
        "",
        gras=_ou(styles.emphase(nom, "gras"), modele.gras),
        italique=_ou(styles.emphase(nom, "italique"), modele.italique),
        souligne=_ou(styles.emphase(nom, "souligne"), modele.souligne),
        exposant=_ou(styles.emphase(nom, "exposant"), modele.exposant),
        lien=lien,
    )


def _ou(dit: bool | None, autour: bool) -> bool:  # noqa: FBT001 -- two states of one thing
    return autour if dit is None else dit
