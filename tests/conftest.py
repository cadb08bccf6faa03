"""What every test may use."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("convenir", deadline=None, max_examples=50)  # nothing is timed in a test
settings.load_profile("convenir")

RACINE = Path(__file__).resolve().parent.parent
PARTAGE = RACINE.parent / "shared"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On the second engine, leave out what would say the same again.

    That is what never opens the database, and who may go where, which the engine does not decide: the
    hostile requests, which it answers, stay.
    """
    from django.conf import settings as reglages

    if "sqlite" in reglages.DATABASES["default"]["ENGINE"]:
        return
    ouvertures = {"db", "transactional_db", "django_db_setup"}
    fermes = {
        item
        for item in items
        if item.path.name in {"test_matrice.py", "test_fuites.py"}
        or (not item.get_closest_marker("django_db") and ouvertures.isdisjoint(item.fixturenames))
    }
    config.hook.pytest_deselected(items=list(fermes))
    items[:] = [item for item in items if item not in fermes]


@pytest.fixture(scope="session")
def convention_reelle() -> Path:
    """The real convention given beside the project; skipped, saying so, where it is absent."""
    chemin = PARTAGE / "conventions" / "valenciennes-2025-2029.txt"
    if not chemin.exists():
        pytest.skip("la convention réelle (../shared/conventions) est absente de cette machine")
    return chemin


@pytest.fixture
def redactrice(db):
    """The contributor of the conventions that the factory makes, with a post and a second factor."""
    from allauth.mfa.models import Authenticator

    from tests.factories.acteurs import OrganisationFactory, PersonneFactory

    personne = PersonneFactory(redactrice=True, poste=OrganisationFactory())
    Authenticator.objects.create(user=personne, type=Authenticator.Type.TOTP, data={})
    return personne


@pytest.fixture
def pour(redactrice):
    """For whom a file is kept: the person signed in, for her organisation."""
    return redactrice, redactrice.occupations.get().poste.organisation


@pytest.fixture
def client(client, redactrice):
    """Someone signed in."""
    client.force_login(redactrice)
    return client


@pytest.fixture(scope="session", autouse=True)
def tables_gardees_videables_entre_deux_tests():
    """Let the test runner empty the tables: a flush is a DELETE or a TRUNCATE, which journal and seals refuse."""
    from django.db import connection

    gardes = [
        importlib.import_module(f"convenir.{nom}")
        for nom in ("journal.migrations.0005_gardes_des_chaines", "conventions.migrations.0010_signature")
    ]
    if connection.vendor == "sqlite":
        remises = [garde for module in gardes for garde in module.SQLITE]
        leves = [f"DROP TRIGGER {garde.split()[2]}" for garde in remises]
    else:
        leves, remises = (
            [f"ALTER TABLE {table} {acte} TRIGGER USER" for module in gardes for table in module.TABLES]
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
