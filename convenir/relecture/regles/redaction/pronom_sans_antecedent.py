"""An article that opens on "Elle…" or "Celui-ci…": alone, it no longer says what it speaks of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_PRONOM = re.compile(r"(Elles?|Ils|Celui-ci|Celle-ci|Ceux-ci|Celles-ci|Cette dernière|Ce dernier)\s")


@regle(
    "redaction-pronom-sans-antecedent", Famille.REDACTION, Gravite.INFORMATION, "Article ouvert par un pronom"
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    vues: set[str] = set()
    for passage in dossier.passages:
        if passage.nature is Nature.TITRE or passage.disposition in vues:
            continue
        vues.add(passage.disposition)
        if passage.disposition.startswith("article") and (trouve := _PRONOM.match(passage.texte)):
            yield Trouvaille(
                lignes=passage.lignes_de(0, trouve.end()),
                message=f"L’article s’ouvre sur « {trouve.group(1)} », sans dire de quoi il parle.",
                preuve=passage.texte[:90],
                suggestion="Nommez le sujet dès la première phrase, par exemple « La présente convention ».",
                extrait=passage.texte[:60],
            )
