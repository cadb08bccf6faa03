"""What the tests of territories share."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PARTAGE

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.fixture(scope="session")
def communes_de_reference() -> list[Mapping[str, str]]:
    """Figures of 35 communes gathered elsewhere; skipped, saying so, where they are absent."""
    chemin = PARTAGE / "donnees" / "cavm_communes.csv"
    if not chemin.exists():
        pytest.skip("les données de contrôle (../shared/donnees) sont absentes de cette machine")
    with chemin.open(encoding="utf-8", newline="") as fichier:
        return list(csv.DictReader(fichier))
