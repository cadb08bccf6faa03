"""Coverage (offer over need) and what is missing against a target, with what is not known said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from convenir.diagnostic.enums import StatutValeur
from convenir.diagnostic.rules import additionner

if TYPE_CHECKING:
    from collections.abc import Sequence

SOUS_SECRET = "secret statistique"  # noqa: S105 -- of statistics
SANS_BESOIN = "aucun besoin"
SANS_CIBLE = "cible à fixer"


@dataclass(frozen=True, slots=True)
class Mesure:
    """A number and how far it can be trusted; `valeur` None with the reason there is none.

    `arrondie`: it comes from rounded figures; `partielle`: from an offer of which part is not known;
    `fictive`: from an example that describes nothing real.
    """

    valeur: Decimal | None
    raison: str = ""
    arrondie: bool = False
    partielle: bool = False
    millesime: int | None = None
    source: str = ""
    fictive: bool = False

    @property
    def connue(self) -> bool:
        return self.valeur is not None

    @property
    def statut(self) -> StatutValeur:
        """How `additionner` must treat it."""
        if self.raison == SOUS_SECRET:
            return StatutValeur.SECRETE
        return StatutValeur.ARRONDIE if self.arrondie else StatutValeur.PUBLIEE


def couvrir(besoin: Mesure, offre: Mesure, pour: int) -> Mesure:
    """The offer for `pour` units of need ("48 places for 100 children"). No need, no coverage.

    Offer and need may be of different years: the result bears that of the need.
    """
    if besoin.valeur is None or offre.valeur is None:
        return _sans_nombre(besoin, offre)
    if not besoin.valeur:
        return Mesure(None, SANS_BESOIN, fictive=besoin.fictive or offre.fictive)
    return _tirer(besoin, offre, offre.valeur * pour / besoin.valeur)


def manquer(besoin: Mesure, offre: Mesure, pour: int, cible: Decimal | None) -> Mesure:
    """How much offer is missing to reach the target (in offer for `pour` units of need); 0 once reached."""
    if besoin.valeur is None or offre.valeur is None:
        return _sans_nombre(besoin, offre)
    if cible is None:
        return Mesure(None, SANS_CIBLE)
    return _tirer(besoin, offre, max(Decimal(0), cible * besoin.valeur / pour - offre.valeur))


def regrouper(parties: Sequence[Mesure]) -> Mesure:
    """The total of a group of communes, or why there is none.

    Rounded, secret or missing parts give no total (`rules.additionner`), nor do those of different years.
    """
    if len({m.millesime for m in parties if m.connue}) > 1:
        return Mesure(None, "Les communes n’ont pas toutes une valeur de la même année.")
    total = additionner([m.statut for m in parties], [m.valeur for m in parties])
    if isinstance(total, str):
        return Mesure(None, total)
    return replace(
        parties[0],
        valeur=total,
        partielle=any(m.partielle for m in parties),
        fictive=any(m.fictive for m in parties),
    )


def _sans_nombre(besoin: Mesure, offre: Mesure) -> Mesure:
    """Why nothing is computed: what the need lacks, else what the offer does."""
    if besoin.valeur is None:
        return Mesure(None, besoin.raison or "besoin inconnu")
    return Mesure(None, offre.raison or "offre inconnue")


def _tirer(besoin: Mesure, offre: Mesure, valeur: Decimal) -> Mesure:
    """A number computed from both, with the doubts of both."""
    return Mesure(
        valeur,
        arrondie=besoin.arrondie or offre.arrondie,
        partielle=besoin.partielle or offre.partielle,
        millesime=besoin.millesime,
        fictive=besoin.fictive or offre.fictive,
    )
