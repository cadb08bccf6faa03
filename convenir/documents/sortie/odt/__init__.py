"""Publication → ODT: named styles, filled contents, header rows, page x / y, our fonts inside.

Written part by part (OpenDocument 1.3, ISO/IEC 26300). Page numbers of the contents come from the PDF
of the same publication.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.documents.sortie import pdf
from convenir.documents.sortie.odt.ecriture import Ecriture
from convenir.documents.sortie.odt.paquet import assembler
from convenir.documents.sortie.preparation import preparer

if TYPE_CHECKING:
    from convenir.documents.publication import Publication


def rendre(publication: Publication) -> bytes:
    """The file of a publication, for LibreOffice and Word. Raises `Refus` when nothing is to publish."""
    pages, page_des_titres = pdf.paginer(publication)
    return assembler(Ecriture(preparer(publication), pages, page_des_titres))
