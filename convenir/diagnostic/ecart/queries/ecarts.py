"""Coverage and missing places: the whole territory, each commune, each living area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.diagnostic.ecart.rules.couverture import Mesure, couvrir, manquer, regrouper
from convenir.diagnostic.models import Bassin

if TYPE_CHECKING:
    from convenir.conventions.models import Convention
    from convenir.diagnostic.ecart.queries.releves import Releve


@dataclass(frozen=True, slots=True)
class Ligne:
    """The gap of one territory."""

    code: str
    nom: str
    besoin: Mesure
    offre: Mesure
    couverture: Mesure
    manque: Mesure


@dataclass(frozen=True)
class Ecart:
    """The gap of a theme. `bassins`: by living area; `sans_bassin`: communes that are in none."""

    releve: Releve
    ensemble: Ligne
    communes: tuple[Ligne, ...]
    bassins: tuple[Ligne, ...]
    sans_bassin: tuple[str, ...]

    @property
    def manquent(self) -> tuple[Ligne, ...]:
        """The communes where something is missing, the most first."""
        lignes = [ligne for ligne in self.communes if ligne.manque.valeur]
        return tuple(sorted(lignes, key=lambda ligne: (-(ligne.manque.valeur or 0), ligne.nom)))


def ecart(convention: Convention, releve: Releve) -> Ecart:
    """The gap that a reading shows; one query more, for the living areas."""
    communes = tuple(_ligne(releve, c.code, c.nom) for c in releve.communes)
    par_code = {ligne.code: ligne for ligne in communes}
    membres: dict[str, list[Ligne]] = {}
    for bassin in Bassin.objects.filter(convention=convention).order_by("nom", "insee"):
        if bassin.insee in par_code:
            membres.setdefault(bassin.nom, []).append(par_code[bassin.insee])
    ranges = {ligne.code for siennes in membres.values() for ligne in siennes}
    return Ecart(
        releve,
        _ligne(releve, releve.territoire.code, releve.territoire.nom),
        communes,
        tuple(_groupe(releve, nom, siennes) for nom, siennes in membres.items()),
        tuple(ligne.nom for ligne in communes if ligne.code not in ranges) if membres else (),
    )


def _ligne(releve: Releve, code: str, nom: str) -> Ligne:
    return _calculer(releve, code, nom, releve.besoins[code], releve.offres[code])


def _groupe(releve: Releve, nom: str, membres: list[Ligne]) -> Ligne:
    besoin, offre = regrouper([m.besoin for m in membres]), regrouper([m.offre for m in membres])
    return _calculer(releve, "", nom, besoin, offre)


def _calculer(releve: Releve, code: str, nom: str, besoin: Mesure, offre: Mesure) -> Ligne:
    pour, cible = releve.volet.pour, releve.reglages.cible
    couverture, manque = couvrir(besoin, offre, pour), manquer(besoin, offre, pour, cible)
    return Ligne(code, nom, besoin, offre, couverture, manque)
