"""Opening and refreshing the register; what a document tells becomes votes."""

import datetime

import pytest

from convenir.adhesions import operations
from convenir.adhesions.models import Adhesion
from convenir.adhesions.queries import registre
from convenir.socle.erreurs import Refus
from tests.factories.adhesions import ACTE, EPCI, AdhesionFactory
from tests.factories.conventions import ConventionFactory

pytestmark = pytest.mark.django_db
JOUR = datetime.date(2025, 9, 1)


@pytest.fixture
def convention():
    return ConventionFactory(epci_siren=EPCI, debut=datetime.date(2025, 1, 1))


def test_register_opens_with_every_commune_of_the_epci_and_refreshing_changes_nothing(convention):
    premier, second = operations.ouvrir(convention), operations.ouvrir(convention)
    assert (premier.entrees, premier.phrase) == (35, "Registre à jour : 35 communes inscrites.")
    assert second.phrase == "Registre à jour : rien n’a changé."
    assert [s.adhesion.nom for s in registre(convention, JOUR).situations[:2]] == ["Anzin", "Artres"]


def test_register_needs_an_epci():
    with pytest.raises(Refus, match="indiquez-la d’abord"):
        operations.ouvrir(ConventionFactory())


def test_commune_that_left_keeps_its_record_marked(convention):
    partie = AdhesionFactory(convention=convention, insee="75056", nom="Paris", votee=True)
    bilan = operations.ouvrir(convention)
    partie.refresh_from_db()
    assert (bilan.sorties, partie.statut) == (1, "votee")
    assert partie.sortie_le is not None
    assert operations.ouvrir(convention).sorties == 0


def test_commune_that_came_back_is_a_member_again(convention):
    operations.ouvrir(convention)
    Adhesion.objects.filter(insee="59014").update(sortie_le=JOUR)
    operations.ouvrir(convention)
    assert Adhesion.objects.get(insee="59014").sortie_le is None


def test_document_gives_its_votes_once(convention):
    convention.lecture = {
        "communes": [
            {"nom": "ANZIN", "date": "2025-06-30"},
            {"nom": "Artres"},
            {"nom": "Ailleurs", "date": "2025-06-30"},
            {"nom": "Marly", "date": "2999-01-01"},
        ],
        "acte": {"insee": "59505", "identifiant": ACTE, "date": "2025-07-08", "recu": "2025-07-16"},
    }
    convention.save()
    assert operations.ouvrir(convention).reprises == 2
    anzin, rombies = (Adhesion.objects.get(insee=insee) for insee in ("59014", "59505"))
    assert (anzin.statut, anzin.source, anzin.deliberee_le) == (
        "votee",
        "document",
        datetime.date(2025, 6, 30),
    )
    assert (rombies.identifiant, rombies.recue_le) == (ACTE, datetime.date(2025, 7, 16))
    assert Adhesion.objects.filter(statut="votee").count() == 2
    assert operations.reprendre(convention) == 0


def test_stamped_act_that_cannot_be_leaves_the_register_open(convention):
    convention.lecture = {"acte": {"insee": "59505", "identifiant": "faux", "date": "2025-07-08"}}
    convention.save()
    assert operations.ouvrir(convention).reprises == 0
    assert Adhesion.objects.get(insee="59505").statut == "non_demandee"


def test_register_at_a_date_reads_the_record_that_spoke_then(convention):
    AdhesionFactory(convention=convention, retiree=True, archivee_le=datetime.date(2026, 5, 5))
    AdhesionFactory(convention=convention, demandee=True, demandee_le=datetime.date(2026, 5, 5))
    dates = [datetime.date(*jour) for jour in ((2025, 1, 1), (2025, 8, 1), (2026, 3, 1), (2026, 6, 1))]
    etats = [registre(convention, jour).situations[0].avancement for jour in dates]
    assert etats == ["non_demandee", "votee", "retiree", "demandee"]


def test_silent_communes_come_by_council(convention):
    for insee, nom, conseil in (("59014", "Anzin", None), ("59019", "Artres", 20), ("59505", "Rombies", 10)):
        jour = JOUR + datetime.timedelta(days=conseil) if conseil else None
        AdhesionFactory(convention=convention, insee=insee, nom=nom, conseil_le=jour)
    tenu = registre(convention, JOUR)
    assert [s.adhesion.nom for s in tenu.attendues] == ["Rombies", "Artres", "Anzin"]
    assert tenu.prochain.jours_avant_conseil == 10
