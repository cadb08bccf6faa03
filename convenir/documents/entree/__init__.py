"""A file → blocs: .txt, .md, .docx, .odt, .pdf (text layer), .html.

`lire_fichier` is the only door. Whatever the file, the answer is a `DocumentLu` or a `Refus`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.documents.entree.ouverture import lire_fichier, lire_octets

if TYPE_CHECKING:
    from convenir.documents.blocs import DocumentLu

__all__ = ["DocumentLu", "lire_fichier", "lire_octets"]
