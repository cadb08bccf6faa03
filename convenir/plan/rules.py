"""What follows from the fields of a fiche: late, silent, how complete, on its way. Pure."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from convenir.plan.enums.avancement import CLOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: a fiche under way that said nothing for so long is silent
SILENCE = datetime.timedelta(days=183)
#: an indicator is on its way when it has come at least this share of what the calendar asks for
TOLERANCE = Decimal("0.9")


def est_en_retard(
    avancement: str, fin: datetime.date | None, echeances: Iterable[datetime.date], jour: datetime.date
) -> bool:
    """Whether an action not over is past its end, or past a step (`echeances` of those not done)."""
    if avancement in CLOS:
        return False
    return any(date < jour for date in (fin, *echeances) if date)


def est_silencieuse(avancement: str, nouvelles_le: datetime.date, jour: datetime.date) -> bool:
    """Whether an action not over has said nothing for six months."""
    return avancement not in CLOS and jour - nouvelles_le > SILENCE


@dataclass(frozen=True, slots=True)
class ChampUtile:
    """Something worth saying of a fiche: the page where it is written, and why it helps."""

    cle: str
    partie: str
    nom: str
    raison: str


#: in the order in which they help most
UTILES = (
    ChampUtile("intervenants", "acteurs", "le pilote", "sans pilote, personne n’est relancé"),
    ChampUtile("description", "contenu", "la description", "ce qui sera fait, en quelques phrases"),
    ChampUtile("fin", "essentiel", "les dates", "sans échéance, aucun retard ne se voit"),
    ChampUtile("etapes", "etapes", "les étapes", "on sait où en est l’action"),
    ChampUtile("indicateurs", "indicateurs", "un indicateur", "le bilan se fera avec lui"),
    ChampUtile("public", "essentiel", "le public", "à qui l’action s’adresse"),
    ChampUtile("resultats", "contenu", "les résultats attendus", "ce qui aura changé"),
    ChampUtile("budget", "budget", "le budget", "qui finance, et combien"),
    ChampUtile("contexte", "contenu", "le contexte", "le constat du diagnostic auquel elle répond"),
    ChampUtile("etp", "moyens", "les moyens humains", "le temps de travail nécessaire"),
)


def manquants(contenu: Mapping[str, Any]) -> tuple[ChampUtile, ...]:
    """What a fiche does not say yet, the most useful first."""
    return tuple(champ for champ in UTILES if not _est_dit(contenu, champ.cle))


def _est_dit(contenu: Mapping[str, Any], cle: str) -> bool:
    if cle == "intervenants":
        return any(i["role"] == "pilote" for i in contenu["intervenants"])
    return bool(contenu[cle])


def completude(contenu: Mapping[str, Any]) -> int:
    """How much of what is useful is said, in per cent."""
    return round(100 * (len(UTILES) - len(manquants(contenu))) / len(UTILES))


def attendu(
    depart: Decimal, cible: Decimal, du: datetime.date, au: datetime.date, jour: datetime.date
) -> Decimal:
    """Where an indicator should be on a day, if it went straight from `depart` (`du`) to `cible` (`au`)."""
    if jour >= au or au <= du:
        return cible
    part = Decimal(max((jour - du).days, 0)) / Decimal((au - du).days)
    return depart + (cible - depart) * part


def est_en_voie(
    depart: Decimal,
    cible: Decimal,
    valeur: Decimal,
    du: datetime.date,
    au: datetime.date,
    jour: datetime.date,
) -> bool:
    """Whether the way made is at least nine tenths of the way that a straight line asks for that day.

    The rule of this software, told wherever its result is: nobody imposes one.
    """
    demande = attendu(depart, cible, du, au, jour) - depart
    fait = valeur - depart
    return fait * demande >= TOLERANCE * demande * demande
