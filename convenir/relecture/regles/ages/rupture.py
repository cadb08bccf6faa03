"""A band out of all proportion with its neighbours: probably another population."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from convenir.relecture.chiffres.ages import AGE_MAXIMAL
from convenir.relecture.chiffres.mesures import Mesure, lignes_de
from convenir.relecture.chiffres.nombres import ecrire
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.regles.ages.effectifs import bornes, series

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from convenir.lecture.dossier import Dossier

DISPROPORTION = 4


@regle(
    "ages-rupture", Famille.AGES, Gravite.INFORMATION, "Effectif hors de proportion avec la tranche voisine"
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for suite in series(dossier):
        for avant, apres in pairwise(suite):
            contigues = bornes(avant)[1] + 1 == bornes(apres)[0] and bornes(apres)[1] < AGE_MAXIMAL
            petit, grand = sorted((_par_age(avant), _par_age(apres)))
            if contigues and petit * DISPROPORTION < grand:
                yield _trouvaille(avant, apres)


def _par_age(mesure: Mesure) -> Decimal:
    debut, fin = bornes(mesure)
    return mesure.nombre.valeur / (fin - debut + 1)


def _trouvaille(avant: Mesure, apres: Mesure) -> Trouvaille:
    rare = min(avant, apres, key=_par_age)
    return Trouvaille(
        lignes=lignes_de(rare),
        message=f"« {rare.extrait} » : l’effectif par année d’âge s’effondre d’une tranche à l’autre. "
        "Ce n’est sans doute pas la même population (enfants à charge, allocataires…).",
        preuve=f"{ecrire(_par_age(avant))} par an ({avant.libelle}) et {ecrire(_par_age(apres))} par an "
        f"({apres.libelle})",
        suggestion="Dites de quelle population il s’agit (habitants, enfants à charge, allocataires) "
        "et citez la source.",
        extrait=rare.extrait,
    )
