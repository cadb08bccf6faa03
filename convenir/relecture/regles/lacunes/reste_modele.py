"""A note of the model meant for the writer, left in the text: "(et autres partenaires éventuels)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import Morceau, morceaux
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_MODELE = re.compile(
    r"""
      ^\W*\(?\s*(?:\+|et)?\s*(?:d['’])?autres?\s+[^.;]{0,80}\béventuel(?:le)?s?\b[^.;]{0,80}$
    | ^\W*(?:\+\s*)?[^.;:]{0,50}\((?:éventuellement|le\s+cas\s+échéant|si\s+(?:besoin|nécessaire|concerné)|facultatif|option(?:nel)?(?:le)?)\)\W*$
    | \((?:[^()]{0,40}\s)?(?:à\s+(?:adapter|reprendre|supprimer|choisir|personnaliser|dupliquer)|rayer|cocher|choisir|ne\s+(?:garder|conserver)\s+que)\b[^()]{0,80}\)
    | ^\W*(?:le\s+cas\s+échéant|si\s+(?:besoin|nécessaire)|éventuellement|à\s+compléter\s+si)\b[^.;:]{0,60}\b(?:signataires?|cosignataires?|partenaires?|parties)\W*$
    | ^\W*(?:exemple|modèle|option\s+\d|variante(?:\s+\d)?|consigne|note\s+au\s+rédacteur|nb\s+rédacteur|commentaire)\s*:.{0,100}$
    | ^\W*ou\s+bien\s*:?\W*$
    | \bet\s*/\s*ou\s+(?:le|la)\s+\.{3}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOTE_MAXIMALE = 160  # characters: a note of the model is short


@regle(
    "lacunes-reste-modele", Famille.LACUNES, Gravite.AVERTISSEMENT, "Mention du modèle restée dans le texte"
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for morceau in morceaux(dossier):
        trouve = _MODELE.search(morceau.texte)
        if trouve and (len(morceau.texte) <= _NOTE_MAXIMALE or trouve.group().startswith("(")):
            yield _trouvaille(morceau, trouve)


def _trouvaille(morceau: Morceau, trouve: re.Match[str]) -> Trouvaille:
    mention = trouve.group().strip(" -*\n")
    return Trouvaille(
        lignes=morceau.lignes_de(trouve),
        message="Cette mention vient du modèle et s’adresse au rédacteur, non aux signataires.",
        preuve=f"« {mention} »",
        suggestion="Remplacez-la par les noms voulus, ou retirez-la.",
        extrait=mention,
    )
