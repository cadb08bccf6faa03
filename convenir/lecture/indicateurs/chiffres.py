"""The figures of a text: value, unit, sign, what is said of their precision; and those that compare."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.lecture.indicateurs.departements import est_de_reference
from convenir.lecture.indicateurs.masques import masquer
from convenir.socle.formats import MOTIF_NOMBRE, decimal, multiple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

_FIGURE = (
    r"(?P<approche>\b(?:environ|pr[èe]s\s+de|presque|plus\s+de|moins\s+de|quelque|autour\s+de|au\s+moins|"
    r"jusqu['’][àa])\s+|[>≥<≤≈~]\s*)?"
    rf"(?P<signe>[-–−+]\s?)?(?<![\w.,/°¤])(?P<nombre>{MOTIF_NOMBRE})(?![\w¤])"
    r"(?P<unite>\s*(?:%|‰|(?P<multiple>k|Mds?|M)?\s?€|(?P<grandeur>millions?|milliards?|milliers?)(?:\s+d['’]\s?(?P<euro>euros?))?"
    r"|euros?\b|(?-i:points?\b(?!\s+[A-ZÀ-Ý]))))?"
)
FIGURE = re.compile(_FIGURE, re.IGNORECASE)
_NOM = r"(?:[A-ZÀ-Ýa-zà-ÿ][\wÀ-ÿ'’.-]*(?:[ -][\wÀ-ÿ'’.-]+){0,4})"
_TERRITOIRE_AVANT = re.compile(rf"(?P<nom>{_NOM})\s*[:=]\s*$")
_TERRITOIRE_APRES = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:dans|au|en|pour|[àa]\s+l['’][ée]chelle|sur|au\s+niveau)\s+"
    rf"(?P<nom>(?:le\s+|la\s+|l['’]|du\s+|de\s+la\s+)?{_NOM})"
)
_ENTRE_PARENTHESES = re.compile(
    r"\(\s*(?:le\s+|la\s+|l['’])?(?P<nom>[A-ZÀ-Ý][\wÀ-ÿ'’.-]*(?: [\wÀ-ÿ'’.-]+){0,3})\s*:\s*$"
)
_PORTEE = 120  # characters between a figure and the territory it is about
_CONTRE = re.compile(r"(?:contre|compar[ée]e?s?\s+[àa]|versus|vs\.?|et|pour|face\s+[àa])\s*$", re.IGNORECASE)
_SIGNE_PERMIS = re.compile(
    r"(?:^|[:(,;]|\b(?:de|[àa]|baisse|hausse|[ée]volution|soit|d['’]))\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Chiffre:
    """A figure and its place: `debut` and `fin` bound it in the text, unit included.

    `unite` is "%", "€", "‰", "points", or empty for a count. `reference` names the département, the
    region or the country when the figure is theirs.
    """

    valeur: Decimal
    unite: str
    debut: int
    fin: int
    ecrit: str
    signe: bool = False
    approche: bool = False
    reference: str = ""
    debut_reference: int = 0


def reperer(texte: str) -> tuple[Chiffre, ...]:
    """The figures of a text, those of comparison included, in order."""
    masque = masquer(texte)
    return tuple(_chiffres(texte, masque))


def _chiffres(texte: str, masque: str) -> Iterator[Chiffre]:
    precedent = 0
    for trouve in FIGURE.finditer(masque):
        chiffre = _chiffre(texte, masque, trouve, precedent)
        yield chiffre
        precedent = chiffre.fin


def _chiffre(texte: str, masque: str, trouve: re.Match[str], precedent: int) -> Chiffre:
    unite = _unite(trouve)
    signe = trouve["signe"] or ""
    debut = trouve.start("nombre")
    if signe and _signe_tient(masque, trouve, unite):
        debut = trouve.start("signe")
    else:
        signe = ""
    valeur = decimal(trouve["nombre"]) * multiple(trouve["multiple"] or trouve["grandeur"])
    reference, debut_reference = _reference(texte, precedent, trouve)
    return Chiffre(
        valeur=-valeur if signe.strip() in {"-", "–", "−"} else valeur,
        unite=unite,
        debut=debut,
        fin=trouve.end(),
        ecrit=texte[trouve.start() if trouve["approche"] else debut : trouve.end()].strip(),
        signe=bool(signe),
        approche=bool(trouve["approche"]),
        reference=reference,
        debut_reference=debut_reference,
    )


def _unite(trouve: re.Match[str]) -> str:
    ecrite = (trouve["unite"] or "").strip().casefold()
    if "€" in ecrite or "euro" in ecrite:
        return "€"
    return ecrite if ecrite in {"%", "‰"} else "points" if ecrite.startswith("point") else ""


def _signe_tient(masque: str, trouve: re.Match[str], unite: str) -> bool:
    """A dash with a space is a sign at the start or after a colon, and a separator elsewhere."""
    signe = trouve["signe"]
    avant = masque[max(0, trouve.start("signe") - _PORTEE) : trouve.start("signe")]
    if unite not in {"%", "points"} and not (signe.strip() == "+" and not avant.rstrip()[-1:].isalnum()):
        return len(signe) == 1 and not avant.strip()
    return bool(_SIGNE_PERMIS.search(avant)) or (len(signe) == 1 and avant.endswith(" "))


def _reference(texte: str, precedent: int, trouve: re.Match[str]) -> tuple[str, int]:
    """The territory a figure of comparison is about: "Nord: 32%", "contre 32 % dans le Nord"."""
    precedent = max(precedent, trouve.start() - _PORTEE)
    avant = texte[precedent : trouve.start()]
    nomme = _TERRITOIRE_AVANT.search(avant)
    if nomme and (nom := _nom_de_reference(nomme["nom"])):
        return nom, precedent + nomme.end("nom") - len(nom)
    oppose = _ENTRE_PARENTHESES.search(avant) if precedent and "%" in (trouve["unite"] or "") else None
    if oppose and "%" in texte[precedent - 2 : precedent]:
        return oppose["nom"], precedent + oppose.start("nom")
    apres = _TERRITOIRE_APRES.match(texte[trouve.end() : trouve.end() + _PORTEE])
    if apres and _CONTRE.search(avant) and (nom := _nom_de_reference(apres["nom"], debut=True)):
        return nom, trouve.start()
    return "", 0


def _nom_de_reference(nom: str, *, debut: bool = False) -> str:
    """The longest run of words that is a territory of comparison, at the end (or start) of the text."""
    mots = nom.split(" ")
    for taille in range(len(mots), 0, -1):
        essai = " ".join(mots[:taille] if debut else mots[-taille:]).strip(" .,")
        if est_de_reference(essai):
            return re.sub(r"^(?:le|la|l['’]|du|de la)\s*", "", essai) if debut else essai
    return ""
