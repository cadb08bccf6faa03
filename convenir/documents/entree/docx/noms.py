"""Names of WordprocessingML as lxml writes them, and the attributes read everywhere (ECMA-376, part 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_STRICT_R = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"
_CHIFFRES = 6
_ETEINT = ("0", "false", "off", "none")


def en_transitionnel(racine: _Element) -> _Element:
    """Rename in place the elements of a "strict" document, so that one vocabulary is read."""
    if not racine.tag.startswith(_STRICT):
        return racine
    for element in racine.iter():
        if isinstance(element.tag, str) and element.tag.startswith(_STRICT):
            element.tag = W + element.tag[len(_STRICT) :]
        for nom, valeur in list(element.attrib.items()):
            for strict, transitionnel in ((_STRICT, W), (_STRICT_R, R)):
                if nom.startswith(strict):
                    del element.attrib[nom]
                    element.set(transitionnel + nom[len(strict) :], valeur)
    return racine


def val(element: _Element | None, chemin: str = "") -> str:
    """Attribute w:val of an element, or of its descendant at `chemin` ("pPr/pStyle"); empty when absent."""
    if element is not None and chemin:
        element = element.find("/".join(W + pas for pas in chemin.split("/")))
    return "" if element is None else str(element.get(W + "val") or "")


def entier(chaine: str, defaut: int = 0) -> int:
    """A small number of the file, or `defaut` when it is not one."""
    return int(chaine) if chaine.isascii() and chaine.isdigit() and len(chaine) <= _CHIFFRES else defaut


def retrait(proprietes: _Element | None) -> int | None:
    """Left indent in twips (1/20 pt) told by a w:pPr, None when it says nothing."""
    element = None if proprietes is None else proprietes.find(W + "ind")
    chaine = "" if element is None else element.get(W + "left") or element.get(W + "start") or ""
    return entier(chaine) if chaine else None


def allume(proprietes: _Element | None, nom: str) -> bool | None:
    """State of an on/off property of a run: true, false, or None when nothing is said."""
    element = None if proprietes is None else proprietes.find(W + nom)
    return None if element is None else element.get(W + "val", "1").lower() not in _ETEINT
