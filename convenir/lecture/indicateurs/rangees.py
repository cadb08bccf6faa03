"""Figures printed as tables: one indicator per row and column of values, compared columns beside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from convenir.lecture.balisage import aplatir
from convenir.lecture.dossier import Comparaison, Indicateur
from convenir.lecture.indicateurs import contexte, libelles
from convenir.lecture.indicateurs.chiffres import reperer
from convenir.lecture.indicateurs.departements import est_de_reference
from convenir.lecture.tables import tables
from convenir.socle.themes import normaliser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Passage
    from convenir.lecture.indicateurs.chiffres import Chiffre
    from convenir.lecture.indicateurs.contexte import Territoire
    from convenir.lecture.tables import Table

_ANNEE = re.compile(r"(?:en\s+|d[ée]cembre\s+)?((?:19|20)\d\d)")
_SANS_VALEUR = re.compile(r"\b(?:source|annee|millesime|unite|date|numero|code|objectif|action|rythme)\b")
_VALEUR = re.compile(
    r"^(?:valeurs?|nombres?|effectifs?|chiffres?|donnees?|total|territoire|epci|agglomeration|intercommunalite|%|part)?$"
)
_LONGUEUR_DE_VALEUR = 30  # characters; a longer cell is a sentence


@dataclass(slots=True)
class _Colonnes:
    """What each column of a table holds, by index."""

    reference: dict[int, str] = field(default_factory=dict)
    millesime: dict[int, str] = field(default_factory=dict)
    annee: int | None = None
    exclues: set[int] = field(default_factory=set)


def lire_rangees(passages: tuple[Passage, ...], territoire: Territoire) -> Iterator[Indicateur]:
    """The indicators of the tables of these passages."""
    for table in tables(passages):
        colonnes = _colonnes(table)
        for rang in table.rangs:
            yield from _de_rang(rang, table, colonnes, territoire)


def _colonnes(table: Table) -> _Colonnes:
    colonnes = _Colonnes()
    for i, entete in enumerate(table.entete):
        annee = _ANNEE.fullmatch(entete.strip())
        if annee:
            colonnes.millesime[i] = annee[1]
        elif est_de_reference(entete):
            colonnes.reference[i] = aplatir(entete)
        elif re.search(r"\b(?:annee|millesime)\b", normaliser(entete)):
            colonnes.annee = i
        if _SANS_VALEUR.search(normaliser(entete)):
            colonnes.exclues.add(i)
    return colonnes


def _de_rang(
    rang: Passage, table: Table, colonnes: _Colonnes, territoire: Territoire
) -> Iterator[Indicateur]:
    valeurs = {
        i: c
        for i, cellule in enumerate(rang.cellules)
        if (c := _chiffre(cellule)) and i not in colonnes.exclues
    }
    libelle = next(
        (aplatir(c) for i, c in enumerate(rang.cellules) if i not in valeurs and re.search(r"[^\W\d]{2}", c)),
        "",
    )
    propres = [i for i in valeurs if i not in colonnes.reference]
    if not libelle or not propres:
        return
    comparaison = next(
        (_comparaison(colonnes.reference[i], valeurs[i], rang) for i in valeurs if i in colonnes.reference),
        None,
    )
    for rang_de_valeur, i in enumerate(propres):
        yield _indicateur(
            rang,
            valeurs[i],
            _libelle(libelle, table, i, seul=len(propres) == 1, colonnes=colonnes),
            comparaison if rang_de_valeur == len(propres) - 1 else None,
            _millesime(rang, colonnes, i),
            territoire,
        )


def _chiffre(cellule: str) -> Chiffre | None:
    """The figure a cell is made of, when it is made of one."""
    texte = aplatir(cellule)
    chiffres = reperer(texte) if len(texte) <= _LONGUEUR_DE_VALEUR else ()
    return (
        chiffres[0] if len(chiffres) == 1 and not re.search(r"[^\W\d]{4}", texte[chiffres[0].fin :]) else None
    )


def _comparaison(nom: str, chiffre: Chiffre, rang: Passage) -> Comparaison:
    return Comparaison(nom, chiffre.valeur, rang.lignes)


def _libelle(libelle: str, table: Table, i: int, *, seul: bool, colonnes: _Colonnes) -> str:
    entete = aplatir(table.entete[i]) if i < len(table.entete) else ""
    if seul or i in colonnes.millesime or _VALEUR.match(normaliser(entete)):
        return libelle
    return f"{libelle} : {entete}"


def _millesime(rang: Passage, colonnes: _Colonnes, i: int) -> str:
    if i in colonnes.millesime:
        return colonnes.millesime[i]
    if colonnes.annee is not None and colonnes.annee < len(rang.cellules):
        return contexte.millesime(f"en {rang.cellules[colonnes.annee].strip()}")
    return contexte.millesime(rang.texte) or contexte.millesime(rang.rubrique)


def _indicateur(
    rang: Passage,
    chiffre: Chiffre,
    libelle: str,
    comparaison: Comparaison | None,
    millesime: str,
    territoire: Territoire,
) -> Indicateur:
    nu = re.sub(r"^(?:nombre|effectifs?|total)\s+(?:de\s+|d['’]|des\s+)", "", libelle, flags=re.IGNORECASE)
    taux = re.search(r"\(\s*%\s*\)|\ben\s+%|^(?:taux|part|pourcentage)\b", libelle, re.IGNORECASE)
    return Indicateur(
        libelle=libelle,
        valeur=chiffre.valeur,
        unite=chiffre.unite or ("%" if taux else libelles.unite(nu)),
        territoire=contexte.territoire_dit(libelle, territoire),
        comparaison=comparaison,
        millesime=millesime,
        lignes=rang.lignes,
        valeur_ecrite=chiffre.ecrit,
        tranche=libelles.tranche(libelle),
        thematique=rang.thematique,
        disposition=rang.disposition,
        passage=rang.texte,
        approche=chiffre.approche,
    )
