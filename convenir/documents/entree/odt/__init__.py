"""OpenDocument texts (.odt) → blocs."""

from __future__ import annotations

from convenir.documents.entree.odt.corps import lire

__all__ = ["lire"]
