"""The map of the communes: their contours as paths of one SVG drawing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from convenir.adhesions.enums import Avancement
from convenir.territoires.queries import commune, contours

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from convenir.adhesions.queries import Registre
    from convenir.territoires.queries.contours import Contour, Point

LARGEUR = 640  # units of the drawing
_MARGE = 4

#: what the map tells apart, each by a colour and a pattern
TEINTES: dict[Avancement, str] = {
    Avancement.NON_DEMANDEE: "vide",
    Avancement.DEMANDEE: "demandee",
    Avancement.VOTEE: "votee",
    Avancement.TRANSMISE: "votee",
    Avancement.PUBLIEE: "votee",
    Avancement.EXECUTOIRE: "executoire",
    Avancement.EN_VIGUEUR: "executoire",
    Avancement.REFUSEE: "close",
    Avancement.RETIREE: "close",
}
LEGENDES = {
    "executoire": "Exécutoire ou en vigueur",
    "votee": "Votée, une date manque",
    "demandee": "Demandée",
    "vide": "Non demandée",
    "close": "Refusée ou retirée",
}


@dataclass(frozen=True, slots=True)
class Zone:
    """A commune on the map. `chemin`: the `d` of its path; `teinte`: a key of `LEGENDES`."""

    nom: str
    etat: str
    teinte: str
    chemin: str


@dataclass(frozen=True, slots=True)
class Legende:
    teinte: str
    libelle: str
    nombre: int


@dataclass(frozen=True, slots=True)
class Carte:
    """`cadre`: the viewBox of the drawing; `absentes`: communes that the source does not draw."""

    cadre: str
    zones: tuple[Zone, ...]
    legendes: tuple[Legende, ...]
    absentes: tuple[str, ...]


def dessiner(registre: Registre) -> Carte | None:
    """The map of a register; None when nothing can be drawn."""
    hauteur, chemins = _chemins(tuple(sorted(s.adhesion.insee for s in registre.situations)))
    if not chemins:
        return None
    zones = tuple(
        Zone(s.adhesion.nom, s.avancement.label, TEINTES[s.avancement], chemins[s.adhesion.insee])
        for s in registre.situations
        if s.adhesion.insee in chemins
    )
    teintes = [TEINTES[s.avancement] for s in registre.situations]
    return Carte(
        f"0 0 {LARGEUR} {hauteur}",
        zones,
        tuple(Legende(t, nom, teintes.count(t)) for t, nom in LEGENDES.items() if t in teintes),
        tuple(s.adhesion.nom for s in registre.situations if s.adhesion.insee not in chemins),
    )


@lru_cache(maxsize=32)
def _chemins(insees: tuple[str, ...]) -> tuple[int, dict[str, str]]:
    """The height of the drawing and the path of each commune that is drawn."""
    formes = {insee: forme for insee in insees if (forme := _contour(insee))}
    points = [p for forme in formes.values() for polygone in forme for anneau in polygone for p in anneau]
    if not points:
        return 0, {}
    ouest, est = min(x for x, _ in points), max(x for x, _ in points)
    sud, nord = min(y for _, y in points), max(y for _, y in points)
    aplati = math.cos(math.radians((sud + nord) / 2))  # a degree of longitude against one of latitude
    echelle = (LARGEUR - 2 * _MARGE) / max((est - ouest) * aplati, nord - sud)
    decalage = (LARGEUR - (est - ouest) * aplati * echelle) / 2

    def placer(point: Point) -> str:
        x, y = (point[0] - ouest) * aplati * echelle + decalage, (nord - point[1]) * echelle + _MARGE
        return f"{x:.1f} {y:.1f}"

    hauteur = math.ceil((nord - sud) * echelle + 2 * _MARGE)
    return hauteur, {insee: _tracer(forme, placer) for insee, forme in formes.items()}


def _tracer(forme: Contour, placer: Callable[[Point], str]) -> str:
    anneaux: Iterable[list[Point]] = (anneau for polygone in forme for anneau in polygone)
    return " ".join(f"M{'L'.join(map(placer, anneau[:-1]))}Z" for anneau in anneaux)


def _contour(insee: str) -> Contour | None:
    trouvee = commune(insee)
    if trouvee is None or trouvee.ancienne:
        return None
    return (contours(trouvee.departement) or {}).get(insee)
