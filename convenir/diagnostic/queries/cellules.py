"""One indicator for one territory: its values, the one chosen, or what its formula gives."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from convenir.diagnostic.enums import StatutValeur
from convenir.diagnostic.formules import evaluer
from convenir.diagnostic.models import Choix, Indicateur, Valeur
from convenir.diagnostic.queries.secret import montrables, valeurs_visibles

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from convenir.conventions.models import Convention
    from convenir.diagnostic.queries.lieux import Lieu


@dataclass(frozen=True, slots=True)
class Calcul:
    """What a formula gives for a year; `valeur` None with the reason when it gives nothing."""

    valeur: Decimal | None
    millesime: int | None = None
    raison: str = ""
    arrondi: bool = False


@dataclass(frozen=True)
class Cellule:
    """One indicator for one territory: every value of its last year, the one chosen, or its calculation.

    `valeurs` are those of all years and sources, the latest first.
    """

    indicateur: Indicateur
    lieu: Lieu
    valeurs: tuple[Valeur, ...] = ()
    choix: Choix | None = None
    calcul: Calcul | None = None

    @cached_property
    def dernieres(self) -> tuple[Valeur, ...]:
        """The values of the last year."""
        dernier = self.valeurs[0].millesime if self.valeurs else None
        return tuple(v for v in self.valeurs if v.millesime == dernier)

    @property
    def retenue(self) -> Valeur | None:
        """The value to read: the one chosen, or the only one of the last year; None when several disagree."""
        if self.choix is not None:
            return next((v for v in self.valeurs if v.pk == self.choix.valeur_id), None)
        return None if self.est_en_conflit else next(iter(self.dernieres), None)

    @property
    def est_en_conflit(self) -> bool:
        """Whether values of the last year disagree and none was chosen."""
        return self.choix is None and se_contredisent(self.dernieres)

    @property
    def a_plusieurs_valeurs(self) -> bool:
        return se_contredisent(self.dernieres)

    @property
    def a_change(self) -> bool:
        """Whether the chosen value says something else than on the day it was chosen."""
        retenue = self.retenue
        return self.choix is not None and retenue is not None and retenue.valeur != self.choix.nombre

    @property
    def est_vide(self) -> bool:
        return not self.valeurs and (self.calcul is None or self.calcul.valeur is None)


def se_contredisent(valeurs: Iterable[Valeur]) -> bool:
    """Whether several values of one year are not the same number; a secret one contradicts nothing."""
    return len({v.valeur for v in valeurs if v.statut != StatutValeur.SECRETE}) > 1


class Lecture:
    """The values of some territories, read once: each cell is then found, or computed, without a query."""

    def __init__(self, convention: Convention, lieux: tuple[Lieu, ...], cles: Iterable[str] = ()) -> None:
        self.indicateurs = {i.cle: i for i in Indicateur.objects.order_by("ordre", "cle")}
        voulues = self._avec_les_termes(cles)
        choisis = convention.choix_de_valeurs.select_related("choisi_par").order_by("pk")
        self._choix = {(c.indicateur_id, c.niveau, c.code): c for c in choisis}
        self._valeurs: dict[tuple[int, str, str], list[Valeur]] = defaultdict(list)
        siennes = valeurs_visibles(convention).filter(code__in=[lieu.code for lieu in lieux])
        mesures = [self.indicateurs[cle].pk for cle in voulues] or None
        if mesures is not None:
            siennes = siennes.filter(indicateur__in=mesures)
        siennes = siennes.order_by("-millesime", "source__titre", "pk")
        for valeur in montrables(convention, siennes, mesures):
            self._valeurs[valeur.indicateur_id, valeur.niveau, valeur.code].append(valeur)

    def _avec_les_termes(self, cles: Iterable[str]) -> set[str]:
        """The keys, and those their formulas use."""
        voulues: set[str] = set()
        restent = [cle for cle in cles if cle in self.indicateurs]
        while restent:
            cle = restent.pop()
            voulues.add(cle)
            restent += [terme for terme in self.indicateurs[cle].termes if terme not in voulues]
        return voulues

    def cellule(self, indicateur: Indicateur, lieu: Lieu) -> Cellule:
        """One indicator for one territory."""
        if indicateur.est_derive:
            return Cellule(indicateur, lieu, calcul=self._calculer(indicateur, lieu))
        cle = (indicateur.pk, *lieu.cle)
        return Cellule(indicateur, lieu, tuple(self._valeurs.get(cle, ())), self._choix.get(cle))

    def _calculer(self, indicateur: Indicateur, lieu: Lieu) -> Calcul:
        """The formula for the last year all its terms have. A secret or disputed term gives no number."""
        termes = [self.cellule(self.indicateurs[cle], lieu) for cle in indicateur.termes]
        par_annee = [_par_annee(terme) for terme in termes]
        communes = set.intersection(*map(set, par_annee)) if par_annee else set()
        if not communes:
            return Calcul(None)
        annee = max(communes)
        nombres: dict[str, Decimal] = {}
        arrondi = False
        for terme, annees in zip(termes, par_annee, strict=True):
            lu = annees[annee]
            if isinstance(lu, str):
                return Calcul(None, annee, lu)
            nombres[terme.indicateur.cle], terme_arrondi = lu
            arrondi |= terme_arrondi
        resultat = evaluer(indicateur.formule, nombres)
        if resultat is None:
            return Calcul(None, annee, "Le calcul divise par zéro.")
        return Calcul(round(resultat, indicateur.decimales), annee, arrondi=arrondi)


def _par_annee(terme: Cellule) -> dict[int, tuple[Decimal, bool] | str]:
    """For each year, the number of a term and whether it is rounded, or why there is none."""
    nom = terme.indicateur.libelle
    if terme.calcul is not None:
        calcul = terme.calcul
        if calcul.millesime is None:
            return {}
        return {calcul.millesime: calcul.raison if calcul.valeur is None else (calcul.valeur, calcul.arrondi)}
    annees: dict[int, list[Valeur]] = defaultdict(list)
    for valeur in terme.valeurs:
        annees[valeur.millesime].append(valeur)
    lues: dict[int, tuple[Decimal, bool] | str] = {}
    for annee, valeurs in annees.items():
        choisie = [v for v in valeurs if terme.choix is not None and v.pk == terme.choix.valeur_id]
        dites = {v.valeur: v.statut for v in choisie or valeurs if v.valeur is not None}
        if not dites:
            lues[annee] = f"« {nom} » est sous secret statistique."
        elif len(dites) > 1:
            lues[annee] = f"« {nom} » a plusieurs valeurs : retenez-en une."
        else:
            ((nombre, statut),) = dites.items()
            lues[annee] = (nombre, statut == StatutValeur.ARRONDIE)
    return lues
