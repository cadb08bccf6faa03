"""A band inside another cannot count more people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.chiffres.ages import ecrire
from convenir.relecture.chiffres.mesures import Mesure, lignes_de
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.regles.ages.effectifs import Bornes, bornes, effectifs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier


@regle("ages-emboitement", Famille.AGES, Gravite.BLOQUANT, "Tranche plus nombreuse que celle qui la contient")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    plus_grand: dict[Bornes, Mesure] = {}
    plus_petit: dict[Bornes, Mesure] = {}
    for mesure in effectifs(dossier):
        b = bornes(mesure)
        if b not in plus_grand or mesure.nombre.valeur > plus_grand[b].nombre.valeur:
            plus_grand[b] = mesure
        if b not in plus_petit or mesure.nombre.valeur < plus_petit[b].nombre.valeur:
            plus_petit[b] = mesure
    for dedans, interieur in plus_grand.items():
        contenants = [
            m for b, m in plus_petit.items() if b != dedans and b[0] <= dedans[0] and dedans[1] <= b[1]
        ]
        trop_petits = [m for m in contenants if m.nombre.valeur < interieur.nombre.valeur]
        if trop_petits:
            yield _trouvaille(interieur, min(trop_petits, key=lambda m: bornes(m)[1] - bornes(m)[0]))


def _trouvaille(interieur: Mesure, exterieur: Mesure) -> Trouvaille:
    return Trouvaille(
        lignes=lignes_de(interieur, exterieur),
        message=f"« {interieur.extrait} » dépasse « {exterieur.extrait} », qui les contient.",
        preuve=f"{ecrire(bornes(interieur))} ⊂ {ecrire(bornes(exterieur))}, or "
        f"{interieur.nombre.ecrit} > {exterieur.nombre.ecrit}",
        suggestion="Corrigez l’effectif faux, ou dites de quelles années et de quelles sources "
        "viennent les deux.",
        extrait=interieur.extrait,
    )
