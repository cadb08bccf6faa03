"""French numbers, amounts, percentages and dates: read as people type them, printed as they expect them.

Shared by every room. Printing uses the narrow no-break space (U+202F) between thousands and before % and €.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FINE = "\u202f"
MOINS = "\u2212"

#: a number as printed in French: spaces of any width (or dots) between thousands, comma or point for decimals
MOTIF_NOMBRE = (
    r"(?:\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+)(?:[.,]\d+)?"
)

_NOMBRE = re.compile(MOTIF_NOMBRE)
_MILLIERS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_ESPACES = re.compile(r"[ \u00a0\u202f\u2009]")
_MULTIPLES = {"m": Decimal(10**6), "million": Decimal(10**6), "k": Decimal(10**3), "millier": Decimal(10**3)}
_MULTIPLES |= {"md": Decimal(10**9), "mds": Decimal(10**9), "milliard": Decimal(10**9)}
_EUROS = re.compile(
    rf"(?P<nombre>{MOTIF_NOMBRE})\s*(?:(?P<multiple>k|Mds?|M|milliards?|millions?|milliers?)\s*(?:d['’]\s*)?)?"
    r"(?:€|euros?\b|EUR\b)",
    re.IGNORECASE,
)

MOIS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_RANG_DU_MOIS = {nom: rang for rang, nom in enumerate(MOIS, start=1)} | {
    "fevrier": 2,
    "aout": 8,
    "decembre": 12,
}
_DATE = re.compile(
    r"(?<![\d/.-])(?:"
    r"(?P<jour>\d{1,2})[/.-](?P<mois>\d{1,2})[/.-](?P<annee>\d{4}|\d{2})(?![\d/])"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)"
    r"|(?P<jour_ecrit>\d{1,2})\s*(?:\^?\{?er\}?)?\s+(?P<mois_ecrit>"
    + "|".join(_RANG_DU_MOIS)
    + r")\s+(?P<annee_ecrite>\d{4})"
    r")",
    re.IGNORECASE,
)
_EN_LETTRES = {
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
    "dix": 10,
    "onze": 11,
    "douze": 12,
    "treize": 13,
    "quatorze": 14,
    "quinze": 15,
    "seize": 16,
    "dix-huit": 18,
    "vingt": 20,
    "vingt-quatre": 24,
    "trente": 30,
    "trente-six": 36,
    "quarante-huit": 48,
    "soixante": 60,
}
#: a small number written in figures or in letters ("cinq", "5", "cinq (5)"), to embed in a pattern
MOTIF_QUANTITE = (
    r"(?:\d{1,3}|" + "|".join(sorted(_EN_LETTRES, key=len, reverse=True)) + r")(?:\s*\(\s*[\w-]{1,20}\s*\))?"
)


def lire_nombre(chaine: str) -> Decimal | None:
    """The first number of a text ("27 162 662 €" → 27162662, "45.2 %" → 45.2), or None.

    "1.250.000" is read with its dots between thousands; a single point is a decimal point.
    """
    trouve = _NOMBRE.search(chaine)
    return decimal(trouve.group()) if trouve else None


def decimal(nombre: str) -> Decimal:
    """The value of a number matched by `MOTIF_NOMBRE`."""
    compact = _ESPACES.sub("", nombre).replace(",", ".")
    if compact.count(".") > 1:
        entier, _, fin = compact.rpartition(".")
        compact = entier.replace(".", "") + (fin if len(fin) == 3 else f".{fin}")  # noqa: PLR2004 -- a group of thousands
    return Decimal(compact)


def lire_euros(chaine: str) -> Decimal | None:
    """The first amount of a text, in euros ("2,5 M€" → 2500000, "> 300 k€" → 300000), or None."""
    trouve = _EUROS.search(chaine)
    if trouve is None:
        return None
    return decimal(trouve["nombre"]) * multiple(trouve["multiple"])


def multiple(mot: str | None) -> Decimal:
    """What "k", "M", "Md", "millions" multiply by; 1 without a word."""
    if not mot:
        return Decimal(1)
    cle = mot.casefold()
    return _MULTIPLES.get(cle) or _MULTIPLES[cle.rstrip("s")]


def lire_quantite(chaine: str) -> int | None:
    """A small whole number in figures or letters ("cinq", "cinq (5)", "24"), or None."""
    mot = chaine.split("(", maxsplit=1)[0].strip().casefold()
    return int(mot) if mot.isdecimal() else _EN_LETTRES.get(mot)


def lire_date(chaine: str) -> datetime.date | None:
    """The first date of a text ("11/06/2025", "1er janvier 2025", "2025-06-11"), or None."""
    return next((date for date, _, _ in reperer_dates(chaine)), None)


def reperer_dates(chaine: str) -> Iterator[tuple[datetime.date, int, int]]:
    """Each date of a text with its bounds in it. An impossible date (31/02/2025) is not one."""
    for trouve in _DATE.finditer(chaine):
        date = _date(trouve)
        if date is not None:
            yield date, trouve.start(), trouve.end()


def _date(trouve: re.Match[str]) -> datetime.date | None:
    try:
        if trouve["iso"]:
            return datetime.date.fromisoformat(trouve["iso"])
        if trouve["mois_ecrit"]:
            mois = _RANG_DU_MOIS[trouve["mois_ecrit"].casefold()]
            return datetime.date(int(trouve["annee_ecrite"]), mois, int(trouve["jour_ecrit"]))
        annee = int(trouve["annee"])
        siecle = 2000 if annee < 100 else 0  # noqa: PLR2004 -- a year on two digits
        return datetime.date(annee + siecle, int(trouve["mois"]), int(trouve["jour"]))
    except ValueError:
        return None


def ecrire_nombre(valeur: Decimal | float, decimales: int | None = None) -> str:
    """A number the French way: "27 162 662", "−4,8". `decimales` fixes how many are printed."""
    nombre = Decimal(str(valeur))
    if decimales is None:
        decimales = max(0, -int(nombre.normalize().as_tuple().exponent)) if nombre.is_finite() else 0
    return f"{nombre:,.{decimales}f}".replace(",", FINE).replace(".", ",").replace("-", MOINS)


def ecrire_euros(valeur: Decimal | float) -> str:
    """An amount: "27 162 662 €", "12,50 €" (two decimals as soon as there are cents)."""
    cents = 0 if Decimal(str(valeur)) == int(valeur) else 2
    return f"{ecrire_nombre(valeur, cents)}{FINE}€"


def ecrire_pourcentage(valeur: Decimal | float) -> str:
    """A percentage already on 100: "45,2 %"."""
    return f"{ecrire_nombre(valeur)}{FINE}%"


def ecrire_avec_unite(valeur: Decimal | float, unite: str, decimales: int | None = None) -> str:
    """A value and its unit: "45,2 %", "12 €", "5 901 enfants". `decimales` fixes how many are printed."""
    if unite == "€" and decimales is None:
        return ecrire_euros(valeur)
    separateur = FINE if unite in {"%", "€"} else " "
    return f"{ecrire_nombre(valeur, decimales)}{separateur}{unite}".strip()


def espacer(texte: str) -> str:
    """The same sentence with the no-break spaces French wants around its signs and inside its numbers.

    Thousands keep the width they were typed with: a narrow space hardly shows in a running text.
    """
    chaine = _MILLIERS.sub("\u00a0", texte)
    for signe in ";!?%€":
        chaine = chaine.replace(f" {signe}", FINE + signe)
    return chaine.replace(" :", "\u00a0:").replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def ecrire_date(date: datetime.date) -> str:
    """A date in full: "1er janvier 2025"."""
    jour = "1er" if date.day == 1 else str(date.day)
    return f"{jour} {MOIS[date.month - 1]} {date.year}"
