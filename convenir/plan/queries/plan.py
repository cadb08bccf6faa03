"""The plan by theme: enjeux, objectives with their computed numbers, fiches; and what stands alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from convenir.plan.enums import EtatEnjeu, RoleSurFiche
from convenir.plan.models import IndicateurDeFiche, Intervenant, Objectif
from convenir.socle.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from convenir.conventions.models import Convention
    from convenir.plan.models import Enjeu, FicheAction

_NOMS = {theme.cle: theme.libelle for theme in THEMES}
_RANGS = {theme.cle: rang for rang, theme in enumerate(THEMES)}


def nom_du_theme(theme: str) -> str:
    """The label of a theme; one that is not in the list is its own label."""
    return _NOMS.get(theme, theme)


def rang_du_theme(theme: str) -> tuple[int, str]:
    """Its place among the themes, those that are not in the list last."""
    return _RANGS.get(theme, len(_RANGS)), theme


def numeros(conventions: Iterable[int]) -> dict[int, int]:
    """The number of each objective within its theme, by its id: computed, never stored. One query."""
    comptes: dict[tuple[int, str], int] = defaultdict(int)
    numerotes: dict[int, int] = {}
    objectifs = Objectif.objects.filter(convention__in=set(conventions)).order_by("ordre", "pk")
    for pk, convention, theme in objectifs.values_list("pk", "convention_id", "theme"):
        comptes[convention, theme] += 1
        numerotes[pk] = comptes[convention, theme]
    return numerotes


@dataclass(frozen=True)
class Vise:
    """An objective, its number within the theme, the fiches that serve it."""

    numero: int
    objectif: Objectif
    fiches: tuple[FicheAction, ...]


@dataclass(frozen=True)
class Volet:
    """The plan of a theme."""

    theme: str
    enjeux: tuple[Enjeu, ...] = ()
    ecartes: tuple[Enjeu, ...] = ()
    objectifs: tuple[Vise, ...] = ()

    @property
    def nom(self) -> str:
        return nom_du_theme(self.theme)

    @cached_property
    def par_enjeu(self) -> tuple[tuple[Enjeu | None, tuple[Vise, ...]], ...]:
        """Each enjeu that has objectives with them, then the objectives tied to none (None), if any."""
        groupes: dict[int | None, list[Vise]] = defaultdict(list)
        for vise in self.objectifs:
            groupes[vise.objectif.enjeu_id].append(vise)
        lignes: tuple[Enjeu | None, ...] = (*self.enjeux, None)
        return tuple((e, tuple(lies)) for e in lignes if (lies := groupes[e.pk if e else None]))

    @cached_property
    def enjeux_isoles(self) -> tuple[Enjeu, ...]:
        """The enjeux that no objective answers."""
        repondus = {vise.objectif.enjeu_id for vise in self.objectifs}
        return tuple(enjeu for enjeu in self.enjeux if enjeu.pk not in repondus)

    @property
    def fiches(self) -> tuple[FicheAction, ...]:
        return tuple(fiche for vise in self.objectifs for fiche in vise.fiches)


@dataclass(frozen=True)
class Plan:
    """The whole plan, in the order of the themes."""

    volets: tuple[Volet, ...] = field(default=())

    @cached_property
    def fiches(self) -> tuple[FicheAction, ...]:
        return tuple(fiche for volet in self.volets for fiche in volet.fiches)

    @property
    def nombre_d_enjeux(self) -> int:
        return sum(len(volet.enjeux) for volet in self.volets)

    @property
    def nombre_d_objectifs(self) -> int:
        return sum(len(volet.objectifs) for volet in self.volets)

    @cached_property
    def enjeux_sans_objectif(self) -> tuple[Enjeu, ...]:
        return tuple(enjeu for volet in self.volets for enjeu in volet.enjeux_isoles)

    @cached_property
    def objectifs_sans_enjeu(self) -> tuple[tuple[Volet, Vise], ...]:
        """Only in themes that have enjeux: elsewhere there is nothing to tie them to."""
        return tuple(
            (v, vise) for v in self.volets if v.enjeux for vise in v.objectifs if not vise.objectif.enjeu_id
        )

    @cached_property
    def objectifs_sans_fiche(self) -> tuple[tuple[Volet, Vise], ...]:
        return tuple((v, vise) for v in self.volets for vise in v.objectifs if not vise.fiches)

    @cached_property
    def fiches_sans_pilote(self) -> tuple[FicheAction, ...]:
        return tuple(f for f in self.fiches if not f.a_un_pilote)  # type: ignore[attr-defined]

    @cached_property
    def fiches_sans_indicateur(self) -> tuple[FicheAction, ...]:
        return tuple(f for f in self.fiches if not f.a_un_indicateur)  # type: ignore[attr-defined]


def lire_le_plan(convention: Convention, fiches: QuerySet[FicheAction]) -> Plan:
    """The plan with these fiches, already situated: three queries whatever their number."""
    enjeux: dict[str, list[Enjeu]] = defaultdict(list)
    for enjeu in convention.enjeux.order_by("ordre", "pk"):
        enjeux[enjeu.theme].append(enjeu)
    par_objectif: dict[int, list[FicheAction]] = defaultdict(list)
    siens = Intervenant.objects.filter(fiche=OuterRef("pk"), role=RoleSurFiche.PILOTE)
    mesurent = IndicateurDeFiche.objects.filter(fiche=OuterRef("pk"))
    for fiche in fiches.annotate(a_un_pilote=Exists(siens), a_un_indicateur=Exists(mesurent)).order_by(
        "numero"
    ):
        par_objectif[fiche.objectif_id].append(fiche)
    vises: dict[str, list[Vise]] = defaultdict(list)
    for objectif in convention.objectifs.order_by("ordre", "pk"):
        freres = vises[objectif.theme]
        freres.append(Vise(len(freres) + 1, objectif, tuple(par_objectif[objectif.pk])))
    return Plan(
        tuple(
            Volet(
                theme,
                tuple(e for e in enjeux[theme] if e.etat == EtatEnjeu.RETENU),
                tuple(e for e in enjeux[theme] if e.etat == EtatEnjeu.ECARTE),
                tuple(vises[theme]),
            )
            for theme in sorted({*enjeux, *vises}, key=rang_du_theme)
        )
    )
