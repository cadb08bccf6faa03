"""A fault of either party that only one of them may act upon."""

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

_FAUTE_COMMUNE = re.compile(
    r"\b(?:infractions?|manquements?|non[ -]respect|inexecution|violations?)\b[^.]{0,60}\b(?:l'une?\s+(?:ou\s+l'autre|quelconque|des)|chacune|une\s+des)\b[^.]*?"
    r"\bresili\w+[^.]*?\bpar\s+(?P<qui>(?:la|le|l')\s*(?!l'une|une)(?:caf|caisse|collectivite|communaute|commune|departement|msa)\b[^,.;]{0,40}?)(?=[,.;]|\s+a\s+l'expiration|\s+apres|$)"
)


@regle("clauses-asymetrie", Famille.CLAUSES, Gravite.INFORMATION, "Faute commune, sanction d’un seul côté")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for morceau in morceaux(dossier):
        trouve = _FAUTE_COMMUNE.search(plier(morceau.texte))
        if trouve:
            yield _trouvaille(morceau, trouve)


def _trouvaille(morceau: Morceau, trouve: re.Match[str]) -> Trouvaille:
    qui = morceau.texte[trouve.start("qui") : trouve.end("qui")].strip()
    return Trouvaille(
        lignes=morceau.lignes_de(trouve),
        message=f"La faute de l’une ou l’autre partie n’ouvre la résiliation que par {qui}.",
        preuve=morceau.texte[trouve.start() : trouve.end()][:240],
        suggestion="Vérifiez que cette différence est voulue, ou ouvrez ce droit à chaque partie.",
        extrait=morceau.texte[trouve.start() : trouve.end()][:160],
    )
