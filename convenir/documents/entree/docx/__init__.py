"""Word documents (.docx) → blocs."""

from __future__ import annotations

from convenir.documents.entree.docx.corps import lire, paragraphes_docx

__all__ = ["lire", "paragraphes_docx"]
