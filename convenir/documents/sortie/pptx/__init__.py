"""Publication → slides (PPTX): titles, native tables, described pictures, reading order, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.documents.sortie.pptx.ecriture import ecrire
from convenir.documents.sortie.pptx.plan import planifier
from convenir.documents.sortie.preparation import preparer

if TYPE_CHECKING:
    from convenir.documents.publication import Publication


def rendre(publication: Publication) -> bytes:
    """The slides of a publication. Raises `Refus` when there is nothing to publish."""
    prete = preparer(publication)
    return ecrire(prete, planifier(prete))
