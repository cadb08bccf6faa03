"""The runs of a Word paragraph → inline content, with the notes, images and text boxes hung on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from convenir.documents.blocs import Texte
from convenir.documents.entree.docx.noms import R, W, allume, val
from convenir.documents.entree.enrichi import normaliser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from convenir.documents.blocs import Contenu
    from convenir.documents.entree.docx.styles import Style, Styles

_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WP_PROPRIETES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_A_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_V_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_M_TEXTE = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_SUPPRIMES = frozenset((W + "del", W + "moveFrom"))
_TUS = _SUPPRIMES | {
    W + "pPr",
    W + "rPr",
    W + "instrText",
    W + "delText",
    W + "sdtPr",
    W + "rt",
    _MC_FALLBACK,
}
_SYMBOLES = {
    "F0B7": "•",
    "F0A7": "▪",
    "F0D8": "➢",
    "F0FC": "✓",
    "F0A8": "□",
    "F06F": "□",
    "F0FE": "☑",
    "F0E8": "➔",
}


@dataclass(slots=True)
class Ligne:
    """What one paragraph holds: its runs, then what hangs on it in the order met."""

    runs: list[Texte] = field(default_factory=list)
    zones: list[_Element] = field(default_factory=list)
    images: list[tuple[str, str]] = field(default_factory=list)  # (alternative, relation)
    notes: list[tuple[str, str]] = field(default_factory=list)  # (kind, identifier)
    saut: bool = False

    @property
    def contenu(self) -> Contenu:
        return normaliser(self.runs)

    @property
    def blancs(self) -> int:
        """Width of the white space typed before the text."""
        chaine = "".join(run.texte for run in self.runs).expandtabs(4)
        return len(chaine) - len(chaine.lstrip())


def lire_paragraphe(
    paragraphe: _Element, styles: Styles, style: Style, appels: dict[tuple[str, str], int]
) -> Ligne:
    """Read a w:p. Inserted text is kept, deleted text and comments are not; `appels` numbers the notes."""
    ligne = Ligne()
    format_courant = Texte("")
    for element in _parcourir(paragraphe):
        if element.tag == W + "r":
            format_courant = _format(element, styles, style)
        elif element.tag == W + "txbxContent":
            ligne.zones.append(element)
        else:
            _ajouter(ligne, element, format_courant, appels)
    return ligne


def _parcourir(racine: _Element) -> Iterator[_Element]:
    """Descendants in the order of the text, without what is not read; a text box is not entered."""
    pile = [iter(racine)]
    while pile:
        element = next(pile[-1], None)
        if element is None:
            pile.pop()
        elif element.tag not in _TUS:
            yield element
            if element.tag != W + "txbxContent":
                pile.append(iter(element))


def _ajouter(ligne: Ligne, element: _Element, modele: Texte, appels: dict[tuple[str, str], int]) -> None:
    chaine = _caracteres(element)
    if chaine:
        ligne.runs.append(_avec(modele, chaine))
    elif element.tag == W + "br" and element.get(W + "type") == "page":
        ligne.saut = True
    elif element.tag in (W + "footnoteReference", W + "endnoteReference"):
        note = (element.tag[len(W) : -len("Reference")], element.get(W + "id", ""))
        appels.setdefault(note, len(appels) + 1)
        ligne.notes.append(note)
        ligne.runs.append(Texte(str(appels[note]), exposant=True))
    elif element.tag in (_WP_PROPRIETES, _A_BLIP, _V_IMAGE):
        _noter_image(ligne, element)


def _caracteres(element: _Element) -> str:
    """Characters that an element of a run stands for."""
    if element.tag in (W + "t", _M_TEXTE):
        return element.text or ""
    if element.tag in (W + "tab", W + "ptab"):
        return "\t"
    if element.tag == W + "cr" or (element.tag == W + "br" and element.get(W + "type") != "page"):
        return "\n"
    if element.tag == W + "noBreakHyphen":
        return "\u2011"
    if element.tag == W + "sym":
        return _SYMBOLES.get(element.get(W + "char", "").upper(), "")
    return ""


def _noter_image(ligne: Ligne, element: _Element) -> None:
    """Keep the alternative text when it is met, then the relation to the bytes."""
    if element.tag == _WP_PROPRIETES:
        ligne.images.append((element.get("descr") or element.get("title") or "", ""))
        return
    relation = element.get(R + "embed") or element.get(R + "id") or ""
    alternative = ligne.images.pop()[0] if ligne.images and not ligne.images[-1][1] else ""
    ligne.images.append((alternative or element.get(_OFFICE + "title") or "", relation))


def _format(run: _Element, styles: Styles, style: Style) -> Texte:
    """Emphasis of a run: what it says, else its character style, else the style of the paragraph."""
    proprietes = run.find(W + "rPr")
    caractere = styles.par_id.get(val(proprietes, "rStyle"))
    gras, italique = allume(proprietes, "b"), allume(proprietes, "i")
    return Texte(
        "",
        gras=bool(caractere and caractere.gras) or style.gras if gras is None else gras,
        italique=bool(caractere and caractere.italique) or style.italique if italique is None else italique,
        souligne=bool(allume(proprietes, "u")),
        exposant=val(proprietes, "vertAlign") == "superscript",
    )


def _avec(modele: Texte, chaine: str) -> Texte:
    return Texte(chaine, modele.gras, modele.italique, modele.souligne, modele.exposant)
