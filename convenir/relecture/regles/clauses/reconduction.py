"""Renewal said to be tacit here and express there."""

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

_TACITE = re.compile(
    r"\b(?:(?:recondui\w*|renouvel\w*|prolong\w*|proro\w*|poursui\w*)\s+(?:\w+\s+){0,2}tacitement|tacite(?:ment)?\s+(?:reconduct\w*|recondui\w*|renouvel\w*)|(?:reconduction|reconduite|renouvelee?|renouvellement|prolongee?)\s+(?:\w+\s+){0,2}tacite(?:ment)?)\b"
)
_EXPRESSE = re.compile(
    r"\b(?:reconduction|reconduite?|renouvel\w+|prolong\w+|prorog\w+)\b[^.;]{0,80}\b(?:expres\w*|explicite\w*|avenant|nouvelle\s+(?:convention|deliberation)|accord\s+ecrit)\b|\b(?:expresse|explicite)s?\b[^.;]{0,40}\b(?:reconduction|renouvellement)\b"
)
_BORNE = re.compile(r"[.;](?:\s|$)")
_NEGATION = re.compile(r"\b(?:sans|pas|non|ni|exclu\w*|aucune?|ne\s+\w+\s+(?:pas|etre)|jamais|hors)\b")


@regle("clauses-reconduction", Famille.CLAUSES, Gravite.BLOQUANT, "Reconduction tacite et expresse à la fois")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    tacites: list[tuple[Morceau, re.Match[str]]] = []
    expresses: list[tuple[Morceau, re.Match[str]]] = []
    for morceau in morceaux(dossier):
        for phrase, decalage in _phrases(plier(morceau.texte)):
            tacite = _TACITE.search(phrase)
            propre = Morceau(
                morceau.texte[decalage : decalage + len(phrase)], morceau.passage, morceau.decalage + decalage
            )
            if tacite and not _NEGATION.search(phrase):
                tacites.append((propre, tacite))
                continue
            autre = tacite or _EXPRESSE.search(phrase)
            if autre:
                expresses.append((propre, autre))
    if tacites and expresses:
        trouves = (tacites[0], expresses[0])
        yield Trouvaille(
            lignes=tuple(n for m, t in trouves for n in m.lignes_de(t)),
            message="La reconduction est tacite ici et soumise à un accord là.",
            preuve=" ; ".join(f"« {m.texte.strip()[:120]} »" for m, _ in trouves),
            suggestion="Gardez une seule règle de reconduction.",
            extrait=tacites[0][0].texte.strip()[:120],
        )


def _phrases(pli: str) -> Iterator[tuple[str, int]]:
    debut = 0
    for borne in _BORNE.finditer(pli):
        yield pli[debut : borne.end()], debut
        debut = borne.end()
    if pli[debut:].strip():
        yield pli[debut:], debut
