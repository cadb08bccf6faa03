"""Codes, numbers and periods of a convention: no database, no side effect."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from convenir.conventions.enums import TypeDisposition

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable

LONGUEUR_CODE = 60
MOTIF_CODE = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def code_propose(*mots: str) -> str:
    """A short code for the command line: "Pays d’Œuvre", "2025" → "pays-d-oeuvre-2025"."""
    lettres = " ".join(mots).lower().replace("œ", "oe").replace("’", " ")
    ascii_ = unicodedata.normalize("NFKD", lettres).encode("ascii", "ignore").decode()
    code = "-".join(re.findall(r"[a-z0-9]+", ascii_))
    return code[:LONGUEUR_CODE].strip("-") or "convention"


def code_libre(base: str, pris: Collection[str]) -> str:
    """`base`, or `base-2`, `base-3`… when the code is taken; never longer than a code may be."""
    if base not in pris:
        return base
    rang = 2
    while (code := f"{base[: LONGUEUR_CODE - len(str(rang)) - 1].rstrip('-')}-{rang}") in pris:
        rang += 1
    return code


def numeros(dispositions: Iterable[tuple[str, str, int | None]]) -> dict[str, int | None]:
    """The printed number of each provision, from its order among those of its type.

    `dispositions`: (cle, type, number as written in the document read, or None), in the order of the text.
    A number that was written is kept: it is the proofreading that says it is wrong, not the reading.
    The préambule has none.
    """
    rangs = dict.fromkeys(TypeDisposition, 0)
    calcules: dict[str, int | None] = {}
    for cle, type_, ecrit in dispositions:
        if type_ == TypeDisposition.PREAMBULE:
            calcules[cle] = None
            continue
        rangs[TypeDisposition(type_)] += 1
        calcules[cle] = rangs[TypeDisposition(type_)] if ecrit is None else ecrit
    return calcules


def nom_de_disposition(type_: str, numero: int | None, titre: str = "") -> str:
    """The provision as a person names it: « Article 7 – Modalités de collaboration », « Préambule »."""
    libelle = TypeDisposition(type_).label
    if numero is None:
        return libelle
    return f"{libelle} {numero} – {titre}" if titre else f"{libelle} {numero}"


def periode_valide(debut: datetime.date | None, fin: datetime.date | None) -> bool:
    """The end does not come before the start; a missing date is not yet wrong."""
    return debut is None or fin is None or fin >= debut


def renvois_vers(texte: str, type_: str, cle: str) -> int:
    """How many times a Markdown text refers to a provision (`[[article/duree]]`)."""
    return texte.count(f"[[{type_}/{cle}]]")
