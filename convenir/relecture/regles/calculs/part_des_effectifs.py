"""A share whose parts are counted nearby ("22 800 personnes couvertes … 57 % de la population")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.chiffres.calcul import est_la_part, preuve_de_part
from convenir.relecture.chiffres.mesures import Mesure, Mesures, lignes_de, mesures
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

PROCHE = 8  # sentences
_GENERIQUES = frozenset({"person", "habitant", "population"})


@regle(
    "calculs-part-des-effectifs",
    Famille.CALCULS,
    Gravite.AVERTISSEMENT,
    "Part contredite par les effectifs voisins",
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    lues = mesures(dossier)
    for part in lues.toutes:
        if (
            not (part.est_part and part.base and part.qualificatifs)
            or part.comparaison
            or part.lien == "soit"
        ):
            continue
        voisins = [
            m for m in _voisins(part, lues) if m.est_compte and not m.nombre.approche and m.lien != "dont"
        ]
        hauts = [m for m in voisins if _compte_la_part(m, part) and m.territoire == part.territoire]
        bas = [m for m in voisins if _compte_la_base(m, part) and m.territoire == part.territoire]
        if (
            hauts
            and bas
            and not any(est_la_part(part.nombre, [h.nombre], b.nombre) for h in hauts for b in bas)
        ):
            yield _trouvaille(part, hauts[0], bas[0])


def _voisins(part: Mesure, lues: Mesures) -> list[Mesure]:
    debut, fin = max(0, part.rang - PROCHE), part.rang + PROCHE + 1
    return [
        m
        for groupe in lues.par_phrase[debut:fin]
        for m in groupe
        if m.phrase.disposition == part.phrase.disposition
    ]


def _compte_la_base(compte: Mesure, part: Mesure) -> bool:
    if part.tete in {"population", "habitant"}:
        return compte.tete == "habitant" and not compte.qualificatifs and compte.tranche is None
    return compte.qualificatifs | {compte.tete} == part.base and compte.tranche == part.tranche


def _compte_la_part(compte: Mesure, part: Mesure) -> bool:
    """Everything said of the count is said of the share, and nothing that narrows the base is lost."""
    base = part.base or frozenset()
    if not compte.qualificatifs or compte.tranche != part.tranche:
        return False
    if compte.tete not in base | _GENERIQUES or not compte.qualificatifs & part.qualificatifs:
        return False
    if not compte.qualificatifs <= part.qualificatifs | base:
        return False
    return base - _GENERIQUES - {compte.tete} <= compte.qualificatifs


def _trouvaille(part: Mesure, haut: Mesure, bas: Mesure) -> Trouvaille:
    return Trouvaille(
        lignes=lignes_de(part, haut, bas),
        message=f"{part.nombre.ecrit} ne correspond pas aux effectifs donnés à côté.",
        preuve=preuve_de_part(part.nombre, [haut.nombre], bas.nombre),
        suggestion="Recalculez le pourcentage, ou corrigez l’effectif qui le fausse.",
        extrait=part.extrait,
    )
