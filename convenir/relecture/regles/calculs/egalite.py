"""A sum written out: "24 + 13 = 37"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.chiffres.calcul import addition, marge, total
from convenir.relecture.chiffres.nombres import nombres
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

DEUX = 2
_EGALITE = re.compile(r"\d[\d\s.,]*(?:€\s*)?(?:\+\s*\d[\d\s.,]*(?:€\s*)?)+=\s*\d[\d\s]*(?:[.,]\d+)?(?:\s?€)?")


@regle("calculs-egalite", Famille.CALCULS, Gravite.BLOQUANT, "Addition écrite")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for passage in dossier.passages:
        if "=" not in passage.texte or "+" not in passage.texte:
            continue
        for m in _EGALITE.finditer(passage.texte):
            lus = nombres(m[0].replace("+", ";").replace("=", ";"))
            if len(lus) > DEUX and abs(total(lus[:-1]) - lus[-1].valeur) > marge(lus):
                yield Trouvaille(
                    lignes=passage.lignes_de(m.start(), m.end()),
                    message="L’addition écrite est fausse.",
                    preuve=f"{addition(lus[:-1])}, et non {lus[-1].ecrit}",
                    suggestion="Corrigez le résultat ou l’un des termes.",
                    extrait=m[0].strip(),
                )
