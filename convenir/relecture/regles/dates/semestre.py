"""A half-year or a quarter that does not hold the date given with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle
from convenir.socle.formats import ecrire_date, reperer_dates

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_PERIODE = re.compile(
    r"\b(?P<rang>premier|1er|second|deuxieme|2(?:n?d|e|eme)|troisieme|3e(?:me)?|quatrieme|4e(?:me)?|dernier)\s+"
    r"(?P<unite>semestre|trimestre)\s+(?:de\s+l'annee\s+)?(?P<annee>20\d\d)"
)
_RANGS = {"p": 1, "s": 2, "d": 2, "t": 3, "q": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MOIS_PAR_UNITE = {"semestre": 6, "trimestre": 3}
_PHRASE = re.compile(r"[.;](?=\s)")
_PROCHE = 60  # characters between the half-year and the date said to be in it
_EXPLICATION = re.compile(r",\s+(?=(?:soit|plus precisement|c'est-a-dire|a savoir)\b)")
_AUTRE_MOMENT = re.compile(
    r"\b(?:avant|apres|puis|ensuite|depuis|jusqu|a partir|a compter|et|suite|des le)\b|[,;]"
)


@regle("dates-semestre", Famille.DATES, Gravite.AVERTISSEMENT, "Date hors du semestre annoncé")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for morceau in morceaux(dossier):
        pli = plier(morceau.texte)
        for periode in _PERIODE.finditer(pli):
            for date, debut, fin in reperer_dates(morceau.texte):
                bornes = sorted((periode.span(), (debut, fin)))
                entre = _EXPLICATION.sub(" ", pli[bornes[0][1] : bornes[1][0]])
                lies = len(entre) <= _PROCHE and not _PHRASE.search(entre) and not _AUTRE_MOMENT.search(entre)
                if lies and not _contient(periode, date):
                    ecrit = morceau.texte[bornes[0][0] : bornes[1][1]]
                    yield Trouvaille(
                        lignes=morceau.passage.lignes_de(
                            morceau.decalage + bornes[0][0], morceau.decalage + bornes[1][1]
                        ),
                        message=f"Le {ecrire_date(date)} n’est pas dans le {morceau.texte[periode.start() : periode.end()]}.",
                        preuve=f"On lit : « {ecrit} ».",
                        suggestion="Corrigez la date ou la période.",
                        extrait=ecrit,
                    )


def _contient(periode: re.Match[str], date: datetime.date) -> bool:
    unite = _MOIS_PAR_UNITE[periode["unite"]]
    dernier = 12 // unite
    rang = dernier if periode["rang"] == "dernier" else _RANGS[periode["rang"][0]]
    return date.year == int(periode["annee"]) and (date.month - 1) // unite + 1 == rang
