"""Who may give, change or take away a place: pure predicates on acts and places."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Protocol

from convenir.acteurs.enums import Acte, Fonction, Role

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

#: How long the link of an invitation works.
VALIDITE = datetime.timedelta(days=14)
#: How many requests to join one person sends within a day.
DEMANDES_PAR_JOUR = 5
#: After a refusal, the pilots hear of the same person again that much later.
SILENCE = datetime.timedelta(days=30)
#: The wait before writing again to the same person for the same reason.
RELANCE = datetime.timedelta(days=2)

RESERVE_AUX_ADMINISTRATEURS = (
    "Seules les personnes qui administrent la convention donnent ou retirent l’administration, et les "
    "fonctions de DPO et de signataire : demandez-le à l’une d’elles."
)
PAS_SOI_MEME = "Personne n’augmente ses propres droits : demandez-le à une autre personne qui administre."
DERNIERE_ADMINISTRATION = (
    "C’est la dernière personne à administrer cette convention : donnez d’abord l’administration à une autre."
)
DERNIER_PILOTAGE = (
    "C’est la dernière personne à piloter cette convention : choisissez d’abord qui reprend le pilotage."
)
SEUL_UN_PILOTE = "Votre rôle ne permet pas de mettre fin à la participation d’une autre personne."


class Place(Protocol):
    """What is given or taken away, as far as these rules look at it."""

    @property
    def role(self) -> str: ...

    @property
    def fonctions(self) -> tuple[Fonction, ...]: ...


def roles_a_donner(actes: AbstractSet[Acte]) -> tuple[Role, ...]:
    """The roles that someone who may do `actes` gives: up to pilotage, or all for an administrator."""
    if Acte.ADMINISTRER in actes:
        return tuple(Role)
    return tuple(r for r in Role if r != Role.ADMINISTRATION) if Acte.INVITER in actes else ()


def refus_de_changer(actes: AbstractSet[Acte], avant: Place | None, apres: Place | None) -> str:
    """Why whoever may do `actes` cannot turn a place into another (None: none); empty when they can."""
    if Acte.ADMINISTRER in actes:
        return ""
    roles = {place.role for place in (avant, apres) if place}
    fonctions = {place.fonctions if place else () for place in (avant, apres)}
    return RESERVE_AUX_ADMINISTRATEURS if Role.ADMINISTRATION in roles or len(fonctions) > 1 else ""
