"""From the dates of a convention and what was done, the due dates at a day. Pure: no database, no clock."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from convenir.conventions.enums.echeances import Etat, Nature
from convenir.conventions.rules.delais import (
    Delai,
    Echeance,
    ajouter,
    ajouter_mois,
    jour_ouvre_suivant,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from convenir.conventions.obligations.catalogue import Obligation, Terme
    from convenir.conventions.obligations.fondements import Fondement

_UN_JOUR = datetime.timedelta(days=1)
_JOURS_COMPTES = 99  # beyond, a countdown in days says nothing


@dataclass(frozen=True, slots=True)
class Vie:
    """What dates the obligations of a convention, at a day: when it binds, its first and last days.

    `terme_deplace`: an avenant in effect moved the last day.
    `departement`: INSEE code, for its holidays; `proroge`: whether the text carries delays over.
    """

    debut: datetime.date
    fin: datetime.date
    signee_le: datetime.date | None = None
    terme_deplace: bool = False
    departement: str = ""
    proroge: bool = False

    @property
    def depart(self) -> datetime.date:
        """From when delays run: nobody was bound before having signed."""
        return max(self.debut, self.signee_le or self.debut)

    @property
    def derniere_annee(self) -> datetime.date:
        """The first day of the last year."""
        return ajouter_mois(self.fin + _UN_JOUR, -12)


@dataclass(frozen=True, slots=True)
class Fait:
    """Something done: when, what shows it (a page, a name). `accomplissement`: its row, if any."""

    le: datetime.date
    par: str = ""
    adresse: str = ""
    accomplissement: int | None = None
    fichier: int | None = None


@dataclass(frozen=True, slots=True)
class Abandon:
    """A due date set aside, and why."""

    pour_le: datetime.date
    motif: str
    par: str = ""


@dataclass(frozen=True, slots=True)
class Cadence:
    """A rhythm in months; `choisi_par` and `choisi_le` when the parties chose it."""

    mois: int
    choisi_par: str = ""
    choisi_le: datetime.date | None = None

    @property
    def est_choisi(self) -> bool:
        return bool(self.choisi_par)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One due date of an obligation. `rang`: its place in the series, which it keeps when its date moves.

    `ouverture`: from when it may be done, None: at any time. `est_prochaine`: it is the one to do; those
    after it are only announced, since their dates run from it.
    """

    obligation: Obligation
    fondement: Fondement
    echeance: Echeance
    rang: int = 1
    sujet: str = ""
    precision: str = ""
    adresse: str = ""
    ouverture: datetime.date | None = None
    cadence: Cadence | None = None
    est_prochaine: bool = True
    fait: Fait | None = None
    abandon: Abandon | None = None

    @property
    def cle(self) -> str:
        """Which obligation, of what: unique with the due date."""
        return f"{self.obligation.cle}--{self.sujet}" if self.sujet else self.obligation.cle

    @property
    def libelle(self) -> str:
        return f"{self.obligation.libelle} : {self.precision}" if self.precision else self.obligation.libelle

    @property
    def date(self) -> datetime.date:
        """The day that counts: the next working day only when the text says so."""
        return self.echeance.retenue

    @property
    def est_ouvree(self) -> bool:
        """Whether the delay ends on a working day, so that one date is enough."""
        return self.echeance.echeance == self.echeance.echeance_prorogee

    def etat(self, jour: datetime.date) -> Etat:
        if self.fait:
            return Etat.FAITE
        if self.abandon:
            return Etat.ECARTEE
        if not self.echeance.est_echue(jour):
            return Etat.A_VENIR
        passes = {Nature.CONSEIL: Etat.A_FAIRE, Nature.REPERE: Etat.PASSEE}
        return passes.get(self.obligation.nature, Etat.EN_RETARD)

    def retard(self, jour: datetime.date) -> int:
        """How many days late it is, or was done; 0 in time."""
        return max(0, ((self.fait.le if self.fait else jour) - self.date).days)


def dernier_depart(terme: datetime.date, delai: Delai) -> datetime.date:
    """The last day from which a delay, counted date to date, ends by the term."""
    recul = Delai(-delai.quantite, delai.unite)
    jour = ajouter(terme, recul)
    while ajouter(jour + _UN_JOUR, delai) <= terme:
        jour += _UN_JOUR
    return jour


