import pytest

from tests.factories.adhesions import EPCI
from tests.factories.conventions import ConventionFactory
from tests.factories.plan import ecrire_une_fiche


@pytest.fixture
def convention(db):
    return ConventionFactory(epci_siren=EPCI)


@pytest.fixture
def entiere(convention):
    """A fiche where every field says something."""
    return ecrire_une_fiche(convention)


@pytest.fixture
def acces(redactrice, convention):
    """The contributor, over the whole plan."""
    from convenir.conventions.acces import Acces

    membres = convention.membres.select_related("organisation")
    return Acces(redactrice, membre=membres.get(personne=redactrice))
