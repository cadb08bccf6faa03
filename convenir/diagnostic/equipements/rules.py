"""What makes a service open at a date, and what is to be looked at in its record."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from convenir.diagnostic.enums import EtatEquipement, PointDeVigilance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.diagnostic.equipements.catalogue import TypeEquipement
    from convenir.diagnostic.models import Equipement

#: beyond it a record is to be verified again: a chosen rule, a year as the convention is reviewed (art. 10)
FRAICHEUR = datetime.timedelta(days=365)


def etat(
    ouvert_le: datetime.date | None, ferme_le: datetime.date | None, au: datetime.date
) -> EtatEquipement:
    """Where a service stands on a day. Without a date of opening it is held to be open already.

    The day of closing is the first one without the service.
    """
    if ferme_le is not None and ferme_le <= au:
        return EtatEquipement.FERME
    if ouvert_le is not None and ouvert_le > au:
        return EtatEquipement.ANNONCE
    return EtatEquipement.FERMETURE_ANNONCEE if ferme_le is not None else EtatEquipement.OUVERT


def points_de_vigilance(
    equipement: Equipement, type_: TypeEquipement, au: datetime.date
) -> tuple[PointDeVigilance, ...]:
    """What is missing or stale in the record of a service; nothing for one that has closed."""
    statut = etat(equipement.ouvert_le, equipement.ferme_le, au)
    if statut == EtatEquipement.FERME:
        return ()
    faits = {
        PointDeVigilance.A_VERIFIER: a_verifier(equipement.verifie_le, au),
        PointDeVigilance.FERMETURE: statut == EtatEquipement.FERMETURE_ANNONCEE,
        PointDeVigilance.PLACES: type_.places and equipement.places is None,
        PointDeVigilance.GESTIONNAIRE: not equipement.gere_par,
        PointDeVigilance.POSITION: not equipement.est_situe,
        PointDeVigilance.COMMUNE: not equipement.insee,
    }
    return tuple(point for point, vrai in faits.items() if vrai)


def a_verifier(verifie_le: datetime.date | None, au: datetime.date) -> bool:
    """Whether nobody has verified a record for more than twelve months."""
    return verifie_le is None or au - verifie_le > FRAICHEUR


def nombre_commun(nombres: Iterable[int | None]) -> int | None:
    """The number that all counts give, None when they disagree or give none."""
    dits = {nombre for nombre in nombres if nombre is not None}
    return dits.pop() if len(dits) == 1 else None
