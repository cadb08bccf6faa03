"""Axes: round steps that hold the values, written with the decimals the steps need."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.documents.graphiques.graphique import Cartouche

_PAS_VISES = 4
_RONDS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Axe:
    """From `bas` to `haut` by `pas`."""

    bas: float
    haut: float
    pas: float

    @property
    def graduations(self) -> list[float]:
        """Its marks, both ends among them."""
        nombre = round((self.haut - self.bas) / self.pas)
        return [round(self.bas + self.pas * rang, 6) + 0.0 for rang in range(nombre + 1)]

    def part(self, valeur: float) -> float:
        """Where a value stands: 0 at the bottom, 1 at the top."""
        return (valeur - self.bas) / (self.haut - self.bas)


def axe(valeurs: Iterable[float]) -> Axe:
    """An axis of three to six round steps that holds the values; it need not start at zero."""
    toutes = list(valeurs)
    bas, haut = (min(toutes), max(toutes)) if toutes else (0.0, 1.0)
    if bas == haut:
        bas, haut = min(bas, bas * 0.9), max(haut * 1.1, bas + 1)
    brut = (haut - bas) / _PAS_VISES
    puissance = 10.0 ** int(f"{brut:e}".partition("e")[2])
    pas = next(m * puissance for m in _RONDS if m * puissance >= brut)
    return Axe(pas * (bas // pas), -pas * (-haut // pas), pas)


def graduer(cartouche: Cartouche, valeur: float) -> str:
    """A mark as written, with the decimals it needs rather than those of the measure."""
    return replace(cartouche, decimales=None).ecrire(int(valeur) if valeur == int(valeur) else valeur)
