"""Publication → DOCX: real styles, a filled contents field, repeated table headers, our fonts inside.

Written part by part (ECMA-376, Office Open XML): a generic template would bring a hundred styles that
nobody asked for. Page numbers of the contents come from the PDF of the same publication, so that they
are right on opening; Word computes its own when asked to update.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.documents.sortie import pdf
from convenir.documents.sortie.docx.ecriture import Ecriture
from convenir.documents.sortie.docx.paquet import assembler
from convenir.documents.sortie.preparation import preparer

if TYPE_CHECKING:
    from convenir.documents.publication import Publication


def rendre(publication: Publication) -> bytes:
    """The file of a publication, for Word and LibreOffice. Raises `Refus` when nothing is to publish."""
    pages, page_des_titres = pdf.paginer(publication)
    ecriture = Ecriture(preparer(publication), pages, page_des_titres)
    return assembler(ecriture)
