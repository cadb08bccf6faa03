"""The figure of the département (or of France) that changes from one place to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.chiffres.mesures import Mesure, lignes_de, mesures
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.regles.valeurs.conflits import conflits, en_conflit

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from convenir.lecture.dossier import Dossier

DEUX = 2


@regle("valeurs-comparaison", Famille.VALEURS, Gravite.AVERTISSEMENT, "Une comparaison, plusieurs valeurs")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    comparaisons = [
        m
        for m in mesures(dossier).toutes
        if m.comparaison and m.nombre.unite == "%" and len(m.racines - {""}) >= DEUX
    ]
    for groupe in conflits(dossier, comparaisons, _cle):
        yield Trouvaille(
            lignes=lignes_de(*groupe),
            message=f"La comparaison « {groupe[0].comparaison.capitalize()} » change d’un endroit à l’autre "
            f"pour « {groupe[0].libelle} ».",
            preuve=en_conflit(groupe),
            suggestion="Gardez une seule valeur de comparaison, ou dites l’année de chacune.",
            extrait=groupe[0].nombre.ecrit,
        )


def _cle(mesure: Mesure) -> Hashable:
    theme = mesure.phrase.thematique if mesure.tete == "tau" else ""
    return mesure.comparaison, mesure.racines, mesure.tranche, theme
