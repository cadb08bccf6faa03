"""Mandates over time: ended, renewed, followed by somebody else's; none is ever erased."""

import datetime

import pytest

from convenir.acteurs.models import Mandat
from convenir.acteurs.operations import ignorer_la_suite, reconduire, remplacer, terminer_mandat
from convenir.acteurs.operations.ecriture import verifier
from convenir.journal.queries import evenements_de
from convenir.socle.erreurs import Refus
from tests.factories.acteurs import MandatFactory, PersonneFactory

pytestmark = pytest.mark.django_db
INSTALLATION = datetime.date(2026, 3, 27)


def test_reconduire_ends_the_former_the_day_before():
    ancien = MandatFactory(delegation="Petite enfance")
    suite = reconduire(ancien, INSTALLATION)
    ancien.refresh_from_db()
    assert ancien.fin == datetime.date(2026, 3, 26)
    assert (suite.personne, suite.debut, suite.delegation) == (
        ancien.personne,
        INSTALLATION,
        "Petite enfance",
    )
    assert ancien.suite == suite


def test_remplacer_gives_the_capacity_and_not_the_delegation():
    ancien, nouvelle = MandatFactory(delegation="Petite enfance"), PersonneFactory()
    suite = remplacer(ancien, nouvelle, INSTALLATION)
    assert (suite.qualite, suite.organisation, suite.delegation) == (ancien.qualite, ancien.organisation, "")
    assert [m.personne for m in Mandat.objects.order_by("debut")] == [ancien.personne, nouvelle]


def test_remplacer_a_mandate_already_over_keeps_its_last_day():
    ancien = MandatFactory(fin=datetime.date(2025, 12, 31))
    remplacer(ancien, PersonneFactory(), INSTALLATION)
    ancien.refresh_from_db()
    assert ancien.fin == datetime.date(2025, 12, 31)


def test_reconduire_twice_is_refused():
    ancien = MandatFactory()
    reconduire(ancien, INSTALLATION)
    with pytest.raises(Refus, match="déjà une suite"):
        reconduire(ancien, INSTALLATION)
    assert Mandat.objects.count() == 2


def test_reconduire_from_before_its_first_day_is_refused_and_changes_nothing():
    ancien = MandatFactory()
    with pytest.raises(Refus):
        reconduire(ancien, ancien.debut)
    assert list(Mandat.objects.values_list("fin", "suite")) == [(None, None)]


def test_terminer_mandat_twice_is_refused():
    mandat = MandatFactory(fin=INSTALLATION)
    with pytest.raises(Refus, match="27 mars 2026"):
        terminer_mandat(mandat, INSTALLATION)


def test_ignorer_la_suite_keeps_the_day_and_tells_the_journal():
    mandat = ignorer_la_suite(MandatFactory(), INSTALLATION)
    assert (mandat.inconnu_le, mandat.fin) == (INSTALLATION, None)
    assert [e.type for e in evenements_de(mandat.personne.cle)] == ["acteurs.mandat_inconnu"]


def test_a_mandate_cannot_follow_itself():
    mandat = MandatFactory()
    mandat.succede_a = mandat
    with pytest.raises(Refus, match="lui-même"):
        verifier(mandat)
