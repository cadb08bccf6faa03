"""A file → blocs: .txt, .md, .docx, .odt, .pdf (text layer), .html.

`lire_fichier` is the only door. Whatever the file, the answer is a `DocumentLu` or a `Refus`.
"""

from __future__ import annotations

from convenir.documents.entree.ouverture import lire_fichier, lire_octets

__all__ = ["lire_fichier", "lire_octets"]
