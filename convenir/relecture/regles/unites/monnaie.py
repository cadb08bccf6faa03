"""Euros and thousands of euros in one column, or against what its header says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.chiffres.mots import plier
from convenir.relecture.chiffres.tableaux import Grille, grilles
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Passage
    from convenir.relecture.chiffres.nombres import Nombre

DEUX = 2
EUROS = 10_000  # a smaller number without a unit may count anything
_ECHELLES = {
    "k€": re.compile(r"k ?€|milliers? d'euros"),
    "M€": re.compile(r"m ?€|millions? d'euros"),
    "€": re.compile(r"€|euros?"),
}


@regle("unites-monnaie", Famille.UNITES, Gravite.AVERTISSEMENT, "Unités d’une colonne de montants")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for grille in grilles(dossier):
        for colonne in range(1, grille.largeur):
            lus = [
                (r, n) for r, n in zip(grille.rangs, grille.colonne(colonne), strict=True) if n is not None
            ]
            yield from _melange(lus)
            yield from _entete(grille, colonne, lus)


def _echelle(texte: str) -> str:
    plie = plier(texte)
    return next((nom for nom, motif in _ECHELLES.items() if motif.search(plie)), "")


def _melange(lus: list[tuple[Passage, Nombre]]) -> Iterator[Trouvaille]:
    """The odd units of a column, when most of its cells agree."""
    par_unite: dict[str, list[tuple[Passage, Nombre]]] = {}
    for rang, nombre in lus:
        par_unite.setdefault(_echelle(nombre.ecrit) or nombre.unite, []).append((rang, nombre))
    if len(par_unite) != DEUX:
        return
    rares, courants = sorted(par_unite.values(), key=len)
    if len(rares) > 1 or len(courants) < DEUX:
        return
    rang, nombre = rares[0]
    if not _echelle(nombre.ecrit) or not (_echelle(courants[0][1].ecrit) or _sont_des_montants(courants)):
        return
    yield Trouvaille(
        lignes=rang.lignes,
        message=f"« {nombre.ecrit} » n’est pas dans la même unité que le reste de sa colonne.",
        preuve=f"{nombre.ecrit} parmi {', '.join(n.ecrit for _, n in courants[:3])}",
        suggestion="Donnez toute la colonne dans une seule unité, dite dans l’en-tête.",
        extrait=nombre.ecrit,
    )


def _sont_des_montants(courants: list[tuple[Passage, Nombre]]) -> bool:
    """Figures without a unit, large enough to be euros; rows of counts and shares are several notions."""
    return all(not n.unite and n.valeur >= EUROS for _, n in courants)


def _entete(grille: Grille, colonne: int, lus: list[tuple[Passage, Nombre]]) -> Iterator[Trouvaille]:
    """A header in thousands over cells in euros, or the reverse."""
    annoncee = _echelle(grille.entete(colonne))
    ecrites = {_echelle(n.ecrit) for _, n in lus} - {""}
    if annoncee and len(ecrites) == 1 and annoncee not in ecrites and grille.entetes:
        ecrite = ecrites.pop()
        yield Trouvaille(
            lignes=(*grille.entetes[-1].lignes, *lus[0][0].lignes),
            message=f"L’en-tête annonce des {annoncee}, les cellules sont en {ecrite}.",
            preuve=f"en-tête : « {grille.entete(colonne)} » ; première cellule : {lus[0][1].ecrit}",
            suggestion="Mettez l’en-tête et les cellules dans la même unité.",
            extrait=grille.entete(colonne),
        )
