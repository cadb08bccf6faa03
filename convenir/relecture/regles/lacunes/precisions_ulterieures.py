"""The text relies on details to come, without saying where, when or how they will be agreed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_PLUS_TARD = re.compile(
    r"\b(?:complétée?s?|précisée?s?|définie?s?|fixée?s?|déterminée?s?|arrêtée?s?)\s+(?:de\s+précisions\s+ultérieures?|ultérieurement)"
    r"|\bprécisions\s+ultérieures\b",
    re.IGNORECASE,
)
_CADRE = re.compile(r"\b(?:avenant|annexe|comité|délibération|décret|arrêté|convention\s+(?:spécifique|d['’]objectifs)|\d{4})\b", re.IGNORECASE)  # fmt: skip


@regle(
    "lacunes-precisions-ulterieures", Famille.LACUNES, Gravite.INFORMATION, "Précisions remises à plus tard"
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for morceau in morceaux(dossier):
        trouve = _PLUS_TARD.search(morceau.texte)
        if trouve and not _CADRE.search(morceau.texte):
            yield Trouvaille(
                lignes=morceau.lignes_de(trouve),
                message="Le texte remet des précisions à plus tard, sans dire lesquelles ni sous quelle forme.",
                preuve=morceau.autour(trouve, 60),
                suggestion="Dites ce qui reste à préciser et comment : avenant, annexe mise à jour ou décision du comité.",
                extrait=trouve.group(),
            )
