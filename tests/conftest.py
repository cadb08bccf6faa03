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
    """Let the test runner empty the tables: a flush is a DELETE or a TRUNCATE, which the journal refuses."""
    from django.db import connection

    gardes = importlib.import_module("convenir.journal.migrations.0005_gardes_des_chaines")
    if connection.vendor == "sqlite":
        leves, remises = [f"DROP TRIGGER {garde.split()[2]}" for garde in gardes.SQLITE], gardes.SQLITE
    else:
        leves, remises = (
            [f"ALTER TABLE {table} {acte} TRIGGER USER" for table in gardes.TABLES]
            for acte in ("DISABLE", "ENABLE")
        )
    operations = type(connection.ops)
    sql_flush = operations.sql_flush

    def vider(self, style, tables, **options):
        ordres = sql_flush(self, style, tables, **options)
        return [*leves, *ordres, *remises] if "journal_evenement" in tables else ordres

    operations.sql_flush = vider
    yield
    operations.sql_flush = sql_flush
