"""Bands listed in a row that leave ages out (0-2, 3-5, 7-11: nobody is six)."""

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

PETIT = 2  # years: a wider gap is two notions, not a hole
TROIS = 3


@regle("ages-trou", Famille.AGES, Gravite.AVERTISSEMENT, "Âges oubliés entre deux tranches")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for suite in map(_sans_totaux, series(dossier)):
        ecarts = [bornes(b)[0] - bornes(a)[1] - 1 for a, b in pairwise(suite)]
        troues = [i for i, ecart in enumerate(ecarts) if 0 < ecart <= PETIT]
        se_suivent = ecarts.count(0)
        if len(suite) >= TROIS and len(troues) == 1 and se_suivent == len(ecarts) - 1:
            yield _trouvaille(suite[troues[0]], suite[troues[0] + 1])


def _sans_totaux(suite: list[Mesure]) -> list[Mesure]:
    """The bands without the last one when it gathers them all ("soit 2 197 enfants de 0 à 17 ans")."""
    derniere = bornes(suite[-1])
    total = all(derniere[0] <= bornes(m)[0] and bornes(m)[1] <= derniere[1] for m in suite[:-1])
    return suite[:-1] if total else suite


def _trouvaille(avant: Mesure, apres: Mesure) -> Trouvaille:
    de, a = bornes(avant)[1] + 1, bornes(apres)[0] - 1
    oublies = f"{de} ans" if de == a else f"{de} et {a} ans"
    return Trouvaille(
        lignes=lignes_de(avant, apres),
        message=f"Entre « {avant.libelle} » et « {apres.libelle} », personne n’est compté à {oublies}.",
        preuve=f"{ecrire(bornes(avant))} puis {ecrire(bornes(apres))} : il manque {oublies}",
        suggestion="Vérifiez les bornes dans la source, ou ajoutez la tranche manquante.",
        extrait=apres.extrait,
    )
