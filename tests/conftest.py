"""What every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parent.parent
PARTAGE = RACINE.parent / "shared"


@pytest.fixture(scope="session")
def convention_reelle() -> Path:
    """The real convention given beside the project; skipped, saying so, where it is absent."""
    chemin = PARTAGE / "conventions" / "valenciennes-2025-2029.txt"
    if not chemin.exists():
        pytest.skip("la convention réelle (../shared/conventions) est absente de cette machine")
    return chemin
