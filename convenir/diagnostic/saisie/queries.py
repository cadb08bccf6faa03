"""Grids of figures to fill in: an indicator in every commune, or a theme in one commune, by year."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils import timezone

from convenir.diagnostic.acces import peut_renseigner
from convenir.diagnostic.enums import StatutValeur
from convenir.diagnostic.models import DERNIERE_ANNEE, PREMIERE_ANNEE, Indicateur, Valeur
from convenir.diagnostic.queries import (
    lieux_compares,
    lieux_de_l_epci,
    montrables,
    se_contredisent,
    valeurs_visibles,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from convenir.conventions.acces import Acces
    from convenir.conventions.models import Convention
    from convenir.diagnostic.queries import Lieu

#: years shown side by side, and how many where there are many rows
ANNEES, ANNEES_DES_GRANDES = 3, 1
_GRANDE = 100


@dataclass(frozen=True)
class Case:
    """One figure to fill in: what people typed, what is published, and whether this person may write."""

    indicateur: Indicateur
    lieu: Lieu
    millesime: int
    valeurs: tuple[Valeur, ...] = ()
    ecrit: bool = True

    @property
    def cle(self) -> str:
        """What names it in a form."""
        return f"{self.indicateur.cle}.{self.lieu.niveau}.{self.lieu.code}.{self.millesime}"

    @cached_property
    def saisie(self) -> Valeur | None:
        return next((v for v in self.valeurs if v.statut == StatutValeur.SAISIE), None)

    @cached_property
    def publiees(self) -> tuple[Valeur, ...]:
        return tuple(v for v in self.valeurs if v.statut != StatutValeur.SAISIE)

    @property
    def publiee(self) -> Valeur | None:
        """What is published, when sources agree; one that has a number before a secret one."""
        if se_contredisent(self.publiees):
            return None
        return max(self.publiees, key=lambda v: v.valeur is not None, default=None)

    @property
    def est_en_conflit(self) -> bool:
        """Whether values of this year disagree, the typed one included."""
        return se_contredisent(self.valeurs)

    @property
    def lue(self) -> Valeur | None:
        return self.saisie or self.publiee

    @property
    def texte(self) -> str:
        """What its field holds."""
        return ecrire(self.lue)


def ecrire(valeur: Valeur | None) -> str:
    """A number as people type it back: « 12345,6 »; nothing for what has none."""
    if valeur is None or valeur.valeur is None:
        return ""
    return f"{valeur.valeur.normalize():f}".replace(".", ",")


@dataclass(frozen=True)
class Ligne:
    """A row: a territory, or an indicator."""

    titre: str
    cases: tuple[Case, ...]
    unite: str = ""


@dataclass(frozen=True)
class Grille:
    """Rows by years. `par_commune` says whether a row is a territory."""

    titre: str
    lignes: tuple[Ligne, ...]
    annees: tuple[int, ...]
    par_commune: bool
    cases: dict[str, Case] = field(init=False)

    def __post_init__(self) -> None:
        toutes = {case.cle: case for ligne in self.lignes for case in ligne.cases}
        object.__setattr__(self, "cases", toutes)

    @property
    def derniere(self) -> int:
        return self.annees[-1]

    @property
    def s_ecrit(self) -> bool:
        return any(case.ecrit for case in self.cases.values())


def lieux_a_renseigner(convention: Convention) -> tuple[Lieu, ...]:
    """The EPCI of a convention and its communes; none while it is not known."""
    return (*lieux_compares(convention)[:1], *lieux_de_l_epci(convention))


def annee_demandee(ecrite: str) -> int:
    """The last year of a grid: the one asked for, else last year."""
    if ecrite.isdecimal() and PREMIERE_ANNEE <= int(ecrite[:5]) <= DERNIERE_ANNEE:
        return int(ecrite)
    return timezone.localdate().year - 1


def par_commune(convention: Convention, indicateur: Indicateur, acces: Acces, annee: int) -> Grille:
    """An indicator in the EPCI and each of its communes."""
    lieux = lieux_a_renseigner(convention)
    annees = _annees(annee, ANNEES if len(lieux) < _GRANDE else ANNEES_DES_GRANDES)
    cases = _cases(convention, [indicateur], lieux, annees, acces)
    lignes = tuple(
        Ligne(lieu.nom, tuple(cases[indicateur.pk, *lieu.cle, an] for an in annees)) for lieu in lieux
    )
    return Grille(indicateur.libelle, lignes, annees, par_commune=True)


def par_theme(
    convention: Convention, indicateurs: Sequence[Indicateur], lieu: Lieu, acces: Acces, annee: int
) -> Grille:
    """The measured indicators of a theme for one territory."""
    annees = _annees(annee, ANNEES)
    cases = _cases(convention, indicateurs, [lieu], annees, acces)
    lignes = tuple(
        Ligne(i.libelle, tuple(cases[i.pk, *lieu.cle, an] for an in annees), i.unite) for i in indicateurs
    )
    return Grille(lieu.nom, lignes, annees, par_commune=False)


def mesures(theme: str | None = None) -> list[Indicateur]:
    """The indicators that are measured, hence typed, of a theme or of all."""
    siens = Indicateur.objects.filter(en_vigueur=True, formule="").order_by("ordre", "cle")
    return list(siens if theme is None else siens.filter(theme=theme))


def _annees(derniere: int, nombre: int) -> tuple[int, ...]:
    return tuple(range(max(PREMIERE_ANNEE, derniere - nombre + 1), derniere + 1))


def _cases(
    convention: Convention,
    indicateurs: Sequence[Indicateur],
    lieux: Iterable[Lieu],
    annees: tuple[int, ...],
    acces: Acces,
) -> dict[tuple[int, str, str, int], Case]:
    """Each case by its indicator, territory and year: one query."""
    lieux = list(lieux)
    lues: dict[tuple[int, str, str, int], list[Valeur]] = {}
    siennes = valeurs_visibles(convention).filter(
        indicateur__in=indicateurs,
        code__in=[lieu.code for lieu in lieux],
        millesime__in=annees,
        population="",
    )
    siennes = siennes.order_by("source__titre", "pk")
    for valeur in montrables(convention, siennes, [i.pk for i in indicateurs]):
        cle = (valeur.indicateur_id, valeur.niveau, valeur.code, valeur.millesime)
        lues.setdefault(cle, []).append(valeur)
    cases = {}
    for indicateur in indicateurs:
        for lieu in lieux:
            ecrit = not indicateur.est_derive and peut_renseigner(acces, indicateur, *lieu.cle)
            for an in annees:
                cle = (indicateur.pk, *lieu.cle, an)
                cases[cle] = Case(indicateur, lieu, an, tuple(lues.get(cle, ())), ecrit)
    return cases


def relire(convention: Convention, case: Case) -> Case:
    """The same case as it is now."""
    siennes = valeurs_visibles(convention).filter(
        indicateur=case.indicateur,
        niveau=case.lieu.niveau,
        code=case.lieu.code,
        millesime=case.millesime,
        population="",
    )
    valeurs = tuple(montrables(convention, siennes.order_by("source__titre", "pk"), [case.indicateur.pk]))
    return Case(case.indicateur, case.lieu, case.millesime, valeurs, case.ecrit)
