"""The total a table prints, against the sum of its rows or of its columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.chiffres.calcul import addition, marge, total
from convenir.relecture.chiffres.mots import plier
from convenir.relecture.chiffres.nombres import Nombre, ecrire
from convenir.relecture.chiffres.tableaux import Grille, est_sous_total, est_total, grilles, nombre_seul
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from convenir.lecture.dossier import Dossier, Lignes, Passage

DEUX = 2
CENT = 100
PRES = 10  # points: a printed total farther from 100 % is a rate, not the sum of shares
_SANS_SOMME = re.compile(
    r"\btaux\b|evolution|variation|\bmoyen|moyenne|ratio|\bpar (?:habitant|enfant|place)|indice|median"
)


@regle("calculs-total-tableau", Famille.CALCULS, Gravite.BLOQUANT, "Total d’un tableau")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for grille in grilles(dossier):
        for colonne in range(1, grille.largeur):
            if _s_additionne(grille, colonne):
                yield from _en_bas(grille, colonne)
        yield from _a_droite(grille)


def _s_additionne(grille: Grille, colonne: int) -> bool:
    """Rates, means and evolutions do not add up; shares do when their total is near the whole."""
    entete = plier(grille.entete(colonne))
    if _SANS_SOMME.search(entete) or any(n is not None and n.signe for n in grille.colonne(colonne)):
        return False
    totaux = [
        n
        for r, n in zip(grille.rangs, grille.colonne(colonne), strict=True)
        if n is not None and est_total(r.cellules[0])
    ]
    parts = any(n.unite == "%" for n in totaux) or "%" in entete
    return not parts or all(abs(n.valeur - CENT) <= PRES for n in totaux)


def _en_bas(grille: Grille, colonne: int) -> Iterator[Trouvaille]:
    """Each "sous-total" sums the rows since the one before; "total" sums the details, or the subtotals."""
    details: list[Nombre] = []
    sous_totaux: list[Nombre] = []
    depuis, complet = 0, True
    for rang, nombre in zip(grille.rangs, grille.colonne(colonne), strict=True):
        if est_sous_total(rang.cellules[0]) and nombre is not None:
            yield from _comparer(details[depuis:], nombre, rang, complet=complet)
            sous_totaux.append(nombre)
            depuis = len(details)
        elif est_total(rang.cellules[0]) and nombre is not None:
            if total(sous_totaux) != nombre.valeur:
                yield from _comparer(details, nombre, rang, complet=complet)
            details, sous_totaux, depuis, complet = [], [], 0, True
        elif nombre is None:
            complet = complet and not (rang.cellules[colonne : colonne + 1] or ("",))[0].strip()
        else:
            details.append(nombre)


def _a_droite(grille: Grille) -> Iterator[Trouvaille]:
    dernieres = [c for c in range(2, grille.largeur) if est_total(grille.entete(c))]
    for colonne in dernieres[-1:]:
        for rang in grille.rangs:
            cellules = [nombre_seul(c) for c in rang.cellules[1:colonne]]
            nombre = nombre_seul(rang.cellules[colonne]) if colonne < len(rang.cellules) else None
            lus = [c for c in cellules if c is not None]
            if nombre is not None and len({c.unite for c in (*lus, nombre)}) == 1:
                complet = all(
                    c is not None or not t.strip() for c, t in zip(cellules, rang.cellules[1:], strict=False)
                )
                yield from _comparer(lus, nombre, rang, complet=complet)


def _comparer(
    termes: Sequence[Nombre], imprime: Nombre, rang: Passage, *, complet: bool
) -> Iterator[Trouvaille]:
    ecart = imprime.valeur - total(termes)
    if len(termes) < DEUX or ecart == 0 or (not complet and ecart > 0):
        return
    arrondi = abs(ecart) <= marge([*termes, imprime])
    yield Trouvaille(
        lignes=_lignes(rang),
        message=f"Le total imprimé ({imprime.ecrit}) n’est pas la somme des lignes du tableau.",
        preuve=f"{addition(termes)}, et non {imprime.ecrit} (écart : "
        f"{ecrire(abs(ecart), _decimales(imprime))})",
        suggestion="Vérifiez si l’écart vient de l’arrondi, et dites-le sous le tableau."
        if arrondi
        else "Corrigez le total, ou la ligne qui le fausse, à partir du fichier d’origine.",
        extrait=imprime.ecrit,
        gravite=Gravite.INFORMATION if arrondi else None,
    )


def _decimales(nombre: Nombre) -> int:
    return max(0, -int(nombre.pas.adjusted()))


def _lignes(rang: Passage) -> Lignes:
    return rang.lignes
