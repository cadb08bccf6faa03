"""From where the figures are read, the EPCI or one of its communes, and beside whom."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.diagnostic.enums import Niveau
from convenir.diagnostic.proximite import plus_proches
from convenir.diagnostic.queries.cellules import Lecture
from convenir.diagnostic.queries.lieux import Lieu, lieux_compares, lieux_de_l_epci
from convenir.territoires.queries import (
    commune,
    communes_du_departement,
    communes_voisines,
    departement,
    epcis_voisins,
)

if TYPE_CHECKING:
    from convenir.conventions.models import Convention

#: the figures that nearness is measured by, besides the number of inhabitants
CRITERES = ("niveau_vie_median", "taux_chomage_recensement")
PROCHES = 5


@dataclass(frozen=True, slots=True)
class Proches:
    """The communes that resemble one, and how nearness was measured, in one sentence."""

    lieux: tuple[Lieu, ...] = ()
    distance: str = ""


@dataclass(frozen=True, slots=True)
class PointDeVue:
    """`reference`: who is looked at; `compares`: the wider territories; `voisins`: those that touch it.

    `communes`: all those of the EPCI, whatever the reference.
    """

    reference: Lieu
    compares: tuple[Lieu, ...]
    voisins: tuple[Lieu, ...]
    communes: tuple[Lieu, ...]
    proches: Proches = Proches()

    @property
    def lieux(self) -> tuple[Lieu, ...]:
        """Every territory to read, each once."""
        tous = (self.reference, *self.compares, *self.voisins, *self.communes, *self.proches.lieux)
        return tuple(dict.fromkeys(tous))

    @property
    def principaux(self) -> tuple[Lieu, ...]:
        """The reference, then the wider territories."""
        return (self.reference, *self.compares)

    @property
    def est_communal(self) -> bool:
        return self.reference.niveau == Niveau.COMMUNE


def point_de_vue(convention: Convention, insee: str = "") -> PointDeVue | None:
    """The figures seen from the EPCI, or from one of its communes; None without EPCI, or for any other."""
    entiers, communes = lieux_compares(convention), lieux_de_l_epci(convention)
    if not entiers:
        return None
    if not insee:
        voisins = tuple(Lieu(Niveau.EPCI, e.siren, e.nom) for e in epcis_voisins(entiers[0].code))
        return PointDeVue(entiers[0], entiers[1:], voisins, communes)
    reference = next((lieu for lieu in communes if lieu.code == insee), None)
    if reference is None:
        return None
    touchent = tuple(Lieu(Niveau.COMMUNE, c.insee, c.nom) for c in communes_voisines(insee))
    return PointDeVue(reference, entiers, touchent, communes, _proches(convention, reference))


def _proches(convention: Convention, reference: Lieu) -> Proches:
    """The communes of the same département nearest to one."""
    trouvee = commune(reference.code)
    lieu_du_departement = departement(trouvee.departement) if trouvee else None
    if trouvee is None or lieu_du_departement is None:
        return Proches()
    candidates = communes_du_departement(trouvee.departement)
    lieux = {c.insee: Lieu(Niveau.COMMUNE, c.insee, c.nom) for c in candidates}
    lecture = Lecture(convention, lieux.values(), CRITERES)
    indicateurs = [lecture.indicateurs[cle] for cle in CRITERES if cle in lecture.indicateurs]
    profils = {
        c.insee: [
            math.log(c.population) if c.population else None,
            *(_nombre(lecture, cle.cle, lieux[c.insee]) for cle in indicateurs),
        ]
        for c in candidates
    }
    proches = plus_proches(reference.code, profils, PROCHES)
    if not proches:
        return Proches()
    connus = [
        i.libelle for i, v in zip(indicateurs, profils[reference.code][1:], strict=True) if v is not None
    ]
    criteres = ", ".join(["population (en logarithme)", *(f"« {libelle} »" for libelle in connus)])
    return Proches(
        tuple(lieux[code] for code, _ in proches),
        f"Communes les plus semblables du département ({lieu_du_departement.nom}) d’après : {criteres}. "
        "Chaque chiffre est centré et réduit, la distance est euclidienne ; une commune dont un chiffre "
        "manque n’est pas comparée.",
    )


def _nombre(lecture: Lecture, cle: str, lieu: Lieu) -> float | None:
    cellule = lecture.cellule(lecture.indicateurs[cle], lieu)
    if cellule.calcul is not None:
        lu = cellule.calcul.valeur
    else:
        lu = cellule.retenue.valeur if cellule.retenue else None
    return None if lu is None else float(lu)
