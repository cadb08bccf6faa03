"""A signed convention whose text says what the model says."""

import datetime

import pytest

from convenir.conventions.enums import Statut
from convenir.conventions.obligations.queries import echeancier
from tests.factories.conventions import DispositionFactory

TEXTES = {
    "pilotage": "Un comité de pilotage siège. Il se réunit au moins tous les six mois.",
    "evaluation": "Des revues du plan d’actions sont conduites. À l’issue, un bilan sera dressé.",
    "duree": "La convention court du 1er janvier 2031 au 31 décembre 2035. Elle n’est pas reconduite tacitement.",
    "fin": "Chacun peut la dénoncer avec un préavis de six mois.",
}


@pytest.fixture
def signee(convention):
    for rang, (cle, texte) in enumerate(TEXTES.items(), 1):
        DispositionFactory(convention=convention, ordre=rang, cle=cle, titre=cle.capitalize(), texte=texte)
    convention.statut = Statut.SIGNEE
    convention.debut, convention.fin = datetime.date(2025, 1, 1), datetime.date(2029, 12, 31)
    convention.save()
    return convention


@pytest.fixture
def au(signee):
    """The due dates known on a day: (key, date, state), by date."""

    def lire(jour):
        jour = datetime.date.fromisoformat(jour)
        return [(o.cle, str(o.date), str(o.etat(jour))) for o in echeancier(signee, jour).occurrences]

    return lire