def periodiques(
    modele: Occurrence, vie: Vie, faits: Iterable[Fait], abandons: Iterable[Abandon], jour: datetime.date
) -> Iterator[Occurrence]:
    """The occurrences of something done every so many months, up to the last day of the convention.

    Each runs from the time before; what was set aside gives way to the next of the same count. Of those
    missed in a row one is late, the first; those to come follow the count.
    """
    if modele.cadence is None:
        return
    depart, rang, pas = vie.depart, 0, modele.cadence.mois
    for fait in sorted((f for f in faits if vie.debut <= f.le <= jour), key=lambda f: f.le):
        rang += 1
        yield _dater(modele, vie, depart, pas, rang=rang, fait=fait)
        depart = fait.le
    ecartes = {a.pour_le: a for a in abandons}
    saut, ouverte = 0, False
    while (date := ajouter_mois(depart, saut := saut + pas)) <= vie.fin:
        if (abandon := ecartes.get(date)) is not None:
            rang += 1
            yield _dater(modele, vie, depart, saut, rang=rang, abandon=abandon, est_prochaine=False)
        elif not ouverte or date > jour:
            rang += 1
            yield _dater(modele, vie, depart, saut, rang=rang, est_prochaine=not ouverte)
            ouverte = True


def _dater(modele: Occurrence, vie: Vie, depart: datetime.date, mois: int, **champs: object) -> Occurrence:
    return replace(modele, echeance=echeance_au(ajouter_mois(depart, mois), vie, depart), **champs)  # type: ignore[arg-type]


def echeance_au(date: datetime.date, vie: Vie, depart: datetime.date | None = None) -> Echeance:
    """A due date with the working day that follows it, when it is not one."""
    return Echeance(depart or vie.depart, date, jour_ouvre_suivant(date, vie.departement), vie.proroge)


def unique(
    modele: Occurrence, terme: Terme, vie: Vie, faits: Iterable[Fait], abandons: Iterable[Abandon]
) -> Occurrence:
    """What is due once, by the term or the delay that the text sets before it."""
    delai = modele.fondement.delai
    date = dernier_depart(vie.fin, delai) if delai else vie.fin
    ouverture = vie.derniere_annee if terme.derniere_annee and not delai else None
    fait = min((f for f in faits if ouverture is None or f.le >= ouverture), key=lambda f: f.le, default=None)
    return replace(
        modele,
        echeance=echeance_au(date, vie),
        ouverture=ouverture,
        fait=fait,
        abandon=next((a for a in abandons if a.pour_le == date), None),
    )


def trier(occurrences: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """By date, those of a same day in the order of the catalogue."""
    return tuple(sorted(occurrences, key=lambda o: o.date))


def a_faire_maintenant(occurrences: Sequence[Occurrence], jour: datetime.date) -> Occurrence | None:
    """The act to suggest: the latest due of those late, else the first to come that binds."""
    ouvertes = [o for o in occurrences if o.est_prochaine and o.obligation.nature == Nature.LIMITE]
    for etat in (Etat.EN_RETARD, Etat.A_VENIR):
        if trouvee := next((o for o in ouvertes if o.etat(jour) == etat), None):
            return trouvee
    return None


def decompter(occurrence: Occurrence, jour: datetime.date) -> str:
    """How far the day is: « J-21 », « 12 jours de retard », « dans 2 ans »; empty once closed."""
    etat = occurrence.etat(jour)
    jours = (occurrence.date - jour).days
    if etat == Etat.EN_RETARD:
        return f"{-jours} jour{'s' if jours < -1 else ''} de retard"
    if etat == Etat.A_FAIRE:
        return f"conseillé il y a {-jours} jour{'s' if jours < -1 else ''}"
    if etat != Etat.A_VENIR:
        return ""
    if jours == 0:
        return "aujourd’hui"
    if jours <= _JOURS_COMPTES:
        return f"J-{jours}"
    mois = (occurrence.date.year - jour.year) * 12 + occurrence.date.month - jour.month
    mois -= occurrence.date.day < jour.day
    annees = mois // 12
    return f"dans {mois} mois" if not annees else f"dans {annees} an{'s' if annees > 1 else ''}"
