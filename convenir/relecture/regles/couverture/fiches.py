"""Fiches actions announced, and none in the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.lecture.dossier import HORS_TEXTE, Nature
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_ANNONCE = re.compile(r"\bfiches?[ -]actions?\b", re.IGNORECASE)
_FICHE = re.compile(
    r"^\W*fiche(?:[ -]actions?)?\s*(?:n\s*[°º]\s*)?\d|^\W*fiche[ -]action\s*[:–-]|^\W*action\s+(?:n\s*[°º]\s*)?\d",
    re.IGNORECASE,
)


@regle("couverture-fiches", Famille.COUVERTURE, Gravite.INFORMATION, "Fiches actions annoncées, absentes")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    if any(_FICHE.match(p.texte) for p in dossier.passages):
        return
    for passage in dossier.passages:
        trouve = _ANNONCE.search(passage.texte)
        if trouve is None or passage.nature in {*HORS_TEXTE, Nature.TITRE}:
            continue
        objectifs = sum(len(p.objectifs) for p in dossier.plans)
        yield Trouvaille(
            lignes=passage.lignes_de(trouve.start(), trouve.end()),
            message="Des fiches actions sont annoncées, mais le document n’en contient aucune.",
            preuve=f"Plans lus : {len(dossier.plans)}, avec {objectifs} objectifs et aucune fiche.",
            suggestion="Joignez les fiches, ou dites quand et comment elles compléteront la convention.",
            extrait=trouve.group(),
        )
        return
