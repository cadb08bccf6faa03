"""The list of communes, their mayors and the date of their vote (annexe of the communes)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.lecture.balisage import aplatir
from convenir.lecture.dossier import Commune, Nature
from convenir.lecture.prestations import est_lacune
from convenir.lecture.tables import cellule, tables
from convenir.socle.formats import lire_date
from convenir.socle.themes import normaliser

if TYPE_CHECKING:
    from convenir.lecture.dossier import Disposition, Passage
    from convenir.lecture.tables import Table

_LONGUEUR_DE_NOM = 60  # characters
_NOM = re.compile(r"[A-ZÀ-Ý][^\d:;!?]*[^\s.;:,]")
#: a name, then perhaps the mayor and the date of the vote: no verb, no sentence
_NOM_SEUL = re.compile(
    r"(?:(?:L['’]|Les?\s|La\s)?[A-ZÀ-Ý][\wÀ-ÿ'’]*(?:[-\s](?:[a-zà-ÿ]{1,4}['’-]?\s?)?[A-ZÀ-Ý]?[\wÀ-ÿ'’]+){0,6}?)"
    r"(?:\s*[,:(–-]\s.*)?[;,]?"
)
_LIGNES_MINIMALES = 2


def lire_communes(
    passages: tuple[Passage, ...], dispositions: tuple[Disposition, ...]
) -> tuple[Commune, ...]:
    """The communes listed: rows of a table headed so, or the items of an annexe that announces their list."""
    communes = [
        commune
        for table in tables(passages)
        if table.entete and table.colonne(r"\bcommune") == 0 and _dit_l_adhesion(table)
        for rang in table.rangs
        if (commune := _de_rang(table, rang)) is not None
    ]
    if communes:
        return tuple(communes)
    annexes = {
        d.cle for d in dispositions if d.type == "annexe" and re.search(r"\bcommunes\b", normaliser(d.titre))
    }
    return tuple(
        _de_element(p) for cle in annexes for p in _noms([p for p in passages if p.disposition == cle])
    )


def _noms(passages: list[Passage]) -> list[Passage]:
    """The items that name a commune; else lines that stand alone, when they are nothing but names."""
    elements = [p for p in passages if _est_nom(p)]
    lignes = [p for p in passages[1:] if p.nature in {Nature.PARAGRAPHE, Nature.TITRE}]
    seules = [p for p in lignes if len(p.texte) <= _LONGUEUR_DE_NOM and _NOM_SEUL.fullmatch(p.texte)]
    return elements if elements or len(seules) < _LIGNES_MINIMALES else seules


def _dit_l_adhesion(table: Table) -> bool:
    return (
        len(table.entete) == 1
        or table.colonne(r"\bmaire", r"deliberation", r"\bdate", r"adhesion") is not None
    )


def _de_rang(table: Table, rang: Passage) -> Commune | None:
    nom = aplatir(cellule(rang, table.colonne(r"\bcommune")))
    if not nom or est_lacune(nom):
        return None
    maire = aplatir(cellule(rang, table.colonne(r"\bmaire")))
    date = cellule(rang, table.colonne(r"deliberation", r"\bdate"))
    return Commune(nom, "" if est_lacune(maire) else maire, lire_date(date), rang.lignes)


def _est_nom(passage: Passage) -> bool:
    if passage.nature is Nature.RANG:
        return bool(_NOM.fullmatch(passage.cellules[0].strip()))
    return (
        passage.nature is Nature.ELEMENT
        and len(passage.texte) <= _LONGUEUR_DE_NOM
        and bool(_NOM.match(passage.texte))
    )


def _de_element(passage: Passage) -> Commune:
    """An item "Saint-Essai, Mme Maire Exemple, 12/06/2025": the name, then what follows it."""
    parts = passage.cellules or tuple(re.split(r"\s*[,:–(]\s*", passage.texte))
    reste = [part.strip(" ;.)") for part in parts[1:]]
    maire = next((part for part in reste if part and lire_date(part) is None), "")
    return Commune(parts[0].strip(" ;."), maire, lire_date(passage.texte), passage.lignes)
