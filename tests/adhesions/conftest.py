import datetime

import pytest

from tests.factories.adhesions import AdhesionFactory


@pytest.fixture
def votant():
    """What to say of a vote: on paper, before today."""
    from convenir.adhesions.operations import Vote

    return Vote(datetime.date(2025, 7, 8), attestation="Extrait du registre")


@pytest.fixture
def adhesion(db):
    return AdhesionFactory()
