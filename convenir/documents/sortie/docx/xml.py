"""The vocabulary of WordprocessingML, and its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.documents.sortie.balises import fabrique

if TYPE_CHECKING:
    from lxml import etree

ESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
ESPACE_XML = "{http://www.w3.org/XML/1998/namespace}space"
w = fabrique(ESPACES, "w")


def paragraphe(style: str, *enfants: etree._Element | None, **proprietes: bool) -> etree._Element:
    """A paragraph of a named style. `page` begins a page, `suivant` keeps it with what follows."""
    ppr = w(
        "pPr",
        w("pStyle", val=style) if style != "Normal" else None,
        w("keepNext") if proprietes.get("suivant") else None,
        w("pageBreakBefore") if proprietes.get("page") else None,
        w("jc", val="right") if proprietes.get("droite") else None,
    )
    return w("p", ppr if len(ppr) else None, *enfants)


def run(chaine: str, *proprietes: etree._Element | None) -> etree._Element:
    """Characters with their properties, given in the order of the schema; a newline is a line break."""
    rpr = w("rPr", *proprietes)
    element = w("r", rpr if len(rpr) else None)
    for rang, ligne in enumerate(chaine.split("\n")):
        if rang:
            element.append(w("br"))
        if ligne:
            texte = w("t", ligne)
            texte.set(ESPACE_XML, "preserve")
            element.append(texte)
    return element


def champ(instruction: str, valeur: str) -> list[etree._Element]:
    """A field with the value printed until it is updated."""
    code = w("instrText", f" {instruction} ")
    code.set(ESPACE_XML, "preserve")
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", code),
        w("r", w("fldChar", fldCharType="separate")),
        run(valeur),
        w("r", w("fldChar", fldCharType="end")),
    ]
