"""A day of the week that is not that of its date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.registre import Trouvaille, regle
from convenir.socle.formats import reperer_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_AVANT = re.compile(rf"\b({'|'.join(_JOURS)})\s*,?\s*(?:le\s+)?$", re.IGNORECASE)


@regle("dates-jour-semaine", Famille.DATES, Gravite.AVERTISSEMENT, "Jour de la semaine faux")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for morceau in morceaux(dossier):
        for date, debut, fin in reperer_dates(morceau.texte):
            avant = _AVANT.search(morceau.texte, 0, debut)
            if avant is None or avant.group(1).lower() == _JOURS[date.weekday()]:
                continue
            ecrit = morceau.texte[avant.start() : fin]
            yield Trouvaille(
                lignes=morceau.passage.lignes_de(morceau.decalage + avant.start(), morceau.decalage + fin),
                message=f"« {ecrit} » : ce jour-là est un {_JOURS[date.weekday()]}.",
                preuve=f"Au calendrier, le {date:%d/%m/%Y} tombe un {_JOURS[date.weekday()]}.",
                suggestion="Corrigez le jour de la semaine ou la date.",
                extrait=ecrit,
            )
