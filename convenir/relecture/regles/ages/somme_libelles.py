"""Bands that add up to a count given elsewhere under another label (16-19 + 20-24 = "16 à 25 ans")."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from convenir.relecture.chiffres.ages import ecrire
from convenir.relecture.chiffres.calcul import addition, total
from convenir.relecture.chiffres.mesures import Mesure, lignes_de
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.regles.ages.effectifs import bornes, effectifs, series

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from convenir.lecture.dossier import Dossier

PARLANT = 200  # below, equal sums may be a coincidence
LONGUEUR = 6  # bands added at most


@regle(
    "ages-somme-libelles", Famille.AGES, Gravite.AVERTISSEMENT, "Tranches additionnées sous un autre libellé"
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    par_valeur: dict[Decimal, Mesure] = {}
    for mesure in effectifs(dossier):
        if mesure.nombre.valeur >= PARLANT:
            par_valeur.setdefault(mesure.nombre.valeur, mesure)
    for suite in series(dossier):
        for debut in range(len(suite)):
            for fin in range(debut + 2, min(len(suite), debut + LONGUEUR) + 1):
                yield from _comparer(suite[debut:fin], par_valeur)


def _comparer(suite: list[Mesure], par_valeur: dict[Decimal, Mesure]) -> Iterator[Trouvaille]:
    reunion = bornes(suite[0])[0], bornes(suite[-1])[1]
    se_suivent = all(bornes(a)[1] + 1 == bornes(b)[0] for a, b in pairwise(suite))
    ensemble = par_valeur.get(total([m.nombre for m in suite]))
    if not se_suivent or ensemble is None or ensemble in suite or bornes(ensemble) == reunion:
        return
    yield Trouvaille(
        lignes=lignes_de(ensemble, *suite),
        message=f"« {ensemble.extrait} » est la somme des tranches qui couvrent {ecrire(reunion)} : "
        "les libellés ne s’accordent pas.",
        preuve=f"{addition([m.nombre for m in suite])} ({', '.join(ecrire(bornes(m)) for m in suite)} = "
        f"{ecrire(reunion)}, et non {ecrire(bornes(ensemble))})",
        suggestion=f"Écrivez {ecrire(reunion)} aux deux endroits, ou vérifiez les bornes dans la source.",
        extrait=ensemble.extrait,
    )
