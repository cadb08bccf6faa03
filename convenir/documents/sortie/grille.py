"""The grid of a table: how many columns, which hold figures, how wide each should be."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from convenir.documents.blocs import Cellule, Champ, Texte, texte_brut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.documents.blocs import Contenu, Rang, Tableau

_CHIFFRE = re.compile(
    r"^(?:environ|près de|plus de|moins de)?\s*[<>≈~+±−-]?\s*\d[\d\s\u00a0\u202f.,]*\s*"
    r"(%|‰|€|k€|M€|Md€|euros?|pts?|points?)?$",
    re.IGNORECASE,
)
_ANNEES = re.compile(r"^(?:19|20)\d{2}\s*[-–/]\s*(?:19|20)?\d{2}$")
_VIDE = frozenset({"–", "-", "—", "n.c.", "nc", "nd", "s"})  # no value, or one kept secret
_SOURCE = re.compile(r"sources?\s*:", re.IGNORECASE)
_TOTAL = re.compile(r"(?:sous-)?total\b|ensemble\b", re.IGNORECASE)
_PART_DE_CHIFFRES = 0.6
_COURT, _LONG = 14, 20  # rows: a table that is never cut, a table set tight
_TEXTE_COURT = 1200  # characters of a table that is never cut
_PUCE = re.compile(r"(?:[•▪●◦]|[–-](?!\s*\d))\s+")
_LARGEUR, _LARGEUR_SERREE = 96, 110  # characters of a label on the width of a page, at 9 and 8 points
_MARGES = 3  # characters that the margins of a cell take
_SERRE = 5  # columns: beyond, letters are smaller
_MOT_MAXIMAL, _PROSE = 24, 60  # characters: longest word never cut, length beyond which prose wraps


@dataclass(frozen=True, slots=True)
class Grille:
    """How a table is set.

    `colonnes`: their number; `chiffres`: those aligned on the right; `parts`: relative widths, sum 1.
    `legende` is printed above, `source` under the table. `total`: the last row sums the others;
    `insecable`: short enough for one page; `dense`: long enough to be set tight.
    """

    colonnes: int
    chiffres: frozenset[int]
    parts: tuple[float, ...]
    legende: str = ""
    source: str = ""
    total: bool = False
    insecable: bool = False
    dense: bool = False


def grille(tableau: Tableau) -> Grille:
    """Measure a table. A column holds figures when most of its filled body cells do."""
    rangs = (*tableau.entetes, *tableau.rangs)
    nombre = max((colonne + cellule.colonnes for _, colonne, cellule in places(rangs)), default=1)
    corps = _par_colonne(tableau.rangs, nombre)
    chiffres = frozenset(n for n in range(nombre) if _de_chiffres(corps[n]))
    est_source = bool(_SOURCE.match(tableau.legende))
    return Grille(
        nombre,
        chiffres,
        _parts(_par_colonne(rangs, nombre), nombre),
        legende="" if est_source else tableau.legende,
        source=tableau.legende if est_source else "",
        total=_a_un_total(tableau.rangs),
        insecable=len(rangs) <= _COURT and sum(_longueur(r) for r in rangs) <= _TEXTE_COURT,
        dense=len(rangs) > _LONG,
    )


def _a_un_total(rangs: tuple[Rang, ...]) -> bool:
    return len(rangs) > 1 and bool(_TOTAL.match(texte_brut(rangs[-1].cellules[0].contenu).strip()))


def _longueur(rang: Rang) -> int:
    return sum(len(texte_brut(c.contenu)) for c in rang.cellules)


def est_chiffre(cellule: Cellule) -> bool:
    """Whether a cell holds one figure, alone or with its unit, or a missing value."""
    brut = texte_brut(cellule.contenu).strip()
    if not brut:
        return any(isinstance(f, Champ) for f in cellule.contenu)
    return brut.lower() in _VIDE or bool(_CHIFFRE.match(brut) or _ANNEES.match(brut))


def places(rangs: tuple[Rang, ...]) -> Iterator[tuple[int, int, Cellule]]:
    """(row, first column, cell) of every cell, spans taken into account."""
    occupees: set[tuple[int, int]] = set()
    for numero, rang in enumerate(rangs):
        colonne = 0
        for cellule in rang.cellules:
            while (numero, colonne) in occupees:
                colonne += 1
            yield numero, colonne, cellule
            occupees |= {
                (numero + dy, colonne + dx) for dy in range(cellule.rangs) for dx in range(cellule.colonnes)
            }
            colonne += cellule.colonnes


def _par_colonne(rangs: tuple[Rang, ...], nombre: int) -> list[list[Cellule]]:
    colonnes: list[list[Cellule]] = [[] for _ in range(nombre)]
    for _, colonne, cellule in places(rangs):
        if cellule.colonnes == 1 and colonne < nombre:
            colonnes[colonne].append(cellule)
    return colonnes


def _de_chiffres(cellules: list[Cellule]) -> bool:
    """Missing values do not make figures by themselves, but they stand among them."""
    pleines = [c for c in cellules if texte_brut(c.contenu).strip().lower() not in {"", *_VIDE}]
    chiffres = sum(map(est_chiffre, pleines))
    return chiffres > 0 and chiffres >= _PART_DE_CHIFFRES * len(pleines)


def _parts(colonnes: list[list[Cellule]], nombre: int) -> tuple[float, ...]:
    """Each column first gets its longest word, so that none overflows; the rest goes where text is long.

    When the longest lines do not fit side by side, a column asks for the square root of what its fullest
    cell holds: prose wraps, and one long cell does not starve the others.
    """
    cellules = [[_imprime(c) for c in colonne] or [""] for colonne in colonnes]
    mots = [min(max((len(m) for t in c for m in t.split()), default=1), _MOT_MAXIMAL) for c in cellules]
    lignes = [min(max(len(ligne) for t in c for ligne in t.split("\n")), _PROSE) for c in cellules]
    largeur = _LARGEUR_SERREE if nombre > _SERRE else _LARGEUR
    if sum(lignes) + _MARGES * nombre > largeur:
        pleines = [max(map(len, c)) for c in cellules]
        volumes = [min(plein, math.sqrt(plein * _PROSE)) for plein in pleines]
        lignes = [round(max(mot, volume)) for mot, volume in zip(mots, volumes, strict=True)]
    reste = max(0, largeur - sum(mots) - _MARGES * nombre)
    envies = [ligne - mot + 1 for ligne, mot in zip(lignes, mots, strict=True)]
    largeurs = [mot + _MARGES + reste * envie / sum(envies) for mot, envie in zip(mots, envies, strict=True)]
    return tuple(round(part / sum(largeurs), 4) for part in largeurs) if nombre else (1.0,)


def _imprime(cellule: Cellule) -> str:
    manque = any(isinstance(f, Champ) and not f.valeur for f in cellule.contenu)
    return texte_brut(cellule.contenu) + ("\nà_compléter" if manque else "")


def en_lignes(contenu: Contenu) -> list[tuple[bool, Contenu]]:
    """The lines of a cell: (is it an item of a list?, what it says without its bullet)."""
    lignes: list[list[Texte | Champ]] = [[]]
    for fragment in contenu:
        if not isinstance(fragment, Texte) or "\n" not in fragment.texte:
            lignes[-1].append(fragment)  # type: ignore[arg-type]  # references were resolved before
            continue
        premier, *suivants = fragment.texte.split("\n")
        lignes[-1].append(replace(fragment, texte=premier))
        lignes += [[replace(fragment, texte=suivant)] for suivant in suivants]
    return [_ligne(tuple(ligne)) for ligne in lignes if ligne]


def _ligne(ligne: Contenu) -> tuple[bool, Contenu]:
    premier = ligne[0]
    puce = _PUCE.match(premier.texte) if isinstance(premier, Texte) else None
    if puce is None or not isinstance(premier, Texte):
        return False, ligne
    return True, (replace(premier, texte=premier.texte[puce.end() :]), *ligne[1:])
