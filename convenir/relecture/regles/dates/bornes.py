"""A span written backwards: "du 5 mai au 2 mai", "entre 2023 et 2019"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import Morceau, morceaux
from convenir.relecture.registre import Trouvaille, regle
from convenir.socle.formats import ecrire_date, reperer_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_ANNEES = re.compile(
    r"\b(?:entre|de|depuis)\s+((?:19|20)\d\d)\s+(?:et|à|jusqu['’](?:en|à))\s+((?:19|20)\d\d)\b", re.IGNORECASE
)
_LIEN = re.compile(
    r"\s*,?\s*(?:(?:jusqu['’])?aux?|et(?:\s+le)?|jusqu['’]en)\s+(?:le\s+)?(?:\w{5,8}di\s+|dimanche\s+)?$",
    re.IGNORECASE,
)
_OUVERTURE = re.compile(
    r"\b(?:du|entre\s+le|à\s+compter\s+du|à\s+partir\s+du)\s+(?:\w{5,8}di\s+|dimanche\s+)?$", re.IGNORECASE
)


@regle("dates-bornes", Famille.DATES, Gravite.AVERTISSEMENT, "Période écrite à l’envers")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for morceau in morceaux(dossier):
        for debut, fin, message in _inversions(morceau):
            extrait = morceau.texte[debut:fin]
            if _est_la_duree(dossier, morceau, debut):
                continue
            yield Trouvaille(
                lignes=morceau.passage.lignes_de(morceau.decalage + debut, morceau.decalage + fin),
                message=message,
                preuve=f"On lit : « {extrait} ».",
                suggestion="Inversez les bornes ou corrigez l’une d’elles.",
                extrait=extrait,
            )


def _est_la_duree(dossier: Dossier, morceau: Morceau, debut: int) -> bool:
    """The period of the convention itself, which the rule on its duration speaks of."""
    duree = dossier.duree
    if duree is None or duree.debut is None or duree.fin is None or duree.debut <= duree.fin:
        return False
    return morceau.passage.lignes_de(morceau.decalage + debut)[0] in duree.lignes


def _inversions(morceau: Morceau) -> Iterator[tuple[int, int, str]]:
    for trouve in _ANNEES.finditer(morceau.texte):
        if int(trouve.group(1)) > int(trouve.group(2)):
            yield trouve.start(), trouve.end(), f"La période va de {trouve.group(1)} à {trouve.group(2)}."
    dates = list(reperer_dates(morceau.texte))
    for (avant, debut, milieu), (apres, reprise, fin) in pairwise(dates):
        entre = morceau.texte[milieu:reprise]
        ouverte = _OUVERTURE.search(morceau.texte, 0, debut)
        if avant > apres and ouverte and _LIEN.fullmatch(entre):
            yield ouverte.start(), fin, f"La période va du {ecrire_date(avant)} au {ecrire_date(apres)}."
