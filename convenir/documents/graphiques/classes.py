"""Classes of a map: their bounds, how they were set, how they read."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from convenir.documents.graphiques.graphique import Cartouche, Mesure, Nombre

CINQ = 5
LETTRES = "ABCDE"


@dataclass(frozen=True, slots=True)
class Classes:
    """`bornes`: where a class ends and the next begins, rising; a bound belongs to the class above.

    `methode`: how they were set, as the legend says it.
    """

    bornes: tuple[Nombre, ...]
    methode: str

    def rang(self, mesure: Mesure) -> int:
        """The class of a known measure, 0 for the lowest."""
        return bisect_right(self.bornes, mesure.valeur or 0)

    @property
    def nombre(self) -> int:
        return len(self.bornes) + 1

    def libelles(self, cartouche: Cartouche) -> tuple[str, ...]:
        """Each class as it reads."""
        if not self.bornes:
            return ("toutes les valeurs",)
        dites = [cartouche.ecrire(borne) for borne in self.bornes]
        milieux = [f"de {a} à moins de {b}" for a, b in pairwise(dites)]
        return (f"moins de {dites[0]}", *milieux, f"{dites[-1]} et plus")


def quantiles(mesures: Iterable[Mesure], nombre: int = CINQ) -> Classes:
    """Classes that hold about as many territories each; fewer when too many are equal."""
    valeurs = sorted(m.valeur for m in mesures if m.valeur is not None)
    coupes = (valeurs[len(valeurs) * rang // nombre] for rang in range(1, nombre)) if valeurs else ()
    bornes = tuple(dict.fromkeys(coupe for coupe in coupes if coupe > valeurs[0]))
    return Classes(bornes, "Classes de même effectif (quantiles).")


def seuils(bornes: Sequence[Nombre], methode: str = "") -> Classes:
    """Classes by given bounds, at most four. Raises ValueError when they do not rise or are too many."""
    if len(bornes) >= CINQ or list(bornes) != sorted(set(bornes)):
        raise ValueError("Au plus quatre bornes, croissantes.")
    return Classes(tuple(bornes), methode or "Classes par seuils choisis.")
