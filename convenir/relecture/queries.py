"""Reads of the findings: what is open, what was accepted, by severity."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from convenir.relecture.enums import Gravite
from convenir.relecture.models import Acceptation, ConstatReleve, Relecture

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from convenir.conventions.models import Convention


@dataclass(frozen=True, slots=True)
class ConstatSuivi:
    """A finding of the last reading and, when people accepted it, their reason. `numero` starts at 1."""

    numero: int
    constat: ConstatReleve
    acceptation: Acceptation | None

    @property
    def est_ouvert(self) -> bool:
        return self.acceptation is None


@dataclass(frozen=True, slots=True)
class Bilan:
    """A convention as listed: when it was last proofread (None: never) and what is still open."""

    convention: Convention
    relue_le: datetime.datetime | None
    ouverts: Counter[Gravite]

    @property
    def total(self) -> int:
        return self.ouverts.total()


def get_derniere(convention: Convention) -> Relecture | None:
    """The last reading of a convention, None when it was never proofread."""
    return Relecture.objects.filter(convention=convention).order_by("-faite_le", "-id").first()


def get_constats(relecture: Relecture) -> tuple[ConstatSuivi, ...]:
    """The findings of a reading in the order of the text, each with its acceptance. Two queries."""
    acceptations = {a.empreinte: a for a in Acceptation.objects.filter(convention=relecture.convention_id)}
    constats = ConstatReleve.objects.filter(relecture=relecture).order_by("rang")
    return tuple(
        ConstatSuivi(numero, constat, acceptations.get(constat.empreinte))
        for numero, constat in enumerate(constats, start=1)
    )


def compter(constats: Iterable[ConstatSuivi]) -> Counter[Gravite]:
    """How many findings are still open, by severity."""
    return Counter(Gravite(c.constat.gravite) for c in constats if c.est_ouvert)


def get_bilans(conventions: QuerySet[Convention]) -> tuple[Bilan, ...]:
    """Each convention with its last reading and its open findings. Two queries, however many there are."""
    derniere = Relecture.objects.filter(convention=OuterRef("pk")).order_by("-faite_le", "-id")
    lignes = list(
        conventions.defer("lecture", "ouverture", "cloture").annotate(
            derniere_pk=Subquery(derniere.values("pk")[:1]),
            relue_le=Subquery(derniere.values("faite_le")[:1]),
        )
    )
    ouverts = _compter_par_relecture([ligne.derniere_pk for ligne in lignes])
    return tuple(Bilan(ligne, ligne.relue_le, ouverts.get(ligne.derniere_pk, Counter())) for ligne in lignes)


def _compter_par_relecture(relectures: list[int]) -> dict[int, Counter[Gravite]]:
    acceptee = Acceptation.objects.filter(
        convention=OuterRef("relecture__convention"), empreinte=OuterRef("empreinte")
    )
    rangs = (
        ConstatReleve.objects.filter(~Exists(acceptee), relecture__in=relectures)
        .order_by("relecture", "gravite")
        .values_list("relecture", "gravite")
        .annotate(nombre=Count("pk"))
    )
    ouverts: dict[int, Counter[Gravite]] = {}
    for relecture, gravite, nombre in rangs:
        ouverts.setdefault(relecture, Counter())[Gravite(gravite)] = nombre
    return ouverts
