"""A sentence cut in two paragraphs, as an extraction does at a page break."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import Segment, segments
from convenir.relecture.mots import mots
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_FIN_DE_PHRASE = re.compile(r"[.!?:;…»)\]]\W*$")
_SUITE = re.compile(r"[a-zà-öø-ÿœ]")
_ENUMERATION = re.compile(r"[a-z0-9]{1,3}[.)°]")
_LONGUEUR_DE_PHRASE = 60  # characters: below, a line is a title or a label
#: Formulas of an opening, set on their own lines: the sentence is not cut, it is laid out.
_FORMULE = re.compile(
    r"(?:il\s+(?:est|a\s+été)\s|ci[- ]?(?:après|dessous|dessus)\b|d['’](?:une|autre)\s+part\b|vu\b|considérant\b"
    r"|(?:dite?|désignée?|dénommée?|représentée?)s?\s|(?:ont\s+convenu|conviennent|on\s+convient)\b"
    r"|(?:et|ainsi\s+que|entre|avec|par|pour)\s*[:,]?\s*$)",
    re.IGNORECASE,
)
_MOTS_OUVERTS = frozenset(
    "a au aux avec chez dans de des du d en et entre l la le les leur leurs ou par pour que qui sans sous sur un une".split()
)


@regle("redaction-phrase-coupee", Famille.REDACTION, Gravite.AVERTISSEMENT, "Phrase coupée en deux")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for avant, apres in pairwise(segments(dossier)):
        if _coupee(avant, apres, numerotee=dossier.source.numerotee):
            extrait = f"{_fin(avant.texte)} / {apres.texte[:40]}"
            yield Trouvaille(
                lignes=(avant.ligne, apres.ligne),
                message="Une phrase est coupée en deux paragraphes.",
                preuve=f"« …{_fin(avant.texte)} » puis « {apres.texte[:40]}… » : la suite commence par une minuscule.",
                suggestion="Réunissez les deux morceaux en un seul paragraphe.",
                extrait=apres.texte[:40] if apres.texte else extrait,
            )


def _coupee(avant: Segment, apres: Segment, *, numerotee: bool) -> bool:
    separes = apres.apres_blanc if numerotee else apres.premier
    return (
        separes
        and apres.passage.nature is Nature.PARAGRAPHE
        and avant.passage.nature in {Nature.PARAGRAPHE, Nature.ELEMENT}
        and avant.passage.disposition == apres.passage.disposition
        and _SUITE.match(apres.texte) is not None
        and _ENUMERATION.match(apres.texte) is None
        and _FORMULE.match(apres.texte) is None
        and not _FIN_DE_PHRASE.search(avant.texte)
        and _inachevee(avant)
    )


def _inachevee(segment: Segment) -> bool:
    """Long enough to be a sentence, or hanging on a comma or a linking word."""
    dernier = mots(segment.texte)[-1:]
    accroche = segment.texte.endswith((",", "-")) or (bool(dernier) and dernier[0] in _MOTS_OUVERTS)
    return accroche or (
        segment.passage.nature is Nature.PARAGRAPHE and len(segment.texte) >= _LONGUEUR_DE_PHRASE
    )


def _fin(texte: str) -> str:
    return texte[-40:].partition(" ")[2] or texte[-40:]
