"""PDF with a text layer → blocs."""

from __future__ import annotations

from convenir.documents.entree.pdf.lecture import lire

__all__ = ["lire"]
