"""A visa that cites an agreement whose period ended before the convention begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Visa

#: Periods of the agreements between the State and the Cnaf, which the agreements of each Caf (CPOG) follow (securite-sociale.fr).
_PERIODES_COG = ((2009, 2012), (2013, 2017), (2018, 2022), (2023, 2027))
_COG = re.compile(
    r"\b(?:cp?og)\b|conventions?\s+d['’]objectifs\s+et\s+de\s+gestion|contrat\s+pluriannuel\s+d['’]objectifs",
    re.IGNORECASE,
)
_PERIODE = re.compile(r"\b(20\d\d)\s*(?:[-–—/]|à|au|et)\s*(20\d\d)\b")
_PERIODIQUE = re.compile(
    r"\b(?:cp?og|convention|contrat|schéma|plan|programme|pacte|projet|sdsf|période)\b", re.IGNORECASE
)


@regle("dates-visa-perime", Famille.DATES, Gravite.INFORMATION, "Visa d’une période révolue")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    if dossier.duree is None or dossier.duree.debut is None:
        return
    debut = dossier.duree.debut
    for visa in dossier.visas:
        periode, raison, gravite = _periode(visa)
        if periode is not None and periode[1] < debut.year:
            yield Trouvaille(
                lignes=visa.lignes,
                message=f"Ce visa se réfère à la période {periode[0]}-{periode[1]}, close avant le début de la convention.",
                preuve=f"{raison} La convention commence le {ecrire_date(debut)}.",
                suggestion="Citez le document en vigueur, ou vérifiez que ce visa est bien voulu.",
                extrait=visa.texte[:120],
                gravite=gravite,
            )


def _periode(visa: Visa) -> tuple[tuple[int, int] | None, str, Gravite]:
    ecrite = _PERIODE.search(visa.texte)
    if ecrite and _PERIODIQUE.search(visa.texte):
        periode = (int(ecrite.group(1)), int(ecrite.group(2)))
        return periode, f"Le visa écrit « {ecrite.group()} ».", Gravite.AVERTISSEMENT
    if not _COG.search(visa.texte):
        return None, "", Gravite.INFORMATION
    periodes = [p for date in visa.dates if (p := _periode_cog(date))]
    if not periodes:
        return None, "", Gravite.INFORMATION
    date = max(visa.dates)
    return (
        max(periodes),
        f"L’acte du {ecrire_date(date)} relève de cette période nationale.",
        Gravite.INFORMATION,
    )


def _periode_cog(date: datetime.date) -> tuple[int, int] | None:
    return next((p for p in _PERIODES_COG if p[0] <= date.year <= p[1]), None)
