"""One indicator for one territory: its values, the one chosen, or what its formula gives."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from convenir.diagnostic.enums import StatutValeur
from convenir.diagnostic.formules import evaluer
from convenir.diagnostic.models import Choix, Indicateur, Source, Valeur
from convenir.diagnostic.queries.secret import montrables, valeurs_visibles
from convenir.documents.graphiques import Absence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
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
    absence: Absence = Absence.INCONNUE


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
    """The values of some territories, read once: each cell is then found, or computed, without a query.

    `cles` or `theme` narrow the indicators read, with the terms of their formulas; without either, all are.
    """

    def __init__(
        self,
        convention: Convention,
        lieux: Iterable[Lieu],
        cles: Iterable[str] = (),
        *,
        theme: str | None = None,
    ) -> None:
        self.indicateurs = {i.cle: i for i in Indicateur.objects.order_by("ordre", "cle")}
        choisis = convention.choix_de_valeurs.select_related("choisi_par").order_by("pk")
        self._choix = {(c.indicateur_id, c.niveau, c.code): c for c in choisis}
        siennes = valeurs_visibles(convention).select_related(None).order_by()
        siennes = siennes.filter(code__in={lieu.code for lieu in lieux})
        mesures = None
        if cles or theme is not None:
            demandees = [*cles, *(i.cle for i in self.indicateurs.values() if i.theme == theme)]
            voulues = self._avec_les_termes(demandees)
            mesures = [self.indicateurs[cle].pk for cle in voulues]
            siennes = siennes.filter(indicateur__in=mesures)
        self._valeurs = self._ranger(montrables(convention, siennes, mesures))
        self._annees: dict[tuple[int, str, str], dict[int, Calcul]] = {}

    def _ranger(self, lues: Collection[Valeur]) -> dict[tuple[int, str, str], list[Valeur]]:
        """By indicator and territory, the latest first; each source is one object for all its values."""
        sources = Source.objects.in_bulk({v.source_id for v in lues})
        rangees: dict[tuple[int, str, str], list[Valeur]] = defaultdict(list)
        for valeur in lues:
            valeur.source = sources[valeur.source_id]
            rangees[valeur.indicateur_id, valeur.niveau, valeur.code].append(valeur)
        for siennes in rangees.values():
            siennes.sort(key=lambda v: (-v.millesime, v.source.titre, v.pk))
        return rangees

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
            annees = self.par_annee(indicateur, lieu)
            return Cellule(indicateur, lieu, calcul=annees[max(annees)] if annees else Calcul(None))
        cle = (indicateur.pk, *lieu.cle)
        return Cellule(indicateur, lieu, tuple(self._valeurs.get(cle, ())), self._choix.get(cle))

    def par_annee(self, indicateur: Indicateur, lieu: Lieu) -> dict[int, Calcul]:
        """What each year says of an indicator: its number, or why there is none."""
        cle = (indicateur.pk, *lieu.cle)
        if cle not in self._annees:
            derive = indicateur.est_derive
            self._annees[cle] = (
                self._calculer(indicateur, lieu) if derive else _par_annee(self.cellule(indicateur, lieu))
            )
        return self._annees[cle]

    def sources(self, indicateur: Indicateur, lieu: Lieu) -> set[Source]:
        """The data sets behind the cell of an indicator, those of its terms when it is computed."""
        if indicateur.est_derive:
            termes = (self.indicateurs[cle] for cle in indicateur.termes)
            return {source for terme in termes for source in self.sources(terme, lieu)}
        cellule = self.cellule(indicateur, lieu)
        return {v.source for v in ((cellule.retenue,) if cellule.retenue else cellule.dernieres) if v}

    def _calculer(self, indicateur: Indicateur, lieu: Lieu) -> dict[int, Calcul]:
        """The formula for each year all its terms have. A secret or disputed term gives no number."""
        termes = {cle: self.par_annee(self.indicateurs[cle], lieu) for cle in indicateur.termes}
        communes = set.intersection(*map(set, termes.values())) if termes else set()
        return {
            annee: _appliquer(indicateur, annee, {cle: annees[annee] for cle, annees in termes.items()})
            for annee in sorted(communes)
        }


def _appliquer(indicateur: Indicateur, annee: int, termes: Mapping[str, Calcul]) -> Calcul:
    """The formula for one year."""
    for terme in termes.values():
        if terme.valeur is None:
            return Calcul(None, annee, terme.raison, absence=terme.absence)
    nombres = {cle: terme.valeur for cle, terme in termes.items() if terme.valeur is not None}
    resultat = evaluer(indicateur.formule, nombres)
    if resultat is None:
        return Calcul(None, annee, "Le calcul divise par zéro.")
    arrondi = any(terme.arrondi for terme in termes.values())
    return Calcul(round(resultat, indicateur.decimales), annee, arrondi=arrondi)


def _par_annee(mesuree: Cellule) -> dict[int, Calcul]:
    """For each year of a measured indicator, its number, or why there is none."""
    nom = mesuree.indicateur.libelle
    annees: dict[int, list[Valeur]] = defaultdict(list)
    for valeur in mesuree.valeurs:
        annees[valeur.millesime].append(valeur)
    lues: dict[int, Calcul] = {}
    for annee, valeurs in annees.items():
        choisie = [v for v in valeurs if mesuree.choix is not None and v.pk == mesuree.choix.valeur_id]
        dites = {v.valeur: v.statut for v in choisie or valeurs if v.valeur is not None}
        if not dites:
            raison = f"« {nom} » est sous secret statistique."
            lues[annee] = Calcul(None, annee, raison, absence=Absence.SECRETE)
        elif len(dites) > 1:
            raison = f"« {nom} » a plusieurs valeurs : retenez-en une."
            lues[annee] = Calcul(None, annee, raison, absence=Absence.DISPUTEE)
        else:
            ((nombre, statut),) = dites.items()
            lues[annee] = Calcul(nombre, annee, arrondi=statut == StatutValeur.ARRONDIE)
    return lues
