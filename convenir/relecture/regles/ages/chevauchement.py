"""Bands counted one beside the other that share an age ("12 à 16 ans" and "16 à 25 ans")."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from convenir.relecture.chiffres.ages import ecrire
from convenir.relecture.chiffres.mesures import Mesure, lignes_de
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.regles.ages.effectifs import bornes, series

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier


@regle("ages-chevauchement", Famille.AGES, Gravite.AVERTISSEMENT, "Tranches d’âge qui se recouvrent")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for suite in series(dossier):
        for avant, apres in pairwise(suite):
            if _se_recouvrent(avant, apres):
                yield _trouvaille(avant, apres)


def _se_recouvrent(avant: Mesure, apres: Mesure) -> bool:
    """Partly: a band inside another is a detail of it, not an overlap."""
    (a, b), (c, d) = sorted((bornes(avant), bornes(apres)))
    return a < c <= b < d


def _trouvaille(avant: Mesure, apres: Mesure) -> Trouvaille:
    (_, b), (c, _) = sorted((bornes(avant), bornes(apres)))
    partage = f"{c} ans" if b == c else f"{c} à {b} ans"
    return Trouvaille(
        lignes=lignes_de(avant, apres),
        message=f"Les tranches « {avant.libelle} » et « {apres.libelle} » comptent deux fois les jeunes "
        f"de {partage}."
        if c > 2  # noqa: PLR2004 -- from three years on, "jeunes" reads well enough
        else f"Les tranches « {avant.libelle} » et « {apres.libelle} » comptent deux fois les enfants de "
        f"{partage}.",
        preuve=f"{ecrire(bornes(avant))} et {ecrire(bornes(apres))} ont en commun : {partage}",
        suggestion="Donnez des tranches qui se suivent sans se recouvrir, ou précisez « moins de ».",
        extrait=f"{avant.extrait}",
    )
