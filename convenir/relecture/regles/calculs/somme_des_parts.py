"""Shares that split one whole cannot exceed 100 % together."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.chiffres.calcul import addition, marge, total
from convenir.relecture.chiffres.mesures import Mesure, Mesures, lignes_de, mesures
from convenir.relecture.chiffres.mots import plier
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from convenir.lecture.dossier import Dossier

DEUX = 2
CENT = Decimal(100)
_PARTAGE = re.compile(r"\b(?:se )?(?:reparti\w*|ventil\w*|decompos\w*|partag\w*)\b")
_PLUSIEURS = re.compile(r"plusieurs (?:reponses|choix)|non exclusi|cumul")


@regle("calculs-somme-des-parts", Famille.CALCULS, Gravite.AVERTISSEMENT, "Parts d’un tout au-delà de 100 %")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    lues = mesures(dossier)
    for rang, phrase in enumerate(lues.phrases):
        plie = plier(phrase.texte)
        if not _PARTAGE.search(plie) or _PLUSIEURS.search(plie):
            continue
        parts = [m for m in lues.par_phrase[rang] if m.est_part and not m.comparaison]
        if len(parts) < DEUX:
            parts = _liste_qui_suit(lues, rang)
        yield from _juger(parts)


def _liste_qui_suit(lues: Mesures, rang: int) -> list[Mesure]:
    parts = []
    for suivant in range(rang + 1, len(lues.phrases)):
        groupe = lues.par_phrase[suivant]
        if lues.phrases[suivant].nature != Nature.ELEMENT or not groupe or not groupe[0].est_part:
            break
        parts.append(groupe[0])
    return parts


def _juger(parts: Sequence[Mesure]) -> Iterator[Trouvaille]:
    termes = [p.nombre for p in parts]
    somme = total(termes)
    if len(parts) < DEUX or somme <= CENT + marge(termes) or any(p.nombre.valeur > CENT for p in parts):
        return
    if any(n.valeur == CENT for n in termes):
        return
    yield Trouvaille(
        lignes=lignes_de(*parts),
        message="Les parts d’un même tout dépassent 100 %.",
        preuve=f"{addition(termes)} %",
        suggestion="Corrigez la part fautive, ou dites que les catégories se recouvrent.",
        extrait=parts[0].extrait,
    )
