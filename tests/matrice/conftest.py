"""The world of the matrix, made once for each module and undone after it."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import override_settings

from tests.matrice.monde import fonder


@pytest.fixture(scope="module")
def monde_du_module(django_db_setup, django_db_blocker, tmp_path_factory):
    racine = tmp_path_factory.mktemp("fichiers")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=racine), transaction.atomic():
        yield fonder()
        transaction.set_rollback(True)


@pytest.fixture
def monde(monde_du_module, db):
    """Two conventions and the people around; what a test changes in the database is undone after it."""
    return monde_du_module
