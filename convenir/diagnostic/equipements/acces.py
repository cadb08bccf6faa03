"""Who may write on which services: a contributor limited to some themes or communes on those alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.acteurs.enums import Acte
from convenir.conventions.acces import dans_la_portee
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.conventions.acces import Acces
    from convenir.diagnostic.equipements.catalogue import TypeEquipement

HORS_DE_PORTEE = (
    "Votre contribution se limite à certaines thématiques ou communes, et ce service n’en fait pas partie : "
    "demandez à qui pilote la convention de faire ce changement."
)


def peut_decrire(acces: Acces, type_: TypeEquipement, insee: str) -> bool:
    """Whether this person may write on the services of a type in a commune ("" when it is not told)."""
    membre = acces.membre
    if membre is None or Acte.RENSEIGNER not in acces.actes:
        return False
    communes = frozenset({insee} - {""})
    return dans_la_portee(membre, themes=frozenset(type_.themes), communes=communes)


def exiger_de_decrire(acces: Acces, type_: TypeEquipement, insee: str) -> None:
    """Raises `Refus` unless this person may."""
    if not peut_decrire(acces, type_, insee):
        raise Refus(HORS_DE_PORTEE)


def peut_tout_decrire(acces: Acces) -> bool:
    """Whether this person may write on every service: what the whole text says of them, for one."""
    return acces.membre is not None and Acte.RENSEIGNER in acces.actes and dans_la_portee(acces.membre)


def exiger_de_tout_decrire(acces: Acces) -> None:
    """Raises `Refus` unless this person may."""
    if not peut_tout_decrire(acces):
        raise Refus(HORS_DE_PORTEE)
