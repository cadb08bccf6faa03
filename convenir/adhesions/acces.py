"""Who may write on which commune: a contributor limited to some writes on those alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.acteurs.enums import Acte
from convenir.conventions.acces import dans_la_portee
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.adhesions.models import Adhesion
    from convenir.conventions.acces import Acces


def peut_ecrire(acces: Acces, *insees: str) -> bool:
    """Whether this person may record what these communes do; without any, what concerns them all."""
    membre = acces.membre
    if membre is None or Acte.DELIBERER not in acces.actes:
        return False
    if not insees:
        return dans_la_portee(membre)
    return all(dans_la_portee(membre, communes=frozenset({insee})) for insee in insees)


def exiger_la_commune(acces: Acces, adhesion: Adhesion) -> None:
    """Raises `Refus` unless this person may write on that commune."""
    if not peut_ecrire(acces, adhesion.insee):
        raise Refus(
            f"Votre contribution ne porte pas sur {adhesion.nom} : demandez à qui pilote la convention "
            "d’enregistrer cet acte."
        )


def exiger_le_registre(acces: Acces) -> None:
    """Raises `Refus` unless this person may write on every commune."""
    if not peut_ecrire(acces):
        raise Refus(
            "Le registre entier engage toutes les communes : votre contribution se limite à certaines. "
            "Demandez à qui pilote la convention."
        )
