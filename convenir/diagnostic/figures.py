"""Charts and maps of an indicator, as `Graphique`: for the page, for annexe 1, for slides.

A rounded value is told as such, a secret or a disputed one has no number and is never drawn. None rather
than a drawing that would say nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.diagnostic.enums import StatutValeur
from convenir.documents.graphiques import (
    Absence,
    Cartouche,
    Mesure,
    Serie,
    barres,
    choroplethe,
    courbe,
    distribution,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from convenir.diagnostic.models import Indicateur
    from convenir.diagnostic.queries import Calcul, Cellule, Lecture, Lieu, PointDeVue
    from convenir.documents.graphiques import Calque, Fond, Graphique

_DEUX = 2
_DITS = frozenset({StatutValeur.ARRONDIE, StatutValeur.ESTIMEE, StatutValeur.SAISIE})
_EFFECTIF = "Un nombre, pas un taux : une commune plus peuplée en compte d’ordinaire plus."


def a_cote(
    lecture: Lecture, indicateur: Indicateur, lieux: Iterable[Lieu], reference: Lieu, *, cle: str, titre: str
) -> Graphique | None:
    """Bars: a territory beside others; those without value are left out. None unless two have a number."""
    lues = {lieu: _mesure(lecture, indicateur, lieu, reference) for lieu in lieux}
    dites = {lieu: m for lieu, m in lues.items() if m.valeur is not None or m.absence != Absence.INCONNUE}
    if sum(m.valeur is not None for m in dites.values()) < _DEUX:
        return None
    return barres(_cartouche(lecture, indicateur, dites, cle, titre), list(dites.values()))


def evolution(
    lecture: Lecture, indicateur: Indicateur, lieux: Sequence[Lieu], reference: Lieu
) -> Graphique | None:
    """A line a territory over the years. None unless the reference has two numbers.

    Counts of territories of different sizes do not share an axis: those of the reference go alone.
    """
    traces = [lieu for lieu in lieux if lieu == reference or indicateur.est_relatif]
    series = [
        Serie(lieu.nom, {a: _de_l_annee(c) for a, c in lecture.par_annee(indicateur, lieu).items()})
        for lieu in traces
    ]
    pleines = [s for s in series if any(m.valeur is not None for m in s.annees.values())]
    if not pleines or pleines[0].nom != reference.nom:
        return None
    if sum(m.valeur is not None for m in pleines[0].annees.values()) < _DEUX:
        return None
    return courbe(
        _cartouche(
            lecture, indicateur, traces, "evolution", f"{indicateur.libelle} : évolution", annee=False
        ),
        pleines,
    )


def repartition(
    lecture: Lecture, indicateur: Indicateur, communes: Sequence[Lieu], reference: Lieu
) -> Graphique | None:
    """A stroke a commune, and the rank of each in its table. None unless two have a number."""
    mesures = [_mesure(lecture, indicateur, lieu, reference) for lieu in communes]
    if sum(m.valeur is not None for m in mesures) < _DEUX:
        return None
    return distribution(
        _cartouche(lecture, indicateur, communes, "rangs", f"{indicateur.libelle} : rang des communes"),
        mesures,
    )


def carte(
    lecture: Lecture,
    indicateur: Indicateur,
    communes: Sequence[Lieu],
    fond: Fond,
    calques: Sequence[Calque] = (),
) -> Graphique | None:
    """A choropleth of the communes. None unless two have a number."""
    mesures = {lieu.code: _mesure(lecture, indicateur, lieu) for lieu in communes}
    if sum(m.valeur is not None for m in mesures.values()) < _DEUX:
        return None
    notes = () if indicateur.est_relatif else (_EFFECTIF,)
    cartouche = _cartouche(
        lecture, indicateur, communes, "carte", f"{indicateur.libelle}, par commune", notes=notes
    )
    return choroplethe(cartouche, fond, mesures, calques=calques)


@dataclass(frozen=True, slots=True)
class Planche:
    """The drawings of some indicators, in the order one asks: where, who first, since when, beside whom."""

    cartes: tuple[Graphique, ...] = ()
    rangs: tuple[Graphique, ...] = ()
    evolutions: tuple[Graphique, ...] = ()
    voisinage: tuple[Graphique, ...] = ()
    semblables: tuple[Graphique, ...] = ()

    @property
    def tous(self) -> tuple[Graphique, ...]:
        return (*self.cartes, *self.rangs, *self.evolutions, *self.voisinage, *self.semblables)


def planche(
    lecture: Lecture,
    indicateurs: Iterable[Indicateur],
    vue: PointDeVue,
    fond: Fond,
    calques: Sequence[Calque] = (),
) -> Planche:
    """All that can be drawn of these indicators from a point of view."""
    lus = list(indicateurs)
    reference = vue.reference
    autour = (reference, *vue.voisins)
    return Planche(
        cartes=_dessinables(carte(lecture, i, vue.communes, fond, calques) for i in lus),
        rangs=_dessinables(repartition(lecture, i, vue.communes, reference) for i in lus),
        evolutions=_dessinables(evolution(lecture, i, vue.principaux, reference) for i in lus),
        voisinage=_dessinables(
            a_cote(
                lecture,
                i,
                (*autour, *(vue.compares if i.est_relatif else ())),
                reference,
                cle="voisins",
                titre=f"{i.libelle} : à côté des voisins",
            )
            for i in lus
        ),
        semblables=_dessinables(
            a_cote(
                lecture,
                i,
                (reference, *vue.proches.lieux),
                reference,
                cle="proches",
                titre=f"{i.libelle} : communes semblables",
            )
            for i in lus
            if vue.proches.lieux
        ),
    )


def _dessinables(graphiques: Iterable[Graphique | None]) -> tuple[Graphique, ...]:
    return tuple(g for g in graphiques if g is not None)


def _mesure(lecture: Lecture, indicateur: Indicateur, lieu: Lieu, reference: Lieu | None = None) -> Mesure:
    """What a cell draws, with its year and its status beside it."""
    cellule = lecture.cellule(indicateur, lieu)
    avant = lieu == reference
    if cellule.calcul is not None:
        calcul = cellule.calcul
        return Mesure(lieu.nom, calcul.valeur, calcul.absence, _mention(calcul), en_avant=avant)
    retenue = cellule.retenue
    if retenue is None:
        absence = Absence.DISPUTEE if cellule.est_en_conflit else Absence.INCONNUE
        return Mesure(lieu.nom, None, absence, _annee(cellule), en_avant=avant)
    statut = f", {retenue.get_statut_display().lower()}" if retenue.statut in _DITS else ""
    mention = f"{retenue.millesime}{statut}"
    return Mesure(lieu.nom, retenue.valeur, Absence.SECRETE, mention, en_avant=avant)


def _annee(cellule: Cellule) -> str:
    return str(cellule.dernieres[0].millesime) if cellule.dernieres else ""


def _mention(calcul: Calcul) -> str:
    if calcul.millesime is None:
        return ""
    return f"{calcul.millesime}, calculé" + (" d’après des arrondis" if calcul.arrondi else "")


def _de_l_annee(calcul: Calcul) -> Mesure:
    return Mesure("", calcul.valeur, calcul.absence, "arrondie" if calcul.arrondi else "")


def _cartouche(
    lecture: Lecture,
    indicateur: Indicateur,
    lieux: Iterable[Lieu],
    cle: str,
    titre: str,
    *,
    annee: bool = True,
    notes: tuple[str, ...] = (),
) -> Cartouche:
    """Title, sources and year of what is drawn."""
    lus = list(lieux)
    sources = {source for lieu in lus for source in lecture.sources(indicateur, lieu)}
    dites = sorted(f"{s.titre} ({s.producteur})" for s in sources)
    return Cartouche(
        cle=f"{indicateur.cle}-{cle}",
        titre=titre,
        source=" ; ".join(dites),
        millesime=_millesimes(lecture, indicateur, lus) if annee else "",
        unite=indicateur.unite,
        decimales=indicateur.decimales,
        entite="Commune" if cle in {"carte", "rangs"} else "Territoire",
        notes=notes,
    )


def _millesimes(lecture: Lecture, indicateur: Indicateur, lieux: Iterable[Lieu]) -> str:
    """The year of all, or from the first to the last."""
    annees = set()
    for lieu in lieux:
        cellule = lecture.cellule(indicateur, lieu)
        if cellule.calcul is not None:
            annees.add(cellule.calcul.millesime)
        elif cellule.dernieres:
            annees.add((cellule.retenue or cellule.dernieres[0]).millesime)
    connues = sorted(a for a in annees if a is not None)
    if not connues:
        return ""
    return str(connues[0]) if len(connues) == 1 else f"de {connues[0]} à {connues[-1]}"
