"""A share of a population above 100 %."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from convenir.relecture.chiffres.mesures import mesures
from convenir.relecture.chiffres.mots import plier
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_PEUT_DEPASSER = re.compile(
    r"\btaux\b|occupation|remplissage|realisation|execution|frequentation|pouvoir|indice|plafond|objectif de"
)


@regle("calculs-part-impossible", Famille.CALCULS, Gravite.BLOQUANT, "Part au-delà de 100 %")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for mesure in mesures(dossier).toutes:
        if not mesure.est_part or mesure.nombre.valeur <= Decimal(100) or not (mesure.base or mesure.genre):
            continue
        if _PEUT_DEPASSER.search(plier(mesure.phrase.texte)):
            continue
        yield Trouvaille(
            lignes=mesure.lignes,
            message=f"Une part ne peut pas dépasser 100 % : « {mesure.extrait} ».",
            preuve=f"{mesure.nombre.ecrit} > 100 %",
            suggestion="Corrigez le pourcentage, ou dites de quelle évolution ou de quel taux il s’agit.",
            extrait=mesure.extrait,
        )
