"""Writing XML: elements by short names, so that a renderer reads like the format it writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable

    Balise = Callable[..., etree._Element]  # noqa: SLF001 -- lxml names its element so


def fabrique(espaces: dict[str, str], defaut: str) -> Balise:
    """A function `(name, *children, **attributes) → element` for a vocabulary.

    `espaces`: prefix → namespace ("" for the one written without a prefix). A name is "prefix:local", or
    belongs to `defaut`. In keywords "prefix_local" stands for "prefix:local"; an attribute without a
    prefix belongs to `defaut`, and to no namespace when `defaut` is "". Children are elements, strings
    (text) or None (skipped); attributes that are None are skipped too.
    """
    prefixes = {prefixe or None: espace for prefixe, espace in espaces.items()}

    def qualifie(nom: str) -> str:
        prefixe, _, local = nom.partition(":")
        return f"{{{espaces[prefixe]}}}{local}" if local else f"{{{espaces[defaut]}}}{nom}"

    def attribut(nom: str) -> str:
        prefixe, _, local = nom.partition("_")
        if local and prefixe in espaces:
            return qualifie(f"{prefixe}:{local.replace('_', '-')}")
        return qualifie(nom.replace("_", "-")) if defaut else nom

    def balise(nom: str, *enfants: etree._Element | str | None, **attributs: object) -> etree._Element:
        element = etree.Element(qualifie(nom), nsmap=prefixes)
        for cle, valeur in attributs.items():
            if valeur is not None:
                element.set(attribut(cle), str(valeur))
        for enfant in enfants:
            if isinstance(enfant, str):
                _ecrire(element, enfant)
            elif enfant is not None:
                element.append(enfant)
        return element

    return balise


def _ecrire(element: etree._Element, chaine: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + chaine
    else:
        element.text = (element.text or "") + chaine


def en_octets(element: etree._Element) -> bytes:
    """The XML file of a root element."""
    etree.cleanup_namespaces(element)
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True))
