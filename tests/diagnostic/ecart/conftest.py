import datetime

import pytest

from convenir.diagnostic.ecart.catalogue import volets
from convenir.diagnostic.ecart.queries import relever
from tests.factories.diagnostic import IndicateurFactory, ValeurFactory
from tests.factories.equipements import ANZIN, AULNOY, EquipementFactory

AU = datetime.date(2031, 6, 1)


@pytest.fixture
def besoin(db):
    """Give a need to a commune, or to the EPCI."""

    def _besoin(code, valeur, **champs):
        indicateur = IndicateurFactory(cle="enfants_0_2", libelle="Enfants de moins de 3 ans")
        niveau = "epci" if len(code) == 9 else "commune"
        return ValeurFactory(indicateur=indicateur, niveau=niveau, code=code, valeur=valeur, **champs)

    return _besoin


@pytest.fixture
def creche(convention):
    """Give a crèche to a commune."""
    return lambda insee=ANZIN, places=20, **champs: EquipementFactory(
        convention=convention, insee=insee, places=places, **champs
    )


@pytest.fixture
def lire(convention):
    """The reading of a theme."""
    return lambda theme="petite_enfance", au=AU: relever(convention, volets()[theme], au)


@pytest.fixture
def situation(besoin, creche):
    """Two communes: a hundred children and twenty places in one, fifty children and nothing in the other."""
    besoin(ANZIN, 100)
    besoin(AULNOY, 50)
    besoin("245901160", 5000)
    creche()
