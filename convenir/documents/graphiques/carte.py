"""Maps: territories coloured by class, points by kind, other zones drawn over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from convenir.documents.graphiques.classes import LETTRES, quantiles
from convenir.documents.graphiques.dessin import (
    ENCRE,
    ENCRE_2,
    FOND,
    INTERLIGNE,
    LARGEUR,
    RAMPE,
    balise,
    cadre,
    ecrit,
    en_lignes,
    forme,
    motifs,
    nombre,
)
from convenir.documents.graphiques.fond import FINESSE
from convenir.documents.graphiques.graphique import Absence, Graphique
from convenir.socle.formats import ecrire_nombre

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from convenir.documents.graphiques.classes import Classes
    from convenir.documents.graphiques.fond import Contour, Fond, Zone
    from convenir.documents.graphiques.graphique import Cartouche, Mesure

_LETTREES = 60  # with more territories than that, letters would hide the map
_PLACE_DE_LETTRE = 150  # tenths of a unit
_SOMBRES = 3  # from that class on, letters are light


@dataclass(frozen=True, slots=True)
class Calque:
    """Zones drawn over a map, by their outline: `zones` gives (name, contour) of each."""

    nom: str
    zones: tuple[tuple[str, Contour], ...]


@dataclass(frozen=True, slots=True)
class Marqueur:
    """Something at a place. `genre`: its kind, counted in the legend; `lieu`: where, in words."""

    nom: str
    genre: str
    longitude: float
    latitude: float
    lieu: str = ""


def choroplethe(
    cartouche: Cartouche,
    fond: Fond,
    mesures: Mapping[str, Mesure],
    *,
    classes: Classes | None = None,
    calques: Sequence[Calque] = (),
) -> Graphique:
    """Territories coloured by the class of their measure (quantiles unless given), a measure by code.

    What has no number is hatched and counted, never coloured; what the base map does not draw is named.
    """
    choisies = classes or quantiles(mesures.values())
    teinte = {code: _teinte(mesure, choisies) for code, mesure in mesures.items()}
    lettrees = len(mesures) <= _LETTREES
    carte = "".join(
        _zone(cartouche, zone, mesures[code], teinte[code])
        for code, zone in fond.zones.items()
        if code in mesures
    )
    lettres = "".join(_lettres(fond, teinte)) if lettrees else ""
    dessin = [motifs(cartouche.cle, FINESSE), _a_l_echelle(carte + lettres + _calques(fond, calques))]
    comptes = Counter(teinte.values())
    legende, hauteur = _legende(cartouche, choisies, comptes, fond.hauteur + 22, lettrees=lettrees)
    superposes, hauteur = _legende_des_calques(calques, hauteur)
    resume = _resume(cartouche, mesures, choisies, comptes)
    notes = (
        *cartouche.notes,
        choisies.methode,
        *_notes(fond, [m.nom for c, m in mesures.items() if c not in fond.zones]),
    )
    entetes = (cartouche.entite, cartouche.colonne, "Classe")
    libelles = choisies.libelles(cartouche)
    lignes = tuple(
        (
            mesure.nom,
            cartouche.chiffrer(mesure) + (f" ({mesure.mention})" if mesure.mention else ""),
            "–" if mesure.valeur is None else libelles[choisies.rang(mesure)],
        )
        for mesure in mesures.values()
    )
    svg = cadre(cartouche, resume, hauteur, [*dessin, legende, superposes])
    return Graphique(cartouche, resume, svg, entetes, lignes, notes)


def points(
    cartouche: Cartouche,
    fond: Fond,
    marqueurs: Sequence[Marqueur],
    *,
    calques: Sequence[Calque] = (),
    genres: Sequence[str] = (),
) -> Graphique:
    """Points by kind on the territories of a base map, each kind by its shape and its colour, and counted.

    `genres` fixes the order of kinds, hence their marks; those without a point are told as none.
    On tiles nothing can be placed: the table alone tells.
    """
    ordre = list(dict.fromkeys([*genres, *(m.genre for m in marqueurs)]))
    zones = "".join(
        balise("path", d=zone.chemin, fill="#f1eee6", stroke="#b9b3a3", stroke_width=6, classe="g-creux")
        for zone in fond.zones.values()
    )
    carte = [_a_l_echelle(zones + _calques(fond, calques))]
    if fond.projection is not None:
        for marqueur in marqueurs:
            x, y = fond.projection.placer(marqueur.longitude, marqueur.latitude)
            carte.append(_nomme(marqueur, forme(ordre.index(marqueur.genre), x / FINESSE, y / FINESSE)))
    comptes = Counter(m.genre for m in marqueurs)
    bas = fond.hauteur + 22.0
    for rang, genre in enumerate(ordre):
        for bout, ligne in enumerate(en_lignes(f"{genre} ({ecrire_nombre(comptes[genre])})", LARGEUR - 28)):
            carte.append(forme(rang, 9, bas - 5, 6) if bout == 0 else "")
            carte.append(ecrit(ligne, 26, bas))
            bas += INTERLIGNE
    superposes, bas = _legende_des_calques(calques, bas)
    dits = " ; ".join(f"{genre} : {ecrire_nombre(comptes[genre])}" for genre in ordre)
    resume = f"{ecrire_nombre(len(marqueurs))} points. {dits}." if ordre else "Aucun point."
    svg = cadre(cartouche, resume, bas, [*carte, superposes])
    lignes = tuple((m.nom, m.genre, m.lieu) for m in marqueurs)
    return Graphique(
        cartouche, resume, svg, ("Nom", "Type", "Lieu"), lignes, (*cartouche.notes, *_notes(fond, ()))
    )


def _teinte(mesure: Mesure, classes: Classes) -> int | Absence:
    return mesure.absence if mesure.valeur is None else _dans_la_rampe(classes.rang(mesure), classes.nombre)


def _dans_la_rampe(rang: int, nombre_de_classes: int) -> int:
    """Few classes are spread over the whole ramp."""
    if nombre_de_classes <= 1:
        return 2
    return round(rang * (len(RAMPE) - 1) / (nombre_de_classes - 1))


def _remplir(cle: str, teinte: int | Absence) -> dict[str, str]:
    if isinstance(teinte, Absence):
        return {"fill": f"url(#{cle}-{teinte})", "classe": "g-zone"}
    return {"fill": RAMPE[teinte], "classe": f"g-zone g-c{teinte + 1}"}


def _zone(cartouche: Cartouche, zone: Zone, mesure: Mesure, teinte: int | Absence) -> str:
    attributs = " ".join(
        f'{"class" if k == "classe" else k}="{v}"' for k, v in _remplir(cartouche.cle, teinte).items()
    )
    return (
        f'<path d="{zone.chemin}" {attributs} stroke="{FOND}" stroke-width="8">'
        f"<title>{escape(mesure.nom)} : {escape(cartouche.dire(mesure))}</title></path>"
    )


def _lettres(fond: Fond, teintes: Mapping[str, int | Absence]) -> Iterator[str]:
    """The letter of its class in each territory that has room for it: no need to compare colours."""
    presentes = sorted({t for t in teintes.values() if isinstance(t, int)})
    for code, teinte in teintes.items():
        zone = fond.zones.get(code)
        if zone is not None and isinstance(teinte, int) and zone.place >= _PLACE_DE_LETTRE:
            x, y = zone.centre
            clair = teinte >= _SOMBRES
            lettre = LETTRES[presentes.index(teinte)]
            yield balise(
                "text",
                lettre,
                x=x,
                y=y + 38,
                text_anchor="middle",
                font_size=110,
                fill=FOND if clair else ENCRE,
                classe="g-lettre-claire" if clair else "g-lettre",
            )


def _a_l_echelle(contenu: str) -> str:
    return f'<g transform="scale({1 / FINESSE:g})" stroke-linejoin="round" fill-rule="evenodd">{contenu}</g>'


def _calques(fond: Fond, calques: Sequence[Calque]) -> str:
    projection = fond.projection
    if projection is None:
        return ""
    return "".join(
        f'<path d="{projection.tracer(contour)}" class="g-calque" fill="{ENCRE}" fill-opacity=".18" '
        f'stroke="{ENCRE}" stroke-width="11" stroke-dasharray="26 12"><title>{escape(nom)}</title></path>'
        for calque in calques
        for nom, contour in calque.zones
    )


def _legende(
    cartouche: Cartouche, classes: Classes, comptes: Counter[int | Absence], y: float, *, lettrees: bool
) -> tuple[str, float]:
    lignes = []
    presentes = sorted(t for t in comptes if isinstance(t, int))
    entrees: list[tuple[int | Absence, str]] = [
        (_dans_la_rampe(rang, classes.nombre), libelle)
        for rang, libelle in enumerate(classes.libelles(cartouche))
        if comptes[_dans_la_rampe(rang, classes.nombre)]
    ]
    entrees += [(absence, absence.libelle) for absence in Absence if comptes[absence]]
    for teinte, libelle in entrees:
        couleur = _remplir(f"{cartouche.cle}-l", teinte)
        carre = balise(
            "rect", x=0.5, y=y - 12, width=24, height=15, stroke=ENCRE_2, stroke_width=0.6, **couleur
        )
        lettre = ""
        if lettrees and isinstance(teinte, int):
            clair = teinte >= _SOMBRES
            lettre = balise(
                "text",
                LETTRES[presentes.index(teinte)],
                x=12.5,
                y=y,
                text_anchor="middle",
                font_size=12,
                fill=FOND if clair else ENCRE,
                classe="g-lettre-claire" if clair else "g-lettre",
            )
        lignes.append(carre + lettre + ecrit(f"{libelle} ({ecrire_nombre(comptes[teinte])})", 34, y))
        y += INTERLIGNE + 2
    return motifs(f"{cartouche.cle}-l") + "".join(lignes), y


def _legende_des_calques(calques: Sequence[Calque], y: float) -> tuple[str, float]:
    lignes = []
    for calque in calques:
        carre = (
            f'<rect x="1" y="{nombre(y - 12)}" width="23" height="14" class="g-calque" fill="{ENCRE}" '
            f'fill-opacity=".18" stroke="{ENCRE}" stroke-width="1.1" stroke-dasharray="2.6 1.2"/>'
        )
        lignes.append(carre + ecrit(f"{calque.nom} ({ecrire_nombre(len(calque.zones))})", 34, y))
        y += INTERLIGNE + 2
    return "".join(lignes), y


def _nomme(marqueur: Marqueur, trace: str) -> str:
    lieu = f" ({marqueur.lieu})" if marqueur.lieu else ""
    return f"<g><title>{escape(marqueur.nom)}, {escape(marqueur.genre)}{escape(lieu)}</title>{trace}</g>"


def _resume(
    cartouche: Cartouche, mesures: Mapping[str, Mesure], classes: Classes, comptes: Counter[int | Absence]
) -> str:
    connues = sorted((m for m in mesures.values() if m.valeur is not None), key=lambda m: m.nombre)
    phrases = []
    if connues:
        phrases.append(f"De {cartouche.situer(connues[0])} à {cartouche.situer(connues[-1])}")
        phrases.append(f"{classes.nombre} classes" if classes.bornes else "une seule classe")
    phrases += [f"{a.libelle} : {ecrire_nombre(comptes[a])}" for a in Absence if comptes[a]]
    return " ; ".join(phrases) + "." if phrases else "Aucun territoire."


def _notes(fond: Fond, absents: Sequence[str]) -> Iterator[str]:
    if fond.mention:
        yield fond.mention
    if absents:
        yield f"Sans contour dans la source : {', '.join(absents)}."
