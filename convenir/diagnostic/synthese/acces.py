"""Who may write of a theme, and on an issue: a contributor limited to some themes or communes on those."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.acteurs.enums import Acte
from convenir.conventions.acces import dans_la_portee
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.conventions.acces import Acces


def peut_ecrire(acces: Acces, theme: str, communes: Iterable[str] = ()) -> bool:
    """Whether this person may write of a theme (key, "" for the territory), about these communes if any."""
    membre = acces.membre
    if membre is None or Acte.RENSEIGNER not in acces.actes:
        return False
    return dans_la_portee(membre, themes=frozenset({theme} - {""}), communes=frozenset(communes))


def exiger_d_ecrire(acces: Acces, theme: str, communes: Iterable[str] = ()) -> None:
    """Raises `Refus` unless this person may."""
    if not peut_ecrire(acces, theme, communes):
        raise Refus(
            "Votre contribution se limite à certaines thématiques ou communes : proposez ce texte à qui "
            "pilote la convention."
        )
