"""Who may write on the figures of an indicator: a contributor limited to some themes or communes on those."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.acteurs.enums import Acte
from convenir.conventions.acces import dans_la_portee
from convenir.diagnostic.enums import Niveau
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.conventions.acces import Acces
    from convenir.diagnostic.models import Indicateur


def peut_renseigner(acces: Acces, indicateur: Indicateur, niveau: str, code: str) -> bool:
    """Whether this person may choose or type a value of this indicator for this territory."""
    membre = acces.membre
    if membre is None or Acte.RENSEIGNER not in acces.actes:
        return False
    themes = frozenset({indicateur.theme} - {""})
    communes = frozenset({code} if niveau == Niveau.COMMUNE else ())
    return dans_la_portee(membre, themes=themes, communes=communes)


def exiger_de_renseigner(acces: Acces, indicateur: Indicateur, niveau: str, code: str) -> None:
    """Raises `Refus` unless this person may."""
    if not peut_renseigner(acces, indicateur, niveau, code):
        raise Refus(
            "Votre contribution se limite à certaines thématiques ou communes : demandez à qui pilote la "
            "convention de retenir cette valeur."
        )
