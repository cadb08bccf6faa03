"""Services to families as pages and the gap read them: open on a day, by theme, commune, type."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, Q, Sum

from convenir.diagnostic.equipements.catalogue import TypeEquipement, type_de_cle, types, types_du_theme
from convenir.diagnostic.equipements.rules import nombre_commun
from convenir.diagnostic.models import Denombrement, Equipement

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from convenir.conventions.models import Convention

#: INSEE code → key of the type → how many
ParCommune = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Offre:
    """The services open on a day, by commune and type; "" stands for those whose commune is not known.

    `places`: the sum of the capacities that are known; `inconnues`: how many services have a capacity that
    is not. `services`: how many there are.
    """

    places: ParCommune = field(default_factory=dict)
    services: ParCommune = field(default_factory=dict)
    inconnues: ParCommune = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NonLocalises:
    """What is known of a type by numbers alone. `nombre` None: none is given, or they disagree.

    `inscrits`: how many of that type have a record, whatever the numbers say.
    """

    type: TypeEquipement
    comptes: tuple[Denombrement, ...]
    inscrits: int

    @property
    def nombre(self) -> int | None:
        return nombre_commun(compte.nombre for compte in self.comptes)

    @property
    def se_contredisent(self) -> bool:
        """Whether several numbers are given: for parts of them, or by mistake; they are never added up."""
        return len({c.nombre for c in self.comptes if c.nombre is not None}) > 1

    @property
    def manquants(self) -> int | None:
        """How many are still to be found and recorded; None when that is not known, or has no sense."""
        if self.nombre is None or not self.type.est_un_lieu:
            return None
        return max(self.nombre - self.inscrits, 0)


def equipements_de(convention: Convention) -> QuerySet[Equipement]:
    """Every service of a convention, open or not, with whoever runs it."""
    return Equipement.objects.filter(convention=convention).select_related("gestionnaire")


def dans_l_ordre(equipements: Iterable[Equipement]) -> list[Equipement]:
    """By type as in the catalogue, then by name."""
    rangs = {cle: rang for rang, cle in enumerate(types())}
    return sorted(equipements, key=lambda e: (rangs.get(e.type, len(rangs)), e.nom, e.pk))


def ouverts(convention: Convention, au: datetime.date, theme: str = "") -> QuerySet[Equipement]:
    """Those open on a day, of a theme (key) when one is given; each once, whatever its themes."""
    ouverture = Q(ouvert_le=None) | Q(ouvert_le__lte=au)
    fermeture = Q(ferme_le=None) | Q(ferme_le__gt=au)
    siens = equipements_de(convention).filter(ouverture, fermeture)
    return siens.filter(type__in=[t.cle for t in types_du_theme(theme)]) if theme else siens


def offre(convention: Convention, theme: str, au: datetime.date) -> Offre:
    """What is open on a day for a theme ("" for all), by commune and type; one query."""
    lue = Offre(defaultdict(dict), defaultdict(dict), defaultdict(dict))
    comptes = (
        ouverts(convention, au, theme)
        .order_by("insee", "type")
        .values("insee", "type")
        .annotate(services=Count("pk"), connues=Count("places"), somme=Sum("places"))
    )
    for compte in comptes:
        insee, cle = compte["insee"], compte["type"]
        lue.services[insee][cle] = compte["services"]
        if not type_de_cle(cle).places:
            continue
        if compte["connues"]:
            lue.places[insee][cle] = compte["somme"]
        if manquent := compte["services"] - compte["connues"]:
            lue.inconnues[insee][cle] = manquent
    return Offre(dict(lue.places), dict(lue.services), dict(lue.inconnues))


def places(convention: Convention, theme: str, au: datetime.date) -> ParCommune:
    """The known places open on a day, by INSEE code and key of type; what is not known is left out."""
    return offre(convention, theme, au).places


def non_localises(convention: Convention, theme: str = "") -> tuple[NonLocalises, ...]:
    """What is known by numbers alone, by type, in the order of the catalogue; two queries."""
    par_type: dict[str, list[Denombrement]] = defaultdict(list)
    for compte in Denombrement.objects.filter(convention=convention).order_by("libelle", "pk"):
        par_type[compte.type].append(compte)
    inscrits = dict(
        Equipement.objects.filter(convention=convention, ferme_le=None)
        .order_by()
        .values_list("type")
        .annotate(Count("pk"))
    )
    return tuple(
        NonLocalises(type_, tuple(par_type[type_.cle]), inscrits.get(type_.cle, 0))
        for type_ in types_du_theme(theme)
        if type_.cle in par_type
    )
