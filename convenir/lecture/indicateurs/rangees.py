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
_COMPAREE = re.compile(r"^(?:comparaisons?|references?|reperes?|pour comparaison|a titre de comparaison)$")
_NOMMEE = re.compile(r"\s*(?P<nom>[^\d:\n]{2,60}?)\s*:\s*(?P<valeur>[^:]{1,30})")
_DETERMINANT = re.compile(r"^(?:(?:des|de)\s+|d['’])")
_DONT = re.compile(r"dont\s+(?:(?:des|de)\s+|d['’]|les\s+)?", re.IGNORECASE)
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
        for precedent, rang in zip((None, *table.rangs), table.rangs, strict=False):
            yield from _de_rang(rang, precedent, table, colonnes, territoire)


def _colonnes(table: Table) -> _Colonnes:
    colonnes = _Colonnes()
    for i, entete in enumerate(table.entete):
        annee = _ANNEE.fullmatch(entete.strip())
        if annee:
            colonnes.millesime[i] = annee[1]
        elif est_de_reference(entete) or _COMPAREE.match(normaliser(entete)):
            colonnes.reference[i] = aplatir(entete)
        elif re.search(r"\b(?:annee|millesime)\b", normaliser(entete)):
            colonnes.annee = i
        if _SANS_VALEUR.search(normaliser(entete)):
            colonnes.exclues.add(i)
    return colonnes


def _de_rang(
    rang: Passage, precedent: Passage | None, table: Table, colonnes: _Colonnes, territoire: Territoire
) -> Iterator[Indicateur]:
    comparaison, colonne = _comparaison(rang, colonnes)
    valeurs = {
        i: c
        for i, cellule in enumerate(rang.cellules)
        if i != colonne
        and i not in colonnes.exclues
        and i not in colonnes.reference
        and (c := _chiffre(cellule))
    }
    sauf = {*valeurs, *colonnes.reference, colonne}
    libelle = _libelle_du_rang(rang, sauf)
    if not libelle or not valeurs:
        return
    if _DONT.match(libelle) and precedent is not None:
        libelle = f"{_DONT.sub('', libelle, count=1)}, parmi : {_libelle_du_rang(precedent, sauf)}"
    for i, chiffre in valeurs.items():
        yield _indicateur(
            rang,
            chiffre,
            _libelle(libelle, table, i, seul=len(valeurs) == 1, colonnes=colonnes),
            comparaison if i == max(valeurs) else None,
            _millesime(rang, colonnes, i, table),
            territoire,
        )


def _libelle_du_rang(rang: Passage, sauf: set[int | None]) -> str:
    """The first words of a row outside these columns, without the article of a sentence cut in two cells."""
    libelles_lus = (c for i, c in enumerate(rang.cellules) if i not in sauf and re.search(r"[^\W\d]{2}", c))
    return _DETERMINANT.sub("", aplatir(next(libelles_lus, "")), count=1)


def _comparaison(rang: Passage, colonnes: _Colonnes) -> tuple[Comparaison | None, int | None]:
    """The value of the territory compared with (its name heads the column or the cell) and its column."""
    for i, cellule in enumerate(rang.cellules):
        nom, ecrite = colonnes.reference.get(i, ""), cellule
        nommee = _NOMMEE.fullmatch(cellule)
        if nommee and (i in colonnes.reference or est_de_reference(nommee["nom"])):
            nom, ecrite = aplatir(nommee["nom"]), nommee["valeur"]
        if nom and (chiffre := _chiffre(ecrite)):
            return Comparaison(nom, chiffre.valeur, rang.lignes), i
    return None, None


def _chiffre(cellule: str) -> Chiffre | None:
    """The figure a cell is made of, when it is made of one."""
    texte = aplatir(cellule)
    chiffres = reperer(texte) if len(texte) <= _LONGUEUR_DE_VALEUR else ()
    return (
        chiffres[0] if len(chiffres) == 1 and not re.search(r"[^\W\d]{4}", texte[chiffres[0].fin :]) else None
    )


def _libelle(libelle: str, table: Table, i: int, *, seul: bool, colonnes: _Colonnes) -> str:
    entete = aplatir(table.entete[i]) if i < len(table.entete) else ""
    if seul or i in colonnes.millesime or _VALEUR.match(normaliser(entete)):
        return libelle
    return f"{libelle} : {entete}"


def _millesime(rang: Passage, colonnes: _Colonnes, i: int, table: Table) -> str:
    if i in colonnes.millesime:
        return colonnes.millesime[i]
    if colonnes.annee is not None and colonnes.annee < len(rang.cellules):
        return contexte.millesime(f"en {rang.cellules[colonnes.annee].strip()}")
    au_dessus = contexte.millesime_seul(table.avant.texte) if table.avant else ""
    return contexte.millesime(rang.texte) or au_dessus or contexte.millesime(rang.rubrique)


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
