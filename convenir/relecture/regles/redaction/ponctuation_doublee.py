"""Two punctuation marks in a row that no rule of typography allows: ".,", ",,", "; ;", ".."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import Morceau, morceaux
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_DOUBLE = re.compile(
    r"(?<![.,;:!?…])(?:\.\s?[,;:](?![.\d])|,\s?[,;:](?!\S)|;\s?[,;:.](?!\.)|:\s?[:;.](?![.)(/\-])|,\.(?!\.)|\.\.(?![./]))"
)
_MOT_AVANT = re.compile(r"(\w+)$")
_ABREGE_POINTE = re.compile(r"\.\s?[,;:]")
_ANNEE_EN_BLANC = re.compile(r"(?:[a-zéû]{3,9}\s|/)20$")
_ABREGES = frozenset(
    """etc ex cf art al ann p pp n no num vol ref tel mme mlle mr dr st ste hab env max min nb dept av bd ed coll fig
    chap resp adj pdt secr dir admin soc sup inf ibid op""".split()
)


@regle("redaction-ponctuation-doublee", Famille.REDACTION, Gravite.AVERTISSEMENT, "Ponctuation doublée")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for morceau in morceaux(dossier):
        for trouve in _DOUBLE.finditer(morceau.texte):
            if _legitime(morceau, trouve):
                continue
            extrait = morceau.autour(trouve)
            yield Trouvaille(
                lignes=morceau.lignes_de(trouve),
                message=f"Deux signes de ponctuation se suivent : « {trouve.group()} ».",
                preuve=extrait,
                suggestion="Gardez un seul des deux signes.",
                extrait=extrait,
            )


def _legitime(morceau: Morceau, trouve: re.Match[str]) -> bool:
    """An abbreviation keeps its point before a comma: "etc.,", "C.T.G.,"."""
    if _ANNEE_EN_BLANC.search(morceau.texte, 0, trouve.start()):
        return True  # "décembre 20..": a blank, which another rule tells
    if not _ABREGE_POINTE.match(trouve.group()):
        return False
    mot = _MOT_AVANT.search(morceau.texte, 0, trouve.start())
    return mot is None or len(mot.group()) == 1 or plier(mot.group()) in _ABREGES
