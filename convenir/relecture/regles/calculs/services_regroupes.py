"""A family of services counted whole here, and kind by kind elsewhere (AVS = centres sociaux + EVS)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.chiffres.calcul import addition, total
from convenir.relecture.chiffres.lexique import REGROUPEMENTS, abreger
from convenir.relecture.chiffres.mesures import Mesure, lignes_de, mesures
from convenir.relecture.chiffres.mots import racine, racines
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_GENERIQUES = frozenset(map(racine, ("structures", "équipements", "services", "établissements", "lieux")))


@regle(
    "calculs-services-regroupes",
    Famille.CALCULS,
    Gravite.AVERTISSEMENT,
    "Services comptés deux fois autrement",
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    comptes = [
        m for m in mesures(dossier).toutes if m.est_compte and m.lien != "dont" and not m.nombre.approche
    ]
    for famille, especes in REGROUPEMENTS.items():
        ensembles = [m for m in comptes if m.tete in _GENERIQUES and _regroupe(m, famille)]
        parties = {e: [m for m in comptes if m.tete == e and not m.qualificatifs] for e in especes}
        if ensembles and all(parties.values()):
            yield from _comparer(ensembles, parties)


def _regroupe(compte: Mesure, famille: str) -> bool:
    """As in "16 structures AVS": the family is the first thing said of the services counted."""
    return racines(abreger(compte.libelle))[:2] == (compte.tete, famille)


def _comparer(ensembles: list[Mesure], parties: dict[str, list[Mesure]]) -> Iterator[Trouvaille]:
    for ensemble in ensembles:
        proches = [min(liste, key=lambda m: abs(m.rang - ensemble.rang)) for liste in parties.values()]
        termes = [m.nombre for m in proches]
        if total(termes) == ensemble.nombre.valeur:
            continue
        yield Trouvaille(
            lignes=lignes_de(ensemble, *proches),
            message=f"« {ensemble.extrait} » ne correspond pas au détail donné "
            f"({' et '.join(m.extrait for m in proches)}).",
            preuve=f"{addition(termes)}, et non {ensemble.nombre.ecrit}",
            suggestion="Donnez le même nombre partout, ou dites ce qui n’est pas compté et à quelle date.",
            extrait=ensemble.extrait,
        )
