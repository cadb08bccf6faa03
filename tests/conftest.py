"""What every test may use."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("convenir", deadline=None)  # nothing is timed in a test
settings.load_profile("convenir")

RACINE = Path(__file__).resolve().parent.parent
PARTAGE = RACINE.parent / "shared"


@pytest.fixture(scope="session")
def convention_reelle() -> Path:
    """The real convention given beside the project; skipped, saying so, where it is absent."""
    chemin = PARTAGE / "conventions" / "valenciennes-2025-2029.txt"
    if not chemin.exists():
        pytest.skip("la convention réelle (../shared/conventions) est absente de cette machine")
    return chemin


@pytest.fixture(scope="session", autouse=True)
def journal_videable_entre_deux_tests():
    """Let the test runner empty SQLite's tables: there, a flush is a DELETE, which the journal refuses."""
    from django.db.backends.sqlite3.base import DatabaseOperations

    gardes = importlib.import_module("convenir.journal.migrations.0002_append_only").SQLITE
    leves = [f"DROP TRIGGER {garde.split()[2]}" for garde in gardes]
    sql_flush = DatabaseOperations.sql_flush

    def vider(self, style, tables, **options):
        ordres = sql_flush(self, style, tables, **options)
        return [*leves, *ordres, *gardes] if "journal_evenement" in tables else ordres

    DatabaseOperations.sql_flush = vider
    yield
    DatabaseOperations.sql_flush = sql_flush
