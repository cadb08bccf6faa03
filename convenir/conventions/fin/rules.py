"""Who may end a convention, on what grounds, when; where it stands in its life. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from convenir.conventions.enums import NatureProcedure
from convenir.conventions.rules.delais import (
    MISE_EN_DEMEURE,
    PREAVIS,
    Courrier,
    Delai,
    Echeance,
    Unite,
    fin_mise_en_demeure,
)
from convenir.territoires.rules import cle

if TYPE_CHECKING:
    import datetime

    from convenir.conventions.models import Convention, Procedure

#: Only the Caf may act on these grounds; on the others, either party.
RESERVEES_A_LA_CAF = frozenset({NatureProcedure.INFRACTION, NatureProcedure.MODIFICATION})
#: What the other party can still put right before the delay is over.
REMEDIABLES = frozenset({NatureProcedure.MANQUEMENT, NatureProcedure.INFRACTION})
#: The usual delay of each, in months; the text of a convention may set another.
DELAIS_USUELS = {
    NatureProcedure.MANQUEMENT: MISE_EN_DEMEURE.quantite,
    NatureProcedure.INFRACTION: MISE_EN_DEMEURE.quantite,
    NatureProcedure.MODIFICATION: 0,
    NatureProcedure.DENONCIATION: PREAVIS.quantite,
}
_NOM_DE_LA_CAF = "caisse d allocations familiales"


class Phase(StrEnum):
    """Where a convention stands in its life on a day."""

    EN_PROJET = "en projet"
    A_VENIR = "signée, pas encore commencée"
    EN_VIGUEUR = "en vigueur"
    ECHUE = "arrivée à son terme"
    RESILIEE = "terminée avant son terme"


def phase(convention: Convention, jour: datetime.date) -> Phase:
    """Where a convention stands; `convention` with the term in force that day."""
    if convention.statut not in {"signee", "resiliee"}:
        return Phase.EN_PROJET
    if convention.debut is not None and jour < convention.debut:
        return Phase.A_VENIR
    if convention.fin is None or jour <= convention.fin:
        return Phase.EN_VIGUEUR
    return Phase.RESILIEE if convention.statut == "resiliee" else Phase.ECHUE


def est_la_caf(nom: str) -> bool:
    """Whether a party is a Caf, by its name."""
    ecrit = cle(nom)
    return _NOM_DE_LA_CAF in ecrit or ecrit.split()[:1] == ["caf"]


def refus_d_ouvrir(nature: NatureProcedure, partie: str) -> str:
    """Why this party may not act on these grounds, or nothing."""
    if nature in RESERVEES_A_LA_CAF and not est_la_caf(partie):
        return "Seule la Caf met fin à la convention pour cette raison : choisissez-la, ou une autre raison."
    return ""


def echeance_de(procedure: Procedure) -> Echeance | None:
    """When the delay ends, which runs from the sending of the letter; None without a letter or a delay."""
    if procedure.envoyee_le is None or not procedure.delai_mois:
        return None
    return fin_mise_en_demeure(
        Courrier(procedure.envoyee_le, procedure.recue_le),
        Delai(procedure.delai_mois, Unite.MOIS),
        prorogation_prevue=procedure.prorogation,
    )
