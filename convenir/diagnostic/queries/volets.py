"""Figures by theme, territory beside territory."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.diagnostic.enums import Niveau
from convenir.diagnostic.queries.cellules import Calcul, Cellule, Lecture
from convenir.diagnostic.queries.lieux import lieux_compares, lieux_de_l_epci
from convenir.diagnostic.queries.secret import valeurs_visibles
from convenir.diagnostic.rules import additionner
from convenir.socle.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from convenir.conventions.models import Convention
    from convenir.diagnostic.models import Indicateur

TERRITOIRE_ENTIER = "Le territoire"


def themes() -> list[tuple[str, str]]:
    """(key, name) of each theme that may have figures; first the territory as a whole, without key."""
    return [("", TERRITOIRE_ENTIER), *((t.cle, t.libelle) for t in THEMES)]


@dataclass(frozen=True, slots=True)
class Rang:
    """An indicator and its cells, one for each territory; `par_commune`: communes have values of it too."""

    indicateur: Indicateur
    cellules: tuple[Cellule, ...]
    par_commune: bool = False

    @property
    def est_vide(self) -> bool:
        return all(cellule.est_vide for cellule in self.cellules)


@dataclass(frozen=True, slots=True)
class Volet:
    """A theme and its indicators."""

    cle: str
    libelle: str
    rangs: tuple[Rang, ...]

    @property
    def a_trancher(self) -> int:
        return sum(cellule.est_en_conflit for rang in self.rangs for cellule in rang.cellules)


def volets(convention: Convention) -> tuple[Volet, ...]:
    """The figures of the EPCI beside those of its département and of France, by theme; no empty row."""
    lieux = lieux_compares(convention)
    if not lieux:
        return ()
    lecture = Lecture(convention, lieux)
    communaux = _mesures_par_commune(convention)
    par_theme: dict[str, list[Rang]] = defaultdict(list)
    for indicateur in lecture.indicateurs.values():
        cellules = tuple(lecture.cellule(indicateur, lieu) for lieu in lieux)
        rang = Rang(indicateur, cellules, indicateur.pk in communaux)
        if rang.par_commune or not rang.est_vide:
            par_theme[indicateur.theme].append(rang)
    return tuple(Volet(cle, nom, tuple(par_theme[cle])) for cle, nom in themes() if cle in par_theme)


def _mesures_par_commune(convention: Convention) -> set[int]:
    """The indicators that have a value in some commune of the EPCI."""
    codes = [lieu.code for lieu in lieux_de_l_epci(convention)]
    siennes = valeurs_visibles(convention).filter(niveau=Niveau.COMMUNE, code__in=codes)
    return set(siennes.order_by().values_list("indicateur", flat=True).distinct())


def total_des_communes(indicateur: Indicateur, cellules: Sequence[Cellule]) -> Calcul | None:
    """The sum of communes of one year and source, or why it is not made; None where it has no sense."""
    if not indicateur.sommable or not any(c.valeurs for c in cellules):
        return None
    retenues = [c.retenue for c in cellules]
    if None in retenues or len({(v.millesime, v.source_id, v.population) for v in retenues if v}) > 1:
        return Calcul(None, raison="Les communes n’ont pas toutes une valeur de la même année et source.")
    lues = [v for v in retenues if v is not None]
    total = additionner([v.statut for v in lues], [v.valeur for v in lues])
    if isinstance(total, str):
        return Calcul(None, lues[0].millesime, total)
    return Calcul(total, lues[0].millesime)


def sources_utilisees(rangs: Iterable[Rang]) -> list[str]:
    """The data sets behind these figures, each once, as a reader cites them."""
    vues = {
        valeur.source.pk: valeur.source
        for rang in rangs
        for cellule in rang.cellules
        for valeur in ((cellule.retenue,) if cellule.retenue else cellule.dernieres)
        if valeur is not None
    }
    return [f"{s.titre} ({s.producteur})" for s in sorted(vues.values(), key=lambda s: s.titre)]
