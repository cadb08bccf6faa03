"""What the page of the end shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.conventions.enums import EtatProcedure
from convenir.conventions.enums.procedures import PHRASES
from convenir.conventions.fin.rules import REMEDIABLES, echeance_de
from convenir.conventions.fin.tribunaux import tribunal_administratif
from convenir.territoires.queries import commune, epci, epci_par_nom

if TYPE_CHECKING:
    import datetime

    from convenir.conventions.models import Convention, Procedure
    from convenir.conventions.rules.delais import Echeance


@dataclass(frozen=True, slots=True)
class Suivi:
    """A procedure on a day: its clock, and what may be done."""

    procedure: Procedure
    jour: datetime.date

    @property
    def echeance(self) -> Echeance | None:
        """When its delay ends; None without a letter or a delay."""
        return echeance_de(self.procedure)

    @property
    def jours(self) -> int | None:
        """How many days are left, negative once over; None when no clock runs."""
        if self.procedure.etat != EtatProcedure.ENVOYEE or self.echeance is None:
            return None
        return (self.echeance.retenue - self.jour).days

    @property
    def phrase(self) -> str:
        """Whose turn it is."""
        return PHRASES[EtatProcedure(self.procedure.etat)]

    @property
    def est_en_cours(self) -> bool:
        """Whether something may still be done."""
        return self.procedure.etat in {EtatProcedure.PREPAREE, EtatProcedure.ENVOYEE}

    @property
    def est_remediable(self) -> bool:
        """Whether the other party may still put it right."""
        return (
            self.procedure.nature in REMEDIABLES
            and self.procedure.etat == EtatProcedure.ENVOYEE
            and self.echeance is not None
        )

    @property
    def peut_finir(self) -> bool:
        """Whether the end can be pronounced today: no delay, or a delay that is over."""
        if not self.est_en_cours:
            return False
        return not self.procedure.delai_mois or (
            self.echeance is not None and self.echeance.est_echue(self.jour)
        )


def tribunal_de(convention: Convention) -> str:
    """The court that the text names, else the administrative court of the territory; empty when unknown."""
    lu = str(dict(convention.lecture.get("valeurs", [])).get("tribunal", ""))
    return lu or tribunal_administratif(_departement(convention))


def _departement(convention: Convention) -> str:
    """That of the first commune of the EPCI: a Caf covers a whole département."""
    territoire = epci(convention.epci_siren) if convention.epci_siren else None
    if territoire is None:
        noms = (epci_par_nom(partie.nom) for partie in convention.parties.order_by("ordre"))
        territoire = next(filter(None, noms), None)
    premiere = commune(territoire.communes[0]) if territoire and territoire.communes else None
    return premiere.departement if premiere else ""
