"""What a convention chose for a theme, and what stands where it chose nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from convenir.diagnostic.ecart.catalogue import INVENTAIRE
from convenir.diagnostic.enums import ObjetReglage
from convenir.diagnostic.models import Reglage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convenir.conventions.models import Convention
    from convenir.diagnostic.ecart.catalogue import Volet

KM, MINUTES = "km", "min"
POIDS_DE_DEPART = 1.0


@dataclass(frozen=True)
class Reglages:
    """The last choice on each object; `historique`: all of them, the latest first."""

    volet: Volet
    historique: tuple[Reglage, ...]

    def choix(self, objet: str) -> Reglage | None:
        """The choice that holds; None where there is none, or where it was taken back."""
        dernier = next((r for r in self.historique if r.objet == objet), None)
        return dernier if dernier is not None and dernier.valeur is not None else None

    def valeur(self, objet: str) -> Any:
        """What was chosen; None where nothing is."""
        choisi = self.choix(objet)
        return choisi.valeur if choisi else None

    @property
    def cible(self) -> Decimal | None:
        """The offer wanted for `volet.pour` of need; None until the committee chooses: never invented."""
        choisie = self.valeur(ObjetReglage.CIBLE)
        return None if choisie is None else Decimal(str(choisie))

    @property
    def rayon(self) -> float:
        """How far families go, in `unite`."""
        choisi = self.valeur(ObjetReglage.RAYON)
        return float(choisi["nombre"]) if choisi else float(self.volet.rayon)

    @property
    def unite(self) -> str:
        """In what `rayon` is: km, or minutes."""
        choisi = self.valeur(ObjetReglage.RAYON)
        return str(choisi["unite"]) if choisi else KM

    @property
    def poids(self) -> Mapping[str, float]:
        """By criterion; equal until chosen."""
        lus = self.valeur(ObjetReglage.POIDS) or {}
        return {c.cle: float(lus.get(c.cle, POIDS_DE_DEPART)) for c in self.volet.criteres}

    @property
    def besoin(self) -> str:
        """The key of the indicator of need."""
        return str(self.valeur(ObjetReglage.BESOIN) or self.volet.besoins[0])

    @property
    def offre(self) -> str:
        """`INVENTAIRE`, or the key of an indicator."""
        return str(self.valeur(ObjetReglage.OFFRE) or INVENTAIRE)


def reglages_de(convention: Convention, volet: Volet) -> Reglages:
    """The choices of a convention for a theme; one query."""
    siens = Reglage.objects.filter(convention=convention, theme=volet.theme).select_related("personne")
    return Reglages(volet, tuple(siens.order_by("-id")))
