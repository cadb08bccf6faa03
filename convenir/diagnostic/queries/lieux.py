"""The territories that the figures of a convention are read for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.diagnostic.enums import Niveau
from convenir.diagnostic.rules import FRANCE
from convenir.territoires.queries import communes_de_epci, departement, epci

if TYPE_CHECKING:
    from convenir.conventions.models import Convention


@dataclass(frozen=True, slots=True)
class Lieu:
    """A territory that figures are read for."""

    niveau: str
    code: str
    nom: str

    @property
    def cle(self) -> tuple[str, str]:
        return self.niveau, self.code


def lieux_compares(convention: Convention) -> tuple[Lieu, ...]:
    """The EPCI of a convention, its département (that of most of its communes), France; none without EPCI."""
    trouve = epci(convention.epci_siren) if convention.epci_siren else None
    if trouve is None:
        return ()
    codes = [c.departement for c in communes_de_epci(trouve.siren)]
    lieux = [Lieu(Niveau.EPCI, trouve.siren, trouve.nom)]
    if codes and (lieu := departement(max(sorted(set(codes)), key=codes.count))):
        lieux.append(Lieu(Niveau.DEPARTEMENT, lieu.code, lieu.nom))
    return (*lieux, Lieu(Niveau.FRANCE, FRANCE, "France"))


def lieux_de_l_epci(convention: Convention) -> tuple[Lieu, ...]:
    """The communes of the EPCI of a convention, by name."""
    communes = communes_de_epci(convention.epci_siren) if convention.epci_siren else []
    return tuple(Lieu(Niveau.COMMUNE, c.insee, c.nom) for c in sorted(communes, key=lambda c: c.nom))
