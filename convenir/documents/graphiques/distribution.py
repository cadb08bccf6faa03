"""Distribution: each territory as a stroke on one line, the median, and where one of them stands."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from convenir.documents.graphiques.axes import axe, graduer
from convenir.documents.graphiques.dessin import (
    ACCENT,
    ENCRE,
    ENCRE_2,
    FILET,
    LARGEUR,
    balise,
    cadre,
    ecrit,
    longueur,
)
from convenir.documents.graphiques.graphique import Graphique, tableau_des_mesures

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from convenir.documents.graphiques.graphique import Cartouche, Mesure

_MARGE = 14
_HAUT, _BAS = 44, 84


def distribution(cartouche: Cartouche, mesures: Sequence[Mesure]) -> Graphique:
    """A stroke a territory from the lowest to the highest; the median marked, those put forward named."""
    connues = sorted((m for m in mesures if m.valeur is not None), key=lambda m: m.nombre)
    etendue = axe([m.nombre for m in connues])

    def place(valeur: float) -> float:
        return _MARGE + etendue.part(valeur) * (LARGEUR - 2 * _MARGE)

    dessin = [_graduation(cartouche, etendue.graduations, place)]
    dessin += [_trait(place(m.nombre), m) for m in connues if not m.en_avant]
    mediane = statistics.median([m.nombre for m in connues]) if connues else None
    if mediane is not None:
        dessin.append(_mediane(cartouche, mediane, place(mediane)))
    avant = [m for m in connues if m.en_avant]
    dessin += [
        _trait(place(m.nombre), m) + _nom(cartouche, m, place(m.nombre), r) for r, m in enumerate(avant)
    ]
    absentes = [m for m in mesures if m.valeur is None]
    resume = _resume(cartouche, connues, mediane, len(absentes))
    hauteur = _BAS + 34
    (entite, *autres), dits = tableau_des_mesures(cartouche, [*reversed(connues), *absentes])
    entetes = (entite, "Rang", *autres)
    lignes = tuple(
        (nom, rang, *suite) for (nom, *suite), rang in zip(dits, _rangs(connues, len(absentes)), strict=True)
    )
    return Graphique(
        cartouche, resume, cadre(cartouche, resume, hauteur, dessin), entetes, lignes, cartouche.notes
    )


def _rangs(connues: Sequence[Mesure], absentes: int) -> list[str]:
    """From the highest, equals together; a dash for those without number."""
    nombres = [m.nombre for m in reversed(connues)]
    return [*(str(nombres.index(n) + 1) for n in nombres), *["–"] * absentes]


def _graduation(cartouche: Cartouche, graduations: Sequence[float], place: Callable[[float], float]) -> str:
    traits = "".join(f"M{place(g):.1f} {_BAS}v6" for g in graduations)
    ligne = balise(
        "path",
        d=f"M{_MARGE} {_BAS}H{LARGEUR - _MARGE}{traits}",
        stroke=FILET,
        stroke_width=1.4,
        fill="none",
        classe="g-filet",
    )
    ecrits = [(graduer(cartouche, g), place(g)) for g in graduations]
    if sum(longueur(e) + 12 for e, _ in ecrits) > LARGEUR:
        ecrits = [ecrits[0], ecrits[-1]]
    return ligne + "".join(_borne(e, x) for e, x in ecrits)


def _borne(chaine: str, x: float) -> str:
    moitie = longueur(chaine) / 2
    x = min(max(x, moitie), LARGEUR - moitie)
    return ecrit(chaine, x, _BAS + 23, ancre="middle", classe="g-discret")


def _trait(x: float, mesure: Mesure) -> str:
    if mesure.en_avant:
        return balise(
            "path", d=f"M{x:.1f} {_HAUT - 8}V{_BAS}", stroke=ACCENT, stroke_width=4, classe="g-trait-avant"
        )
    return balise(
        "path",
        d=f"M{x:.1f} {_HAUT}V{_BAS}",
        stroke=ENCRE_2,
        stroke_width=2,
        stroke_opacity=0.55,
        classe="g-trait",
    )


def _mediane(cartouche: Cartouche, mediane: float, x: float) -> str:
    triangle = balise("path", d=f"M{x:.1f} {_BAS}l6 9h-12Z", fill=ENCRE, classe="g-point")
    dit = f"Médiane : {cartouche.ecrire(round(mediane, cartouche.decimales or 0))}"
    demi = longueur(dit) / 2
    return triangle + ecrit(dit, min(max(x, demi), LARGEUR - demi), 13, ancre="middle", classe="g-discret")


def _nom(cartouche: Cartouche, mesure: Mesure, x: float, rang: int) -> str:
    dit = f"{mesure.nom} : {cartouche.dire(mesure)}"
    demi = longueur(dit) / 2 + 4
    return ecrit(
        dit,
        min(max(x, demi), LARGEUR - demi),
        32 if rang % 2 == 0 else _BAS + 40,
        ancre="middle",
        classe="g-fort",
    )


def _resume(cartouche: Cartouche, connues: Sequence[Mesure], mediane: float | None, absentes: int) -> str:
    if mediane is None:
        return "Aucune valeur connue."
    phrases = [
        f"De {cartouche.situer(connues[0])} à {cartouche.situer(connues[-1])}",
        f"médiane {cartouche.ecrire(round(mediane, cartouche.decimales or 0))}",
        *(
            f"{m.nom} : {cartouche.dire(m)}, rang {rang} sur {len(connues)}"
            for m, rang in zip(reversed(connues), _rangs(connues, 0), strict=True)
            if m.en_avant
        ),
    ]
    if absentes:
        phrases.append(f"{absentes} sans valeur")
    return " ; ".join(phrases) + "."
