"""A ready convention, with an account for each of its two signatories."""

import pytest

from convenir.acteurs.enums import Role
from convenir.conventions.signature.operations import Attendu
from convenir.conventions.signature.textes import Texte
from convenir.relecture.operations import relire_convention
from tests.factories.acteurs import PersonneFactory
from tests.factories.conventions import ConventionFactory, MembreFactory, VisaFactory
from tests.factories.signatures import envoyer_le_texte, prete


@pytest.fixture(autouse=True)
def fichiers(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def convention(db):
    convention = ConventionFactory(avec_parties=True, avec_articles=True, membre=None)
    VisaFactory(convention=convention, ordre=1)
    relire_convention(convention.code)
    return prete(convention)


@pytest.fixture
def texte(convention):
    return Texte(convention)


@pytest.fixture
def signataires(convention):
    """The accounts of the Caf's signatory and of the authority's."""
    personnes = [PersonneFactory(prenom=prenom, nom=nom) for prenom, nom in (("Zoe", "UN"), ("Luc", "Deux"))]
    for personne in personnes:
        MembreFactory(convention=convention, personne=personne, role=Role.LECTURE, signataire=True)
    return personnes


@pytest.fixture
def attendus(signataires):
    """Three people: two who sign together, then one without an account."""
    caf, epci = signataires
    return [
        Attendu("Caf de l’Ambre", "Zoé Un", "Présidente", 1, caf),
        Attendu("Val d’Ambre", "Luc Deux", "Président", 1, epci),
        Attendu("Département", "Ève Trois", "", 2),
    ]


@pytest.fixture
def circuit(texte, attendus):
    return envoyer_le_texte(texte, attendus)


@pytest.fixture
def attendues(circuit):
    return list(circuit.signatures.order_by("rang", "pk"))
