"""Persons divided by households ("2 243 enfants sur 5 853 familles")."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from convenir.relecture.chiffres.mesures import lignes_de, mesures
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier


@regle("unites-rapport", Famille.UNITES, Gravite.AVERTISSEMENT, "Rapport entre deux unités différentes")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for groupe in mesures(dossier).par_phrase:
        for haut, bas in pairwise(groupe):
            if (
                bas.lien != "sur"
                or not (haut.est_compte and bas.est_compte)
                or None in {haut.genre, bas.genre}
            ):
                continue
            if haut.genre is not bas.genre:
                extrait = haut.phrase.texte[haut.nombre.debut : bas.nombre.fin] + f" {bas.libelle}"
                yield Trouvaille(
                    lignes=lignes_de(haut, bas),
                    message=f"« {extrait} » rapporte des {haut.genre} à des {bas.genre} : "
                    "les deux nombres ne comptent pas la même chose.",
                    preuve=f"{haut.nombre.ecrit} {haut.libelle} ({haut.genre}) ÷ {bas.nombre.ecrit} "
                    f"{bas.libelle} ({bas.genre})",
                    suggestion="Écrivez les deux nombres dans la même unité (enfants sur enfants, ou "
                    "familles sur familles).",
                    extrait=extrait,
                )
