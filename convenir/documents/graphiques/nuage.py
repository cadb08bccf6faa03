"""Scatter: two measures of each territory, one against the other."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from convenir.documents.graphiques.axes import axe, graduer
from convenir.documents.graphiques.dessin import (
    ACCENT,
    FILET,
    FOND,
    INTERLIGNE,
    LARGEUR,
    NEUTRE,
    balise,
    cadre,
    ecrit,
    longueur,
)
from convenir.documents.graphiques.graphique import Graphique
from convenir.socle.formats import ecrire_nombre

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convenir.documents.graphiques.graphique import Cartouche, Nombre

_HAUT, _TRACE = 30, 230
_DROITE = 12


@dataclass(frozen=True, slots=True)
class Couple:
    """Two numbers of one territory."""

    nom: str
    abscisse: Nombre
    ordonnee: Nombre
    en_avant: bool = False


def nuage(abscisse: Cartouche, ordonnee: Cartouche, couples: Sequence[Couple]) -> Graphique:
    """A dot a territory; those put forward larger and named.

    Title, source and key are those of `ordonnee`; each axis says the `quoi` of its cartouche.
    """
    en_x, en_y = axe(float(c.abscisse) for c in couples), axe(float(c.ordonnee) for c in couples)
    gauche = max(longueur(graduer(ordonnee, g)) for g in en_y.graduations) + 8
    bas = _HAUT + _TRACE

    def place(x: float, y: float) -> tuple[float, float]:
        return gauche + en_x.part(x) * (LARGEUR - gauche - _DROITE), bas - en_y.part(y) * _TRACE

    dessin = [
        ecrit(ordonnee.quoi, 0, 14, classe="g-discret"),
        ecrit(abscisse.quoi, LARGEUR - _DROITE, bas + 2 * INTERLIGNE, ancre="end", classe="g-discret"),
    ]
    dessin += [_ligne(graduer(ordonnee, g), place(en_x.bas, g)[1], gauche) for g in en_y.graduations]
    dessin += [
        ecrit(graduer(abscisse, g), place(g, en_y.bas)[0], bas + INTERLIGNE, ancre=ancre, classe="g-discret")
        for g, ancre in ((en_x.bas, "start"), (en_x.haut, "end"))
    ]
    dessin += [
        _point(couple, *place(float(couple.abscisse), float(couple.ordonnee)))
        for couple in sorted(couples, key=lambda c: c.en_avant)
    ]
    resume = (
        f"{ecrire_nombre(len(couples))} territoires ; en abscisse : {abscisse.quoi} ; "
        f"en ordonnée : {ordonnee.quoi}."
    )
    lignes = tuple(
        (c.nom, ecrire_nombre(c.abscisse, abscisse.decimales), ecrire_nombre(c.ordonnee, ordonnee.decimales))
        for c in couples
    )
    entetes = (ordonnee.entite, abscisse.colonne, ordonnee.colonne)
    svg = cadre(ordonnee, resume, bas + 2 * INTERLIGNE + 8, dessin)
    return Graphique(ordonnee, resume, svg, entetes, lignes, ordonnee.notes)


def _ligne(graduation: str, y: float, gauche: float) -> str:
    filet = balise(
        "path",
        d=f"M{gauche:.1f} {y:.1f}H{LARGEUR - _DROITE}",
        stroke=FILET,
        stroke_width=1,
        fill="none",
        classe="g-filet",
    )
    return filet + ecrit(graduation, gauche - 6, y + 5, ancre="end", classe="g-discret")


def _point(couple: Couple, x: float, y: float) -> str:
    avant = couple.en_avant
    point = balise(
        "circle",
        balise("title", escape(couple.nom)),
        cx=x,
        cy=y,
        r=6 if avant else 4,
        fill=ACCENT if avant else NEUTRE,
        stroke=FOND,
        stroke_width=0.8,
        classe="g-avant" if avant else "g-neutre",
    )
    if not avant:
        return point
    fin = x > LARGEUR / 2
    ancre = "end" if fin else "start"
    return point + ecrit(couple.nom, x - 9 if fin else x + 9, y - 6, ancre=ancre, classe="g-fort")
