"""Money tables: benefits paid and their printed total, subsidies and services counted by theme."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.lecture.balisage import aplatir
from convenir.lecture.dossier import Montant, Nature, Subvention
from convenir.lecture.tables import cellule, tables
from convenir.socle.formats import lire_euros, lire_nombre
from convenir.socle.themes import normaliser

if TYPE_CHECKING:
    from convenir.lecture.dossier import Passage
    from convenir.lecture.tables import Table

_PRESTATION = re.compile(
    r"\b(?:prestations?|minima\w*|prime|allocations?|rsa|aah|aeeh|apl|aides? au logement|complement)\b"
)
_TOTAL = re.compile(r"^(?:sous )?(?:total|ensemble|montant total|total general)\b")
_PHRASE_TOTAL = re.compile(r"enveloppe|\btotal|\bsoit\b|montant global|au global", re.IGNORECASE)
#: what is printed where a value is still to come
_LACUNE = re.compile(
    r"[Xx]{2,}|[._…]{3,}|…|\?+|à (?:compl[ée]ter|d[ée]finir|pr[ée]ciser)|n\.?c\.?|-{1,3}|", re.IGNORECASE
)
_COMPTE = r"(?:[Xx]{2,}|à\s+compléter|\d{1,4})"
_EQUIPEMENT = re.compile(
    rf"(?<!\w)(?P<nombre>{_COMPTE})\s+(?P<type>[^\W\d].*?)(?=\s*(?<!\w){_COMPTE}\s+[^\W\d]|$)"
)
_TYPE_PUIS_NOMBRE = re.compile(rf"(?P<type>[^\d:,;]{{2,60}}?)\s*:\s*(?P<nombre>{_COMPTE})(?!\d)")
_PORTEE_DU_TOTAL = 3  # passages after the table
_LIGNES_MINIMALES = 2


def est_lacune(texte: str) -> bool:
    """Whether a cell holds a placeholder, or nothing."""
    return _LACUNE.fullmatch(texte.strip()) is not None


def lire_prestations(passages: tuple[Passage, ...]) -> tuple[tuple[Montant, ...], Montant | None]:
    """The benefits paid, one per row or item, and the total that the text prints (never computed)."""
    for table in tables(passages):
        colonne = _colonne_des_prestations(table)
        if colonne is not None:
            lignes = [_montant(rang, colonne) for rang in table.rangs]
            return _separer_total(lignes, _apres(passages, table.rangs[-1]))
    elements = _elements_de_prestations(passages)
    if len(elements) >= _LIGNES_MINIMALES:
        lignes = [_montant_ecrit(p) for p in elements]
        return _separer_total(lignes, _apres(passages, elements[-1]))
    return (), None


def _colonne_des_prestations(table: Table) -> int | None:
    """The column of amounts of a table of benefits: headed so, or by its labels when it has no header."""
    if not table.rangs or table.colonne(r"\bthem") is not None:
        return None
    if table.entete:
        montant = table.colonne(r"montant", r"euros", r"somme", r"verse")
        return montant if table.colonne(r"prestation", r"aides?\b") is not None else None
    reconnus = [
        r for r in table.rangs if _PRESTATION.search(normaliser(r.cellules[0])) and lire_euros(r.texte)
    ]
    return len(table.rangs[0].cellules) - 1 if len(reconnus) >= _LIGNES_MINIMALES else None


def _montant(rang: Passage, colonne: int) -> Montant:
    ecrit = cellule(rang, colonne)
    valeur = None if est_lacune(ecrit) else lire_euros(ecrit) or lire_nombre(ecrit)
    autres = [aplatir(c) for i, c in enumerate(rang.cellules) if i != colonne and c.strip()]
    return Montant(autres[0] if autres else "", valeur, rang.lignes)


def _elements_de_prestations(passages: tuple[Passage, ...]) -> list[Passage]:
    """Items "Prestations familiales : 27 162 662 €" of a text without a table."""
    return [
        p
        for p in passages
        if p.nature is Nature.ELEMENT
        and lire_euros(p.texte) is not None
        and _PRESTATION.match(normaliser(re.split(r"[:\d]", p.texte, maxsplit=1)[0]))
    ]


def _montant_ecrit(passage: Passage) -> Montant:
    libelle = re.split(r"\s*[:–-]?\s*\d", passage.texte, maxsplit=1)[0]
    return Montant(libelle.strip(" :–-"), lire_euros(passage.texte), passage.lignes)


def _apres(passages: tuple[Passage, ...], dernier: Passage) -> tuple[Passage, ...]:
    position = passages.index(dernier) + 1
    return passages[position : position + _PORTEE_DU_TOTAL]


def _separer_total(
    lignes: list[Montant], suite: tuple[Passage, ...]
) -> tuple[tuple[Montant, ...], Montant | None]:
    """Rows without the total, and the total: a row, else the first sentence after the table that says one."""
    detail = tuple(m for m in lignes if not _TOTAL.match(normaliser(m.libelle)))
    total = next((m for m in lignes if _TOTAL.match(normaliser(m.libelle))), None)
    if total is not None:
        return detail, total
    for passage in suite:
        valeur = lire_euros(passage.texte)
        if valeur is not None and _PHRASE_TOTAL.search(passage.texte) and passage.nature is not Nature.RANG:
            return detail, Montant(passage.texte, valeur, passage.lignes)
    return detail, None


def lire_subventions(passages: tuple[Passage, ...]) -> tuple[Subvention, ...]:
    """The rows of tables of subsidies by theme; a placeholder ("XX") is None, never zero."""
    return tuple(
        subvention
        for table in tables(passages)
        if _est_table_de_subventions(table)
        for rang in table.rangs
        if (subvention := _subvention(table, rang)) is not None
    )


def _est_table_de_subventions(table: Table) -> bool:
    return (
        table.colonne(r"\bthem", r"\bdomaine", r"\bchamp") is not None
        and table.colonne(r"montant", r"subvention", r"financement") is not None
    )


def _subvention(table: Table, rang: Passage) -> Subvention | None:
    thematique = aplatir(cellule(rang, table.colonne(r"\bthem", r"\bdomaine", r"\bchamp")))
    if not thematique or _TOTAL.match(normaliser(thematique)):
        return None
    colonne = table.colonne(r"montant", r"subvention", r"financement")
    ecrit = cellule(rang, colonne)
    montant = None if est_lacune(ecrit) else lire_euros(ecrit) or lire_nombre(ecrit)
    comptes = table.colonne(r"nombre", r"equipement", r"service", r"structure", r"action")
    return Subvention(thematique, montant, lire_equipements(cellule(rang, comptes)), rang.lignes)


def lire_equipements(texte: str) -> tuple[tuple[str, int | None], ...]:
    """Services counted in a cell: "15 centres sociaux 4 EVS", "XX EAJE", "RPE : 2"."""
    plat = aplatir(texte)
    motif = _TYPE_PUIS_NOMBRE if ":" in plat else _EQUIPEMENT
    return tuple(
        (trouve["type"].strip(" ,;.-"), int(trouve["nombre"]) if trouve["nombre"].isdecimal() else None)
        for trouve in motif.finditer(plat)
    )
