"""Inline traces of markup in a plain text → runs: `**gras**`, `*italique*`, `1^{er}`, stray HTML tags."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from convenir.documents.blocs import Contenu, Fragment, Texte

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGNE = re.compile(
    r"(?P<etoiles>\*+)"
    r"|\^\{(?P<exposant>[^{}]{0,40})\}"
    r"|<(?P<fin>/?)(?P<balise>u|b|strong|i|em|sup|sub|br|p|ul|ol|li|div|span|a|font|center|h[1-6]"
    r"|table|thead|tbody|tr|td|th)(?P<attributs>\s[^<>]{0,300})?\s?/?>"
    r"|(?P<entite>&(?:[a-zA-Z]{2,10}|#\d{1,6}|#x[0-9a-fA-F]{1,5});)"
    r"|\[(?P<libelle>[^\[\]]{1,300})\]\((?P<lien>https?://[^\s()]{1,500})\)",
    re.IGNORECASE,
)
_STYLES = {
    "u": "souligne",
    "b": "gras",
    "strong": "gras",
    "i": "italique",
    "em": "italique",
    "sup": "exposant",
}
_A_LA_LIGNE = frozenset(("br", "p", "li", "div", "ul", "ol", "tr", "table", *(f"h{n}" for n in range(1, 7))))
_ETOILES_MAXIMUM = 3  # bold and italic at once
_COMMANDES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u00ad]")
_SAUTS = re.compile(r"[ \t]*\n\s*")
_PUCE_INTERNE = re.compile(r"\s*([•▪●])\s*")


@dataclass(slots=True)
class _Marque:
    """A sign of the line: what it writes, and the style it switches on or off."""

    texte: str = ""
    allume: tuple[str, ...] = ()
    eteint: tuple[str, ...] = ()
    lien: str = ""
    exposant: bool = False


def enrichir(chaine: str) -> Contenu:
    """Inline content of one line. What pairs with nothing stays as it is written; the words never change.

    A tag that starts a block in HTML becomes a line break inside the content.
    """
    if not any(signe in chaine for signe in "*^<&["):
        return normaliser((Texte(chaine),))
    morceaux = _morceler(chaine)
    contenu = normaliser(_composer(morceaux))
    return contenu or normaliser((Texte(chaine),))


def normaliser(fragments: Sequence[Fragment]) -> Contenu:
    """Inline content without control characters, equal neighbours merged, blank at neither end."""
    propres: list[Fragment] = []
    for style, groupe in groupby(fragments, key=_style):
        if style is None:
            propres.extend(groupe)
        elif chaine := _COMMANDES.sub("", "".join(run.texte for run in groupe if isinstance(run, Texte))):
            propres.append(Texte(_sauts_nets(chaine), *style))
    return _sans_bords(propres)


def _style(fragment: Fragment) -> tuple[bool, bool, bool, bool, str] | None:
    """What two runs share when they are one; None for what is not text."""
    if not isinstance(fragment, Texte):
        return None
    return fragment.gras, fragment.italique, fragment.souligne, fragment.exposant, fragment.lien


def _sauts_nets(chaine: str) -> str:
    """Forced line breaks without blanks around, never two in a row."""
    return _SAUTS.sub("\n", chaine) if "\n" in chaine else chaine


def amputer(contenu: Contenu, longueur: int) -> Contenu:
    """Inline content without its first `longueur` characters."""
    restants: list[Texte] = []
    for run in contenu:
        if isinstance(run, Texte):
            restants.append(replace(run, texte=run.texte[longueur:]))
            longueur = max(0, longueur - len(run.texte))
    return normaliser(restants)


def sans_gras(contenu: Contenu) -> Contenu:
    """Inline content of a heading: bold all along says nothing more."""
    runs = [run for run in contenu if isinstance(run, Texte)]
    if all(run.gras for run in runs if run.texte.strip()):
        return normaliser([replace(run, gras=False) for run in runs])
    return contenu


def _sans_bords(fragments: list[Fragment]) -> Contenu:
    debut, fin = 0, len(fragments)
    while debut < fin and _blanc(fragments[debut]):
        debut += 1
    while fin > debut and _blanc(fragments[fin - 1]):
        fin -= 1
    fragments = fragments[debut:fin]
    if fragments and isinstance(fragments[0], Texte):
        fragments[0] = replace(fragments[0], texte=fragments[0].texte.lstrip())
    if fragments and isinstance(fragments[-1], Texte):
        fragments[-1] = replace(fragments[-1], texte=fragments[-1].texte.rstrip())
    return tuple(fragments)


def _blanc(fragment: Fragment) -> bool:
    return isinstance(fragment, Texte) and not fragment.texte.strip()


def _morceler(chaine: str) -> list[str | _Marque]:
    morceaux: list[str | _Marque] = []
    fin = 0
    etoiles = _paires_d_etoiles(chaine)
    en_liste = False
    for signe in _SIGNE.finditer(chaine):
        morceaux.append(_detacher_puces(chaine[fin : signe.start()], en_liste=en_liste))
        fin = signe.end()
        if signe["etoiles"]:
            morceaux.append(etoiles.get(signe.start()) or signe["etoiles"])
            continue
        if signe["balise"] and signe["balise"].lower() in ("ul", "ol"):
            en_liste = not signe["fin"]
        morceaux.append(_marque(signe))
    morceaux.append(_detacher_puces(chaine[fin:], en_liste=en_liste))
    return morceaux


def _detacher_puces(chaine: str, *, en_liste: bool) -> str:
    """Bullets printed in a row inside a stray `<ul>` each get their line."""
    return _PUCE_INTERNE.sub(r"\n\1 ", chaine) if en_liste else chaine


def _marque(signe: re.Match[str]) -> _Marque:
    if signe["exposant"] is not None:
        return _Marque(texte=signe["exposant"], exposant=True)
    if signe["entite"]:
        return _Marque(texte=html.unescape(signe["entite"]))
    if signe["lien"]:
        return _Marque(texte=signe["libelle"], lien=signe["lien"])
    balise = signe["balise"].lower()
    style = _STYLES.get(balise)
    if style:
        return _Marque(eteint=(style,)) if signe["fin"] else _Marque(allume=(style,))
    return _Marque(texte="\n" if balise in _A_LA_LIGNE else " " if balise in ("td", "th") else "")


def _paires_d_etoiles(chaine: str) -> dict[int, _Marque]:
    """Runs of asterisks that open or close an emphasis, by position; the others stay asterisks."""
    marques: dict[int, _Marque] = {}
    ouvertes: list[tuple[int, int]] = []  # (position, count of asterisks)
    for course in re.finditer(r"\*+", chaine):
        nombre, debut, fin = len(course[0]), course.start(), course.end()
        avant, apres = chaine[debut - 1 : debut], chaine[fin : fin + 1]
        if nombre > _ETOILES_MAXIMUM:
            continue
        if avant.strip() and _fermer(ouvertes, debut, nombre, marques):
            continue
        if apres.strip() and (nombre > 1 or not avant.isalnum()):
            ouvertes.append((debut, nombre))
    return marques


def _fermer(ouvertes: list[tuple[int, int]], debut: int, nombre: int, marques: dict[int, _Marque]) -> bool:
    """Close with `nombre` asterisks the emphases on top of the stack; false when they do not match."""
    reste, sommet = nombre, len(ouvertes)
    while reste and sommet and ouvertes[sommet - 1][1] <= reste:
        reste -= ouvertes[sommet - 1][1]
        sommet -= 1
    if reste or sommet == len(ouvertes):
        return False
    for position, compte in ouvertes[sommet:]:
        marques[position] = _Marque(allume=_styles(compte))
    marques[debut] = _Marque(eteint=_styles(nombre))
    del ouvertes[sommet:]
    return True


def _styles(nombre: int) -> tuple[str, ...]:
    return {1: ("italique",), 2: ("gras",)}.get(nombre, ("gras", "italique"))


def _composer(morceaux: list[str | _Marque]) -> list[Texte]:
    runs: list[Texte] = []
    actifs: set[str] = set()
    for morceau in morceaux:
        if isinstance(morceau, str):
            runs.append(_run(morceau, actifs))
            continue
        actifs.update(morceau.allume)
        actifs.difference_update(morceau.eteint)
        if morceau.texte:
            styles = actifs | {"exposant"} if morceau.exposant else actifs
            runs.append(replace(_run(morceau.texte, styles), lien=morceau.lien))
    return runs


def _run(chaine: str, styles: set[str]) -> Texte:
    return Texte(
        chaine,
        gras="gras" in styles,
        italique="italique" in styles,
        souligne="souligne" in styles,
        exposant="exposant" in styles,
    )
