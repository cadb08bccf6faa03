"""How far an adhesion has come at a date. Pure: no database, no clock.

CGCT, art. L.2131-1: an act is executory once transmitted and published, in whatever order; so these two
dates are facts, and everything that follows from them is computed (ADR 0012).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.adhesions.enums import Avancement, EtatAdhesion
from convenir.conventions.rules.executoire import date_executoire
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    import datetime

    from convenir.adhesions.models import Adhesion

#: stage of an adhesion in force, by what has been done: (received, published)
_VOTEE = {
    (False, False): Avancement.VOTEE,
    (True, False): Avancement.TRANSMISE,
    (False, True): Avancement.PUBLIEE,
}


def executoire_le(adhesion: Adhesion) -> datetime.date | None:
    """The day the vote became executory; None while a date is missing, or when it is no adhesion."""
    if adhesion.statut not in {EtatAdhesion.VOTEE, EtatAdhesion.RETIREE}:
        return None
    return date_executoire(adhesion.recue_le, adhesion.publiee_le)


def effet_le(adhesion: Adhesion) -> datetime.date | None:
    """The first day of the adhesion: executory, and within the life of the convention."""
    executoire = executoire_le(adhesion)
    debut = adhesion.convention.debut
    return None if executoire is None else max(executoire, debut or executoire)


def avancement(adhesion: Adhesion, jour: datetime.date) -> Avancement:
    """The stage at a date, from what had been done by then: what came later is not known yet."""
    if not est_passe(adhesion.deliberee_le, jour):
        est_demandee = est_passe(adhesion.demandee_le, jour)
        return Avancement.DEMANDEE if est_demandee else Avancement.NON_DEMANDEE
    if adhesion.statut == EtatAdhesion.REFUSEE:
        return Avancement.REFUSEE
    if est_passe(adhesion.retiree_le, jour):
        return Avancement.RETIREE
    faits = est_passe(adhesion.recue_le, jour), est_passe(adhesion.publiee_le, jour)
    return _VOTEE.get(faits) or _executoire(adhesion, jour)


def _executoire(adhesion: Adhesion, jour: datetime.date) -> Avancement:
    convention = adhesion.convention
    commencee = convention.debut is not None and convention.debut <= jour
    finie = convention.fin is not None and convention.fin < jour
    return Avancement.EN_VIGUEUR if commencee and not finie else Avancement.EXECUTOIRE


def est_passe(date: datetime.date | None, jour: datetime.date) -> bool:
    """Whether something has been done by that day."""
    return date is not None and date <= jour


def raison_executoire(adhesion: Adhesion) -> str:
    """One sentence: when the vote became executory and why, or what is missing."""
    if adhesion.deliberee_le is None or adhesion.statut == EtatAdhesion.REFUSEE:
        return ""
    recue = f"reçu en préfecture le {ecrire_date(adhesion.recue_le)}" if adhesion.recue_le else ""
    publiee = f"publié le {ecrire_date(adhesion.publiee_le)}" if adhesion.publiee_le else ""
    date = executoire_le(adhesion)
    if date is None:
        manque = " et ".join(
            quoi
            for fait, quoi in ((recue, "la réception en préfecture"), (publiee, "la publication"))
            if not fait
        )
        fait = recue or publiee
        return f"Pas encore exécutoire : il manque {manque}{f' ; l’acte est {fait}' if fait else ''}."
    return (
        f"Exécutoire le {ecrire_date(date)} : l’acte est {recue} et {publiee} ; "
        "la plus tardive des deux dates compte (CGCT, art. L.2131-1)."
    )
