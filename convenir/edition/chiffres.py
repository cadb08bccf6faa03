"""Key figures printed apart, figure over label, laid out again as a table: nothing lost, nothing added."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from convenir.documents.blocs import Cellule, Paragraphe, Rang, Tableau, texte, texte_brut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convenir.documents.blocs import Bloc
    from convenir.lecture.dossier import Indicateur

_ENTETES = ("Indicateur", "Valeur", "Comparaison")
_MINIMUM = 2  # figures: below, a table says no more than the sentence


def par_ligne(indicateurs: Sequence[Indicateur]) -> dict[int, list[Indicateur]]:
    """The figures by the first of their lines."""
    index: dict[int, list[Indicateur]] = {}
    for indicateur in indicateurs:
        if indicateur.lignes:
            index.setdefault(indicateur.lignes[0], []).append(indicateur)
    return index


def en_tableau(blocs: Sequence[Bloc], indicateurs: dict[int, list[Indicateur]]) -> list[Bloc]:
    """The same blocs, their figures in a table; unchanged when a line cannot be told to one figure.

    `blocs` are the paragraphs under one heading, `indicateurs` what `par_ligne` gives. Lines that
    belong to no figure stay, before the table.
    """
    lignes = {b.place.lignes[0]: texte_brut(b.contenu) for b in blocs if _est_ligne(b)}  # type: ignore[union-attr]
    if len(lignes) != len(blocs):
        return list(blocs)
    retenus = [i for n in lignes for i in indicateurs.get(n, ()) if _toutes(i) <= lignes.keys()]
    prises = Counter(n for i in retenus for n in _toutes(i))
    if len(retenus) < _MINIMUM or any(nombre > 1 for nombre in prises.values()):
        return list(blocs)
    rangs = [_rang(i, lignes) for i in retenus]
    if any(rang is None for rang in rangs):
        return list(blocs)
    restes: list[Bloc] = [b for b in blocs if _premiere(b) not in prises]
    compare = any(i.comparaison and set(i.comparaison.lignes) - set(i.lignes) for i in retenus)
    largeur = len(_ENTETES) if compare else len(_ENTETES) - 1
    corps = tuple(Rang(rang.cellules[:largeur]) for rang in rangs if rang)
    return [*restes, Tableau(corps, (Rang(tuple(Cellule(texte(e)) for e in _ENTETES[:largeur])),))]


def _est_ligne(bloc: Bloc) -> bool:
    return isinstance(bloc, Paragraphe) and len(bloc.place.lignes) == 1


def _premiere(bloc: Bloc) -> int:
    return bloc.place.lignes[0]


def _toutes(indicateur: Indicateur) -> set[int]:
    comparees = indicateur.comparaison.lignes if indicateur.comparaison else ()
    return {*indicateur.lignes, *comparees}


def _rang(indicateur: Indicateur, lignes: dict[int, str]) -> Rang | None:
    """One figure: what its lines say but for the figure, the figure, what it is compared to as written."""
    comparees = sorted(_toutes(indicateur) - set(indicateur.lignes))
    dit = " ".join(lignes[n] for n in indicateur.lignes)
    valeur = indicateur.valeur_ecrite
    if not valeur or dit.count(valeur) != 1:
        return None
    libelle = " ".join(dit.replace(valeur, " ").split())
    comparaison = " ".join(lignes[n] for n in comparees)
    return Rang(tuple(Cellule(texte(t)) for t in (libelle, valeur, comparaison)))
