"""Inline tokens of markdown-it → inline content."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from convenir.documents.blocs import Champ, Contenu, Fragment, Renvoi, Texte
from convenir.documents.entree.enrichi import normaliser
from convenir.documents.markdown.syntaxe import CHAMP, RENVOI

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_OUVERTURES = {"strong_open": "gras", "em_open": "italique"}
_FERMETURES = {"strong_close": "gras", "em_close": "italique"}
_BALISES = {
    "u": "souligne",
    "b": "gras",
    "strong": "gras",
    "i": "italique",
    "em": "italique",
    "sup": "exposant",
}
_BALISE = re.compile(r"<(?P<fin>/?)(?P<nom>[a-z][a-z0-9]*)\b[^>]*>", re.IGNORECASE)
_A_LA_LIGNE = frozenset(("br", "p", "li", "div", "ul", "ol"))
_SIGNES = re.compile(f"{CHAMP.pattern}|{RENVOI.pattern}")


def contenu_de_jetons(jetons: Sequence[Token] | None) -> Contenu:
    """Build the content of a paragraph, a heading or a cell."""
    fragments: list[Fragment] = []
    modele = Texte("")
    for jeton in jetons or ():
        if jeton.type == "champ":
            fragments.append(Champ(jeton.content))
        elif jeton.type == "renvoi":
            fragments.append(Renvoi(jeton.content))
        elif chaine := _caracteres(jeton):
            fragments.append(replace(modele, texte=chaine))
        else:
            modele = _modele(modele, jeton)
    return normaliser(fragments)


def decouper_signes(contenu: Contenu) -> Contenu:
    """Find `{{cle}}` and `[[cible]]` in runs that markdown-it did not read (an HTML table)."""
    fragments: list[Fragment] = []
    for fragment in contenu:
        if not isinstance(fragment, Texte):
            fragments.append(fragment)
            continue
        fin = 0
        for signe in _SIGNES.finditer(fragment.texte):
            fragments.append(replace(fragment, texte=fragment.texte[fin : signe.start()]))
            fragments.append(Champ(signe[1]) if signe[1] else Renvoi(signe[2]))
            fin = signe.end()
        fragments.append(replace(fragment, texte=fragment.texte[fin:]))
    return normaliser(fragments)


def _caracteres(jeton: Token) -> str:
    """Characters that a token shows; none for those that only change the style."""
    if jeton.type in ("text", "code_inline"):
        return jeton.content
    if jeton.type == "softbreak":
        return " "
    if jeton.type == "hardbreak":
        return "\n"
    if jeton.type == "image":
        return jeton.content
    if jeton.type == "html_inline":
        balise = _BALISE.fullmatch(jeton.content)
        nom = balise["nom"].lower() if balise else ""
        return "\n" if nom in _A_LA_LIGNE else ""
    return ""


def _modele(modele: Texte, jeton: Token) -> Texte:
    if jeton.type in _OUVERTURES:
        return _avec(modele, _OUVERTURES[jeton.type], actif=True)
    if jeton.type in _FERMETURES:
        return _avec(modele, _FERMETURES[jeton.type], actif=False)
    if jeton.type == "link_open":
        return replace(modele, lien=str(jeton.attrGet("href") or ""))
    if jeton.type == "link_close":
        return replace(modele, lien="")
    balise = _BALISE.fullmatch(jeton.content) if jeton.type == "html_inline" else None
    style = _BALISES.get(balise["nom"].lower()) if balise else None
    return _avec(modele, style, actif=not balise["fin"]) if balise and style else modele


def _avec(modele: Texte, style: str, *, actif: bool) -> Texte:
    etats = {nom: actif if nom == style else getattr(modele, nom) for nom in ("gras", "italique", "souligne")}
    exposant = actif if style == "exposant" else modele.exposant
    return Texte("", **etats, exposant=exposant, lien=modele.lien)
