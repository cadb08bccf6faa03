"""Bars: one territory beside another, the one the reader looks for put forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.documents.graphiques.dessin import (
    ACCENT,
    ENCRE_2,
    INTERLIGNE,
    LARGEUR,
    NEUTRE,
    abreger,
    balise,
    cadre,
    ecrit,
    longueur,
    motifs,
)
from convenir.documents.graphiques.graphique import Graphique, tableau_des_mesures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convenir.documents.graphiques.graphique import Cartouche, Mesure

_SERREES = 8  # more bars than that: names beside them, not above
_NOM = 156
_MARGE = 6


def barres(cartouche: Cartouche, mesures: Sequence[Mesure]) -> Graphique:
    """Horizontal bars from zero, each with its name and its number; hatched and said where there is none."""
    serrees = len(mesures) > _SERREES
    gauche = _NOM if serrees else 0
    pas = 23 if serrees else 46
    connues = [m.nombre for m in mesures if m.valeur is not None]
    bas, haut = min([0.0, *connues]), max([0.0, *connues])
    droite = max((longueur(cartouche.dire(m)) for m in mesures), default=0) + 10
    largeur = max(LARGEUR - gauche - droite, 60.0)
    unite = largeur / (haut - bas) if haut > bas else 0.0
    zero = gauche - bas * unite
    dessin = [motifs(cartouche.cle)]
    for rang, mesure in enumerate(mesures):
        y = _MARGE + rang * pas
        dessin.append(_barre(cartouche, mesure, y, zero, unite, serree=serrees))
    hauteur = _MARGE + len(mesures) * pas
    dessin.append(_axe(zero, hauteur))
    resume = _resume(cartouche, mesures)
    entetes, lignes = tableau_des_mesures(cartouche, mesures)
    return Graphique(
        cartouche, resume, cadre(cartouche, resume, hauteur + 4, dessin), entetes, lignes, cartouche.notes
    )


def _barre(cartouche: Cartouche, mesure: Mesure, y: float, zero: float, unite: float, *, serree: bool) -> str:
    classe = "g-fort" if mesure.en_avant else "g-encre"
    if serree:
        nom = ecrit(abreger(mesure.nom, _NOM - 8), _NOM - 8, y + 14, ancre="end", classe=classe)
        haut, epaisseur = y + 2, 15.0
    else:
        nom = ecrit(abreger(mesure.nom, LARGEUR), 0, y + 13, classe=classe)
        haut, epaisseur = y + INTERLIGNE, 18.0
    if mesure.valeur is None:
        trait = balise(
            "rect",
            x=zero,
            y=haut,
            width=28,
            height=epaisseur,
            fill=f"url(#{cartouche.cle}-{mesure.absence})",
            stroke=ENCRE_2,
            stroke_width=0.6,
            classe="g-bord",
        )
        bout, dit = zero + 34, "g-discret"
    else:
        long = mesure.nombre * unite
        avant = mesure.en_avant
        trait = balise(
            "rect",
            x=min(zero, zero + long),
            y=haut,
            width=max(abs(long), 1.0),
            height=epaisseur,
            fill=ACCENT if avant else NEUTRE,
            classe="g-avant" if avant else "g-neutre",
        )
        bout, dit = max(zero, zero + long) + 6, classe
    chiffre = ecrit(cartouche.dire(mesure), bout, haut + epaisseur - 4, classe=dit)
    return nom + trait + chiffre


def _axe(x: float, hauteur: float) -> str:
    return balise(
        "path", d=f"M{x:.1f} 2V{hauteur:.1f}", stroke=ENCRE_2, stroke_width=1, fill="none", classe="g-axe"
    )


def _resume(cartouche: Cartouche, mesures: Sequence[Mesure]) -> str:
    """Few enough are all told; else the put forward, the highest and the lowest."""
    if len(mesures) <= _SERREES:
        return " ; ".join(f"{m.nom} : {cartouche.dire(m)}" for m in mesures) + "."
    connues = sorted((m for m in mesures if m.valeur is not None), key=lambda m: m.nombre)
    if not connues:
        return "Aucune valeur connue."
    dites = dict.fromkeys([*(m for m in mesures if m.en_avant), connues[-1], connues[0]])
    return f"{len(mesures)} barres. " + " ; ".join(f"{m.nom} : {cartouche.dire(m)}" for m in dites) + "."
