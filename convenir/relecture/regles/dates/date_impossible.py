"""A date that no calendar has: 31 février, 45/13/2025."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle
from convenir.socle.formats import MOIS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_MOIS = {plier(nom): rang for rang, nom in enumerate(MOIS, start=1)}
_EN_LETTRES = re.compile(rf"(?<![\d,./-])(\d{{1,2}})(?:er)?\s+({'|'.join(_MOIS)})\b(?:\s+(\d{{4}}))?")
_EN_CHIFFRES = re.compile(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?![\d/])")
_ANNEE_BISSEXTILE = 2024
_DERNIER_MOIS = 12


@regle("dates-impossible", Famille.DATES, Gravite.BLOQUANT, "Date impossible")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for passage in dossier.passages:
        pli = plier(passage.texte)
        for motif in (_EN_LETTRES, _EN_CHIFFRES):
            for trouve in motif.finditer(pli):
                raison = _raison(trouve)
                if raison:
                    date = passage.texte[trouve.start() : trouve.end()]
                    yield Trouvaille(
                        lignes=passage.lignes_de(trouve.start(), trouve.end()),
                        message=f"La date « {date} » n’existe pas.",
                        preuve=raison,
                        suggestion="Corrigez la date.",
                        extrait=date,
                    )


def _raison(trouve: re.Match[str]) -> str:
    jour = int(trouve.group(1))
    mois = _MOIS.get(trouve.group(2)) or (int(trouve.group(2)) if trouve.group(2).isdigit() else 0)
    annee = int(trouve.group(3)) if trouve.group(3) else _ANNEE_BISSEXTILE
    if not 1 <= mois <= _DERNIER_MOIS:
        return f"Il n’y a pas de mois numéro {mois}."
    dernier = calendar.monthrange(annee, mois)[1]
    if 1 <= jour <= dernier:
        return ""
    de = "d’" if MOIS[mois - 1][0] in "ao" else "de "
    return f"Le mois {de}{MOIS[mois - 1]}{f' {annee}' if trouve.group(3) else ''} a {dernier} jours au plus."
