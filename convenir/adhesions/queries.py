"""Reused reads: the register of a convention, at a date, and who may be written to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q

from convenir.adhesions.enums import ATTENDUS, Avancement
from convenir.adhesions.rules import avancement, effet_le, est_passe, executoire_le, raison_executoire
from convenir.conventions.queries import a_la_date
from convenir.conventions.rules.executoire import population_en_vigueur
from convenir.territoires.rules import cle

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from convenir.adhesions.models import Adhesion
    from convenir.conventions.models import Convention, Membre


@dataclass(frozen=True)
class Situation:
    """An adhesion as it stands at a date (`jour`)."""

    adhesion: Adhesion
    jour: datetime.date

    @cached_property
    def avancement(self) -> Avancement:
        return avancement(self.adhesion, self.jour)

    @property
    def suite(self) -> str:
        """The next act, and whose it is."""
        return self.avancement.suite

    @cached_property
    def population(self) -> int | None:
        """Inhabitants that count at that date; None when unknown."""
        trouvee = population_en_vigueur(self.adhesion.insee, self.jour)
        return trouvee.valeur if trouvee else None

    @property
    def deliberee_le(self) -> datetime.date | None:
        """The day of the vote, unknown as long as it is to come."""
        return self.adhesion.deliberee_le if est_passe(self.adhesion.deliberee_le, self.jour) else None

    @property
    def executoire_le(self) -> datetime.date | None:
        """The day the vote became executory, unknown as long as it is to come."""
        date = executoire_le(self.adhesion)
        return date if est_passe(date, self.jour) else None

    @property
    def effet_le(self) -> datetime.date | None:
        """The first day of the adhesion, known once the vote is executory, perhaps to come."""
        return effet_le(self.adhesion) if self.executoire_le else None

    @property
    def raison(self) -> str:
        return raison_executoire(self.adhesion)

    @property
    def est_attendue(self) -> bool:
        """Whether the council has not decided yet, and still may."""
        return self.avancement in ATTENDUS and self.adhesion.sortie_le is None

    @property
    def jours_avant_conseil(self) -> int | None:
        """Days to the next council, None when it is not known or over."""
        conseil = self.adhesion.conseil_le
        return None if conseil is None or conseil < self.jour else (conseil - self.jour).days


@dataclass(frozen=True)
class Registre:
    """Where all the communes of a convention stand at a date, in alphabetical order."""

    situations: tuple[Situation, ...]

    @cached_property
    def compte(self) -> Counter[Avancement]:
        return Counter(s.avancement for s in self.situations)

    @property
    def votees(self) -> int:
        """Communes whose vote stands."""
        return sum(s.avancement.est_acquis for s in self.situations)

    @property
    def executoires(self) -> int:
        return self.compte[Avancement.EXECUTOIRE] + self.compte[Avancement.EN_VIGUEUR]

    @property
    def a_completer(self) -> tuple[Situation, ...]:
        """Voted, but not executory yet: a date is missing."""
        incompletes = {Avancement.VOTEE, Avancement.TRANSMISE, Avancement.PUBLIEE}
        return tuple(s for s in self.situations if s.avancement in incompletes)

    @cached_property
    def attendues(self) -> tuple[Situation, ...]:
        """The silent communes, those whose council comes first before the others."""
        silencieuses = [s for s in self.situations if s.est_attendue]
        return tuple(sorted(silencieuses, key=_par_conseil))

    @property
    def prochain(self) -> Situation | None:
        """The first council to come among the silent communes."""
        return next((s for s in self.attendues if s.jours_avant_conseil is not None), None)

    @property
    def votes(self) -> tuple[tuple[str, datetime.date | None], ...]:
        """The rows of the annexe of the communes: each name, with the date of the vote that stands.

        One that left the EPCI is listed as long as its adhesion lasts.
        """
        return tuple(
            (s.adhesion.nom, s.adhesion.deliberee_le if s.avancement.est_acquis else None)
            for s in self.situations
            if s.adhesion.sortie_le is None or s.avancement.est_acquis
        )

    @property
    def population_couverte(self) -> float | None:
        """Share of the inhabitants whose commune voted, in per cent; None when one is not known."""
        populations = [(s.population, s.avancement.est_acquis) for s in self.situations]
        total = sum(p for p, _ in populations if p)
        if not total or any(p is None for p, _ in populations):
            return None
        return 100 * sum(p for p, acquis in populations if p and acquis) / total


def _par_conseil(situation: Situation) -> tuple[bool, int, str]:
    jours = situation.jours_avant_conseil
    return jours is None, jours or 0, cle(situation.adhesion.nom)


def adhesions_de(convention: Convention) -> QuerySet[Adhesion]:
    """The open record of each commune; those filed after a refusal or a withdrawal are left out."""
    return convention.adhesions.filter(archivee_le=None).select_related("convention")


def registre(convention: Convention, jour: datetime.date) -> Registre:
    """Where each commune stands today or at another date, filed records included when they counted then."""
    return tenir(a_la_date(convention, jour), jour)


def tenir(telle: Convention, jour: datetime.date) -> Registre:
    """The same register, of a convention whose term is already that of the day (`a_la_date`)."""
    toutes = list(telle.adhesions.order_by("pk"))
    for adhesion in toutes:
        adhesion.convention = telle
    return Registre(tuple(_retenues(toutes, jour)))


def _retenues(adhesions: Iterable[Adhesion], jour: datetime.date) -> list[Situation]:
    """For each commune, the record that speaks at that date: the last one begun, or else the first."""
    par_commune: dict[str, Situation] = {}
    for adhesion in adhesions:
        situation = Situation(adhesion, jour)
        deja = adhesion.insee in par_commune
        if not deja or situation.avancement is not Avancement.NON_DEMANDEE:
            par_commune[adhesion.insee] = situation
    return sorted(par_commune.values(), key=lambda s: cle(s.adhesion.nom))


def est_ouvert(convention: Convention) -> bool:
    """Whether the register of adhesions has been opened."""
    return convention.adhesions.exists()


def contacts(convention: Convention, insee: str) -> list[Membre]:
    """The members who answer for a commune and can be written to: its own, or those limited to it."""
    membres = (
        convention.membres.filter(parti_le=None)
        .exclude(personne__email=None)
        .filter(Q(organisation__insee=insee) | ~Q(communes=[]))
        .select_related("personne", "organisation")
        .order_by("depuis", "pk")
    )
    siens = [m for m in membres if m.organisation.insee == insee or insee in m.communes]
    return list({m.personne_id: m for m in siens}.values())
