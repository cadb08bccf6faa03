"""Figures of one notion that cannot all be true: same words, same vintage or none, different values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from convenir.relecture.chiffres.mots import plier
from convenir.relecture.chiffres.tableaux import grilles

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from convenir.lecture.dossier import Dossier
    from convenir.relecture.chiffres.mesures import Mesure

VALEURS_MAXIMALES = 3  # more values are a distribution, not a contradiction
_LIEUX = ("commune", "territoire", "ville", "quartier", "secteur", "epci", "canton", "annee")


def conflits(
    dossier: Dossier, candidates: Iterable[Mesure], cle: Callable[[Mesure], Hashable]
) -> Iterator[list[Mesure]]:
    """For each notion in contradiction, one figure per value, in the order of the text.

    Figures whose vintages are stated and different are an evolution. Rows of a table by place or by
    year are as many notions.
    """
    par_lieu = _lignes_par_lieu(dossier)
    groupes: dict[Any, dict[Any, list[Mesure]]] = {}
    for mesure in candidates:
        if not par_lieu.intersection(mesure.lignes):
            groupes.setdefault(cle(mesure), {}).setdefault(mesure.nombre.valeur, []).append(mesure)
    for valeurs in groupes.values():
        if 1 < len(valeurs) <= VALEURS_MAXIMALES and not _distinguees(valeurs):
            yield [_la_mieux_datee(memes) for memes in valeurs.values()]


def _distinguees(valeurs: dict[Any, list[Mesure]]) -> bool:
    """Each value has its own vintage, or rounding explains the gap."""
    millesimes = [{m.millesime for m in memes if m.millesime} for memes in valeurs.values()]
    if all(len(m) == 1 for m in millesimes) and len({next(iter(m)) for m in millesimes}) == len(valeurs):
        return True
    nombres = [memes[0].nombre for memes in valeurs.values()]
    grossiers = [n for n in nombres if n.approche or n.pas > min(x.pas for x in nombres)]
    precis = [n for n in nombres if n not in grossiers]
    return len(precis) == 1 and all(abs(n.valeur - precis[0].valeur) <= n.pas / 2 for n in grossiers)


def _la_mieux_datee(memes: list[Mesure]) -> Mesure:
    return next((m for m in memes if m.millesime), memes[0])


def _lignes_par_lieu(dossier: Dossier) -> set[int]:
    return {
        ligne
        for grille in grilles(dossier)
        if any(lieu in plier(grille.entete(0)) for lieu in _LIEUX)
        for rang in grille.rangs
        for ligne in rang.lignes
    }


def en_conflit(groupe: list[Mesure]) -> str:
    """The values side by side: "5 901 (sans année) ; 6 164 (2022)"."""
    return " ; ".join(f"{m.nombre.ecrit} ({m.millesime or 'sans année'})" for m in groupe)
