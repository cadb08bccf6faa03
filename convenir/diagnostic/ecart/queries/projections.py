"""Need and offer until the end of the convention: the trend, the openings announced, the effects declared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.diagnostic.ecart.queries.releves import capacite
from convenir.diagnostic.ecart.rules.projection import projeter, tendance
from convenir.diagnostic.models import Effet

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal

    from convenir.conventions.models import Convention
    from convenir.diagnostic.ecart.queries.releves import Releve
    from convenir.diagnostic.ecart.rules.projection import Etape, Tendance

ANNEES_SANS_TERME = 5


@dataclass(frozen=True, slots=True)
class Prevu:
    """Something that changes the offer. `compte`: it is still to come, so the offer of today lacks it."""

    jour: datetime.date
    libelle: str
    quantite: Decimal
    compte: bool


@dataclass(frozen=True)
class Projection:
    """`droite` None: the trend is not known, fewer than three years."""

    etapes: tuple[Etape, ...]
    droite: Tendance | None
    prevus: tuple[Prevu, ...]
    terme: int
    sans_terme: bool

    @property
    def fin(self) -> Etape:
        return self.etapes[-1]


def projection(convention: Convention, releve: Releve) -> Projection:
    """From the end of this year to that of the convention; one query more."""
    serie = releve.series[releve.territoire.code]
    annee = releve.au.year
    terme = max(annee, convention.fin.year) if convention.fin else annee + ANNEES_SANS_TERME
    prevus = _prevus(convention, releve)
    etapes = projeter(
        serie,
        releve.offre.valeur,
        [(p.jour, p.quantite) for p in prevus if p.compte],
        cible=releve.reglages.cible,
        pour=releve.volet.pour,
        de=annee,
        a=terme,
    )
    return Projection(etapes, tendance(serie), prevus, terme, convention.fin is None)


def _prevus(convention: Convention, releve: Releve) -> tuple[Prevu, ...]:
    """Announced by the inventory, then declared by actions. Those already begun are in the inventory."""
    annonces = [
        Prevu(jour, f"{verbe} de {service.nom}", signe * capacite(releve.volet, service), compte=True)
        for service in releve.a_venir
        for jour, verbe, signe in (
            (service.ouvert_le, "Ouverture annoncée", 1),
            (service.ferme_le, "Fermeture annoncée", -1),
        )
        if jour is not None and jour > releve.au and capacite(releve.volet, service)
    ]
    effets = Effet.objects.filter(convention=convention, theme=releve.volet.theme)
    declares = [
        Prevu(e.a_partir_du, e.libelle or e.origine, e.quantite, compte=e.a_partir_du > releve.au)
        for e in effets.order_by("a_partir_du", "origine")
    ]
    return tuple(sorted((*annonces, *declares), key=lambda p: (p.jour, p.libelle)))
