"""A band quoted one year off the bands counted beside it ("les 11/25 ans" over 12-15 … 20-24)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from convenir.relecture.chiffres.ages import ecrire, tranches
from convenir.relecture.chiffres.mesures import Mesure, Mesures, lignes_de, mesures
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.regles.ages.effectifs import Bornes, bornes, series

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

DEUX = 2
PRES = 4  # sentences after the last band


@regle("ages-bornes-citees", Famille.AGES, Gravite.INFORMATION, "Tranche citée à un an près")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    lues = mesures(dossier)
    for suite in series(dossier):
        reunion = bornes(suite[0])[0], bornes(suite[-1])[1]
        se_suivent = all(bornes(a)[1] + 1 == bornes(b)[0] for a, b in pairwise(suite))
        if se_suivent:
            yield from _citations(lues, suite, reunion)


def _citations(lues: Mesures, suite: list[Mesure], reunion: Bornes) -> Iterator[Trouvaille]:
    for rang in range(suite[-1].rang + 1, min(suite[-1].rang + 1 + PRES, len(lues.phrases))):
        phrase = lues.phrases[rang]
        if (
            phrase.disposition != suite[0].phrase.disposition
            or phrase.thematique != suite[0].phrase.thematique
        ):
            return
        for tranche in tranches(phrase.texte):
            ecarts = abs(tranche.debut - reunion[0]), abs(tranche.fin - reunion[1])
            if max(ecarts) == 1:
                yield Trouvaille(
                    lignes=(*phrase.lignes_de(tranche.de, tranche.a), *lignes_de(*suite)),
                    message=f"« {tranche.ecrite} » ne correspond pas aux tranches comptées juste au-dessus, "
                    f"qui vont de {reunion[0]} à {reunion[1]} ans.",
                    preuve=f"{', '.join(ecrire(bornes(m)) for m in suite)} = {ecrire(reunion)}, et non "
                    f"{ecrire(tranche.bornes)}",
                    suggestion=f"Écrivez {ecrire(reunion)}, ou donnez l’effectif de la tranche citée.",
                    extrait=tranche.ecrite,
                )
