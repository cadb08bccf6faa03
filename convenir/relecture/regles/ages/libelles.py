"""One figure, two age bands: "9 262 jeunes de 12 à 16 ans" here, "de 12 à 15 ans" there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.chiffres.ages import ecrire
from convenir.relecture.chiffres.mesures import Mesure, lignes_de, mesures
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.regles.ages.effectifs import bornes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

PARLANT = 200  # below, two equal counts may be a coincidence


@regle("ages-libelles", Famille.AGES, Gravite.AVERTISSEMENT, "Même effectif, tranches d’âge différentes")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    par_valeur: dict[tuple[object, ...], dict[tuple[int, int], Mesure]] = {}
    for mesure in mesures(dossier).toutes:
        if mesure.est_compte and mesure.tranche and mesure.genre and mesure.nombre.valeur >= PARLANT:
            cle = (mesure.nombre.valeur, mesure.genre, mesure.qualificatifs)
            par_valeur.setdefault(cle, {}).setdefault(bornes(mesure), mesure)
    for tranches in par_valeur.values():
        if len(tranches) > 1:
            yield _trouvaille(list(tranches.values()))


def _trouvaille(memes: list[Mesure]) -> Trouvaille:
    libelles = " et ".join(f"« {m.extrait} »" for m in memes)
    return Trouvaille(
        lignes=lignes_de(*memes),
        message=f"Le même effectif ({memes[0].nombre.ecrit}) est donné pour des tranches d’âge différentes.",
        preuve=f"{libelles} : {' / '.join(ecrire(bornes(m)) for m in memes)}",
        suggestion="Vérifiez la tranche dans la source et écrivez la même aux deux endroits.",
        extrait=memes[0].extrait,
    )
