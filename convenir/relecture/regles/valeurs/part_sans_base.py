"""The same category given as several shares, of totals that are not all stated (37 %, 34 %, 35,8 %…)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from convenir.relecture.chiffres.mesures import Mesure, Mesures, lignes_de, mesures
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.regles.valeurs.conflits import conflits

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from convenir.lecture.dossier import Dossier


@regle("valeurs-part-sans-base", Famille.VALEURS, Gravite.AVERTISSEMENT, "Une catégorie, plusieurs parts")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    parts = [p for p in _parts(mesures(dossier)) if p.genre is not None and _categorie(p)]
    for groupe in conflits(dossier, parts, _cle):
        if (any(p.base is None for p in groupe) and len({p.base for p in groupe}) > 1) or all(
            p.base is None for p in groupe
        ):
            yield _trouvaille(groupe)


def _parts(lues: Mesures) -> Iterator[Mesure]:
    """Shares that name their category, or take it from the count they follow ("900 familles, soit 35 %")."""
    for groupe in lues.par_phrase:
        for i, mesure in enumerate(groupe):
            if not mesure.est_part or mesure.comparaison:
                continue
            if mesure.lien == "soit" and not mesure.tete and i and groupe[i - 1].est_compte:
                compte = groupe[i - 1]
                yield replace(
                    mesure, tete=compte.tete, qualificatifs=compte.qualificatifs, tranche=compte.tranche
                )
            elif mesure.tete:
                yield mesure


def _categorie(part: Mesure) -> frozenset[str]:
    return part.qualificatifs - {part.tete}


def _cle(part: Mesure) -> Hashable:
    return part.tete, _categorie(part), part.tranche, part.territoire


def _trouvaille(groupe: list[Mesure]) -> Trouvaille:
    preuve = " ; ".join(
        f"{p.nombre.ecrit} {'(total non dit)' if p.base is None else f'({p.libelle})'}" for p in groupe
    )
    nommee = next((p for p in groupe if p.libelle), groupe[0])
    return Trouvaille(
        lignes=lignes_de(*groupe),
        message=f"La même catégorie (« {nommee.libelle} ») reçoit {len(groupe)} parts différentes, sans "
        f"que chaque total soit dit.",
        preuve=preuve,
        suggestion="Écrivez pour chacune « … % de quel total, en quelle année », ou gardez une seule part.",
        extrait=groupe[0].extrait,
    )
