"""Delays counted as the law counts them, on civil dates of Paris.

Counting: Code de procédure civile, art. 641 (the same day of the month, else its last day) and art. 642 (a
delay that ends on a Saturday, a Sunday or a holiday goes on to the next working day). These articles bind
the courts; for a contract the extension holds only when its text says so: both dates are always given.
https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006411002
https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006411003
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from convenir.conventions.rules.feries import est_ouvre
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date

PARIS = ZoneInfo("Europe/Paris")
_MOIS_PAR_AN = 12
_JOURS_PAR_SEMAINE = 7
_UN_JOUR = datetime.timedelta(days=1)


class Unite(StrEnum):
    """What a delay is counted in, as the text of a convention writes it."""

    JOUR = "jour"
    SEMAINE = "semaine"
    MOIS = "mois"
    AN = "an"


@dataclass(frozen=True, slots=True)
class Delai:
    """A length of time as a text sets it: "un mois", "six mois"."""

    quantite: int
    unite: Unite


@dataclass(frozen=True, slots=True)
class Echeance:
    """When a delay ends.

    `depart`: the day that makes it run, which does not count; `echeance`: its last day; `echeance_prorogee`:
    the same, or the next working day; `prorogation_prevue`: whether the text provides for that extension.
    """

    depart: datetime.date
    echeance: datetime.date
    echeance_prorogee: datetime.date
    prorogation_prevue: bool

    @property
    def retenue(self) -> datetime.date:
        """The date that counts: the extended one only if the text says so."""
        return self.echeance_prorogee if self.prorogation_prevue else self.echeance

    def est_echue(self, jour: datetime.date) -> bool:
        """Whether the last day is over: a delay ends on it at midnight (art. 642)."""
        return jour > self.retenue


@dataclass(frozen=True, slots=True)
class Courrier:
    """A registered letter: when it was sent, and received (None as long as the notice has not come back)."""

    envoi: datetime.date
    reception: datetime.date | None = None

    def __post_init__(self) -> None:
        if self.reception is not None and self.reception < self.envoi:
            raise Refus(
                f"La lettre serait reçue le {ecrire_date(self.reception)}, avant son envoi "
                f"le {ecrire_date(self.envoi)} : vérifiez les deux dates."
            )


#: usual lengths in a convention (its article on early end); the text of each may set others
MISE_EN_DEMEURE = Delai(1, Unite.MOIS)
PREAVIS = Delai(6, Unite.MOIS)


def jour_civil(instant: datetime.datetime) -> datetime.date:
    """The date it is in Paris at an instant: 23:30 UTC on 31 December is already 1 January.

    `instant`: with its offset. Raises ValueError without one: the day could not be told.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant without offset has no civil date")
    return instant.astimezone(PARIS).date()


def ajouter_mois(date: datetime.date, mois: int) -> datetime.date:
    """The same day some months later (earlier if negative), or the last of a month too short for it.

    31 January + 1 month = 28 or 29 February (Code de procédure civile, art. 641).
    """
    rang = date.year * _MOIS_PAR_AN + date.month - 1 + mois
    annee, mois_0 = divmod(rang, _MOIS_PAR_AN)
    dernier = calendar.monthrange(annee, mois_0 + 1)[1]
    return datetime.date(annee, mois_0 + 1, min(date.day, dernier))


def ajouter(date: datetime.date, delai: Delai) -> datetime.date:
    """The last day of a delay that runs from a date, of date to date."""
    match delai.unite:
        case Unite.JOUR:
            return date + delai.quantite * _UN_JOUR
        case Unite.SEMAINE:
            return date + delai.quantite * _JOURS_PAR_SEMAINE * _UN_JOUR
        case Unite.MOIS:
            return ajouter_mois(date, delai.quantite)
        case Unite.AN:
            return ajouter_mois(date, delai.quantite * _MOIS_PAR_AN)


def echeance(
    depart: datetime.date, delai: Delai, *, departement: str = "", prorogation_prevue: bool = False
) -> Echeance:
    """When a delay ends, with and without extension to a working day.

    `departement`: INSEE code, for its own holidays; empty for those of the whole country.
    """
    fin = ajouter(depart, delai)
    return Echeance(depart, fin, jour_ouvre_suivant(fin, departement), prorogation_prevue)


def fin_mise_en_demeure(
    courrier: Courrier,
    delai: Delai = MISE_EN_DEMEURE,
    *,
    departement: str = "",
    prorogation_prevue: bool = False,
) -> Echeance:
    """The end of a formal notice left without effect, which runs from the sending, not from the receipt."""
    return echeance(courrier.envoi, delai, departement=departement, prorogation_prevue=prorogation_prevue)


def jour_ouvre_suivant(date: datetime.date, departement: str = "") -> datetime.date:
    """The date itself when people work on it, else the first one after it on which they do."""
    while not est_ouvre(date, departement):
        date += _UN_JOUR
    return date


def jour_ouvre_precedent(date: datetime.date, departement: str = "") -> datetime.date:
    """The date itself when people work on it, else the last one before it on which they do."""
    while not est_ouvre(date, departement):
        date -= _UN_JOUR
    return date


def dernier_depart_franc(date: datetime.date, jours: int) -> datetime.date:
    """The latest day to act so that `jours` whole days stand between the act and the date.

    Clear days are calendar days; neither the day of the act nor the date itself counts.
    """
    return date - (jours + 1) * _UN_JOUR
