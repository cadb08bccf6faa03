"""What the communes lose when the convention ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.adhesions.enums import Avancement
from convenir.adhesions.queries import registre
from convenir.conventions.fin.effets import Effet

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from convenir.conventions.models import Convention


def adhesions_qui_cessent(convention: Convention, jour: datetime.date) -> Iterator[Effet]:
    """The adhesions in force that day: with them stops the bonus that their services draw from it."""
    adherentes = [
        s.adhesion.nom for s in registre(convention, jour).situations if s.avancement is Avancement.EN_VIGUEUR
    ]
    if adherentes:
        yield Effet(
            f"Adhésions de communes qui cessent ({len(adherentes)}), et avec elles ce sur quoi se fonde le "
            "bonus territoire de leurs services :",
            tuple(adherentes),
        )
