from pathlib import Path

import pytest

from convenir.diagnostic.importation.colonnes import Colonnes, Origine
from convenir.diagnostic.importation.importer import importer
from convenir.diagnostic.importation.tables import ouvrir
from tests.conftest import PARTAGE
from tests.factories.adhesions import EPCI
from tests.factories.conventions import ConventionFactory
from tests.factories.diagnostic import IndicateurFactory


@pytest.fixture
def convention(db):
    return ConventionFactory(epci_siren=EPCI)


@pytest.fixture
def indicateurs(db):
    """Children, inhabitants, a share, and one computed."""
    faits = (
        IndicateurFactory(),
        IndicateurFactory(cle="habitants", libelle="Habitants", unite="habitants"),
        IndicateurFactory(part=True),
        IndicateurFactory(derive=True),
    )
    return {i.cle: i for i in faits}


@pytest.fixture
def colonnes():
    """A wide table of communes by year."""
    return Colonnes(
        origine=Origine("essai", "Essai", "Producteur fictif"),
        code="insee",
        niveau="commune",
        annee="annee",
        indicateurs={"nb": "enfants", "tx": "part"},
    )


@pytest.fixture
def charger(tmp_path, indicateurs, colonnes):
    """Import a text as a table: the report."""

    def _charger(texte: str | bytes, colonnes=colonnes, nom="essai.csv", **options):
        chemin = tmp_path / nom
        chemin.write_bytes(texte if isinstance(texte, bytes) else texte.encode())
        return importer(ouvrir(chemin), colonnes, **options)

    return _charger


@pytest.fixture
def donnees_publiques() -> Path:
    """The real public files given beside the project; skipped, saying so, where they are absent."""
    dossier = PARTAGE / "donnees"
    if not dossier.exists():
        pytest.skip("les données publiques (../shared/donnees) sont absentes de cette machine")
    return dossier
