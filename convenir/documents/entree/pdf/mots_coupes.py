"""Words cut at the end of a line of a PDF, mended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from convenir.documents.entree.pdf.extraction import Page

_COUPURE = re.compile(r"([^\W\d_]+)[\ufffe\u0002]([^\W\d_]*)")
_MOT_COMPOSE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")


def mots_composes(pages: list[Page]) -> frozenset[str]:
    """The words that a document writes with a hyphen inside a line, in lower case."""
    return frozenset(
        mot.casefold() for page in pages for ligne in page.lignes for mot in _MOT_COMPOSE.findall(ligne.texte)
    )


def recoller(chaine: str, composes: frozenset[str]) -> str:
    """Mend words cut at the end of a line; a word written elsewhere with its hyphen keeps it."""

    def souder(coupure: re.Match[str]) -> str:
        avec = f"{coupure[1]}-{coupure[2]}"
        return avec if avec.casefold() in composes or coupure[2][:1].isupper() else coupure[1] + coupure[2]

    return _COUPURE.sub(souder, chaine).replace("\ufffe", "-").replace("\u0002", "-")
