"""The change of a percentage, given in percent where points are probably meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.chiffres.mesures import Mesure, Mesures, lignes_de, mesures
from convenir.relecture.chiffres.mots import plier
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

RECUL = 2  # list items looked back at
_NUE = re.compile(
    r"(?:soit )?(?:une?|en)? ?(?:legere |forte )?(?:hausse|baisse|augmentation|diminution|progression|"
    r"recul) de"
)


@regle("unites-points", Famille.UNITES, Gravite.INFORMATION, "Évolution d’un pourcentage : % ou points ?")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    lues = mesures(dossier)
    for groupe in lues.par_phrase:
        for i, mesure in enumerate(groupe):
            if not mesure.evolution or mesure.nombre.unite != "%" or mesure.tete:
                continue
            part = _entre_parentheses(mesure, groupe[:i]) or _au_dessus(mesure, lues)
            if part is not None:
                yield _trouvaille(mesure, part)


def _entre_parentheses(evolution: Mesure, avant: tuple[Mesure, ...]) -> Mesure | None:
    """The share before the brackets: "33,8 % des … (+1,8 % sur 3 ans)"."""
    parts = [m for m in avant if m.est_part]
    if not parts or len(avant) != len(parts):
        return None
    entre = evolution.phrase.texte[parts[-1].nombre.fin : evolution.nombre.debut]
    return parts[-1] if "(" in entre or "," in entre else None


def _au_dessus(evolution: Mesure, lues: Mesures) -> Mesure | None:
    """A list item that says "une hausse de 3,2 %" under the share it speaks of."""
    phrase = evolution.phrase
    if phrase.nature != Nature.ELEMENT or not _NUE.match(
        plier(phrase.texte[: evolution.nombre.debut]).strip()
    ):
        return None
    for rang in range(evolution.rang - 1, max(-1, evolution.rang - 1 - RECUL), -1):
        if lues.phrases[rang].nature != Nature.ELEMENT:
            return None
        premiere = lues.par_phrase[rang][0] if lues.par_phrase[rang] else None
        if premiere is not None and premiere.lien != "soit":
            return premiere if premiere.est_part else None
    return None


def _trouvaille(evolution: Mesure, part: Mesure) -> Trouvaille:
    signe = evolution.nombre.signe
    ecrit = f"{signe}{evolution.nombre.ecrit}"
    return Trouvaille(
        lignes=lignes_de(evolution, part),
        message=f"« {ecrit} » est l’évolution d’un pourcentage ({part.nombre.ecrit}) : en pour cent, ou "
        f"en points ?",
        preuve=f"{part.nombre.ecrit} est une part ; son évolution se dit en points, sauf à préciser "
        f"qu’elle est relative",
        suggestion=f"Écrivez « {signe}{evolution.nombre.ecrit.replace('%', '').strip()} point(s) » si "
        f"c’est une différence de parts.",
        extrait=evolution.nombre.ecrit,
    )
