"""Lines: how a measure moves from year to year. A year without number breaks the line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.documents.graphiques.axes import axe, graduer
from convenir.documents.graphiques.dessin import (
    FILET,
    INTERLIGNE,
    LARGEUR,
    TEINTES,
    TIRETS,
    abreger,
    balise,
    cadre,
    ecrit,
    forme,
    longueur,
)
from convenir.documents.graphiques.graphique import Graphique

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from convenir.documents.graphiques.graphique import Cartouche, Mesure

_HAUT, _TRACE = 14, 190
_DROITE = 20


@dataclass(frozen=True, slots=True)
class Serie:
    """What one territory measured, by year; a year that is not there was not measured."""

    nom: str
    annees: Mapping[int, Mesure]


def courbe(cartouche: Cartouche, series: Sequence[Serie]) -> Graphique:
    """One line a series, each with its own dash and mark; the axis does not start at zero, and says so."""
    annees = sorted({annee for serie in series for annee in serie.annees})
    nombres = [m.nombre for s in series for m in s.annees.values() if m.valeur is not None]
    montee = axe(nombres)
    graduations = montee.graduations
    gauche = max(longueur(graduer(cartouche, g)) for g in graduations) + 8
    premiere, derniere = (annees[0], annees[-1]) if annees else (0, 1)
    duree = max(derniere - premiere, 1)

    def place(annee: int, valeur: float) -> tuple[float, float]:
        x = gauche + (annee - premiere) / duree * (LARGEUR - gauche - _DROITE)
        return x, _HAUT + (1 - montee.part(valeur)) * _TRACE

    dessin = [_graduation(cartouche, g, place(premiere, g)[1], gauche) for g in graduations]
    dessin += _abscisses(annees, lambda annee: place(annee, montee.bas)[0])
    dessin += [_ligne(serie, rang, annees, place) for rang, serie in enumerate(series)]
    y = _HAUT + _TRACE + INTERLIGNE * 2 + 10
    for rang, serie in enumerate(series):
        dessin.append(_legende(serie, rang, y + rang * INTERLIGNE))
    hauteur = y + (len(series) - 1) * INTERLIGNE + 8
    resume = _resume(cartouche, series)
    notes = (*cartouche.notes, *(("L’axe ne part pas de zéro.",) if montee.bas > 0 else ()))
    entetes = ("Année", *(f"{s.nom} ({cartouche.unite})" if cartouche.unite else s.nom for s in series))
    lignes = tuple((str(a), *(_cellule(cartouche, s.annees.get(a)) for s in series)) for a in annees)
    return Graphique(cartouche, resume, cadre(cartouche, resume, hauteur, dessin), entetes, lignes, notes)


def _cellule(cartouche: Cartouche, mesure: Mesure | None) -> str:
    if mesure is None:
        return "–"
    return cartouche.chiffrer(mesure) + (f" ({mesure.mention})" if mesure.mention else "")


def _graduation(cartouche: Cartouche, valeur: float, y: float, gauche: float) -> str:
    trait = balise(
        "path",
        d=f"M{gauche:.1f} {y:.1f}H{LARGEUR - 4}",
        stroke=FILET,
        stroke_width=1,
        fill="none",
        classe="g-filet",
    )
    juste = graduer(cartouche, valeur)
    return trait + ecrit(juste, gauche - 6, y + 5, ancre="end", classe="g-discret")


def _abscisses(annees: Sequence[int], place: Callable[[int], float]) -> list[str]:
    """The years, as many as fit."""
    y = _HAUT + _TRACE + INTERLIGNE
    ecrits, libre = [], float("inf")
    for annee in reversed(annees):
        x = place(annee)
        if x + 20 <= libre or annee == annees[-1]:
            ecrits.append(ecrit(str(annee), x, y, ancre="middle", classe="g-discret"))
            libre = x - 20
    return ecrits


def _ligne(
    serie: Serie, rang: int, annees: Sequence[int], place: Callable[[int, float], tuple[float, float]]
) -> str:
    morceaux: list[list[tuple[float, float]]] = [[]]
    for annee in annees:
        mesure = serie.annees.get(annee)
        if mesure is None or mesure.valeur is None:
            morceaux.append([])
        else:
            morceaux[-1].append(place(annee, mesure.nombre))
    teinte = rang % len(TEINTES)
    traces = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in m) for m in morceaux if len(m) > 1)
    trait = balise(
        "path",
        d=traces or "M0 0",
        stroke=TEINTES[teinte],
        stroke_width=2.4 if rang == 0 else 1.8,
        stroke_dasharray=TIRETS[teinte] or None,
        fill="none",
        classe=f"g-ligne g-l{teinte + 1}",
    )
    return trait + "".join(forme(rang, x, y, 4) for m in morceaux for x, y in m)


def _legende(serie: Serie, rang: int, y: float) -> str:
    teinte = rang % len(TEINTES)
    trait = balise(
        "path",
        d=f"M0 {y - 5:.1f}H30",
        stroke=TEINTES[teinte],
        stroke_width=2,
        stroke_dasharray=TIRETS[teinte] or None,
        fill="none",
        classe=f"g-ligne g-l{teinte + 1}",
    )
    return trait + forme(rang, 15, y - 5, 4) + ecrit(abreger(serie.nom, LARGEUR - 40), 38, y)


def _resume(cartouche: Cartouche, series: Sequence[Serie]) -> str:
    phrases = []
    for serie in series:
        connues = [(a, m) for a, m in sorted(serie.annees.items()) if m.valeur is not None]
        if connues:
            (debut, premiere), (fin, derniere) = connues[0], connues[-1]
            phrases.append(
                f"{serie.nom} : {cartouche.dire(premiere)} en {debut}"
                + (f", {cartouche.dire(derniere)} en {fin}" if fin != debut else "")
            )
    return " ; ".join(phrases) + "." if phrases else "Aucune valeur connue."
