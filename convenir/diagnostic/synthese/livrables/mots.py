"""Figures in words: what a cell says, whence and when; tables of blocs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.diagnostic.enums import StatutValeur
from convenir.documents.blocs import Cellule as Case
from convenir.documents.blocs import Paragraphe, Rang, Tableau, texte
from convenir.socle.formats import ecrire_avec_unite, ecrire_nombre

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from convenir.diagnostic.models import Indicateur, Valeur
    from convenir.diagnostic.queries import Cellule

SANS_VALEUR = "–"
FICTIF = " (exemple fictif)"
_DITS = {
    StatutValeur.ARRONDIE: "arrondie",
    StatutValeur.ESTIMEE: "estimée",
    StatutValeur.SAISIE: "saisie",
}


def dire(cellule: Cellule, *, unite: bool = True) -> str:
    """What a cell says: its number, all of them when they disagree, or why there is none.

    Without `unite`, for a column whose heading has it.
    """
    indicateur = cellule.indicateur
    dite = indicateur.unite if unite else ""
    if cellule.calcul is not None:
        if cellule.calcul.valeur is None:
            return cellule.calcul.raison or SANS_VALEUR
        return _nombre(cellule.calcul.valeur, dite, indicateur.decimales)
    if cellule.retenue is not None:
        return _valeur(indicateur, cellule.retenue, dite)
    if cellule.est_en_conflit:
        dites = (
            f"{_valeur(indicateur, valeur, dite)} ({valeur.source.producteur})"
            for valeur in cellule.dernieres
            if valeur.valeur is not None
        )
        return " ou ".join(dites) + " : sources en désaccord"
    return SANS_VALEUR


def _nombre(valeur: Decimal, unite: str, decimales: int) -> str:
    return ecrire_avec_unite(valeur, unite, decimales) if unite else ecrire_nombre(valeur, decimales)


def _valeur(indicateur: Indicateur, valeur: Valeur, unite: str) -> str:
    if valeur.valeur is None:
        return "secret statistique"
    nombre = _nombre(valeur.valeur, unite, indicateur.decimales)
    dit = _DITS.get(StatutValeur(valeur.statut))
    return f"{nombre} ({dit})" if dit else nombre


def annee(cellule: Cellule) -> str:
    """The year of a cell; empty when there is none."""
    if cellule.calcul is not None:
        return str(cellule.calcul.millesime or "") if cellule.calcul.valeur is not None else ""
    return (
        str(cellule.dernieres[0].millesime) if cellule.retenue is None and cellule.dernieres else _de(cellule)
    )


def _de(cellule: Cellule) -> str:
    return str(cellule.retenue.millesime) if cellule.retenue else ""


def source(cellule: Cellule) -> str:
    """Whence a cell comes: its data set, its producer, its year."""
    if cellule.calcul is not None:
        return ", ".join(filter(None, ("calculé", annee(cellule))))
    retenue = cellule.retenue or next(iter(cellule.dernieres), None)
    return f"{retenue.source.titre}, {retenue.millesime}" if retenue else ""


def tableau(entetes: Sequence[str], rangs: Iterable[Sequence[str]], legende: str = "") -> Tableau:
    """A table of plain cells."""
    return Tableau(tuple(_rang(rang) for rang in rangs), (_rang(entetes),), legende)


def _rang(cellules: Sequence[str]) -> Rang:
    return Rang(tuple(Case(texte(cellule)) for cellule in cellules))


def paragraphe(phrase: str) -> Paragraphe:
    """A plain paragraph."""
    return Paragraphe(texte(phrase))
