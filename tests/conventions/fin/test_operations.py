"""Ending a convention early: who may, when; the delay runs from the sending; what is cured goes on."""

import datetime
import itertools

import pytest
from django.utils import timezone

from convenir.conventions.enums import EtatDifferend, EtatProcedure, NatureProcedure, Statut
from convenir.conventions.enums.differends import TRANSITIONS as DIFFERENDS
from convenir.conventions.enums.procedures import TRANSITIONS
from convenir.conventions.fin.operations import (
    abandonner,
    avancer_differend,
    constater_la_fin,
    envoyer_la_lettre,
    noter_la_reception,
    ouvrir_differend,
    ouvrir_procedure,
    remedier,
)
from convenir.conventions.models import Convention, Differend, Procedure
from convenir.conventions.queries import a_la_date
from convenir.journal.queries import evenements_de_la_chaine
from convenir.socle.erreurs import Refus
from tests.factories.conventions import ConventionFactory

pytestmark = pytest.mark.django_db
ENVOI = datetime.date(2032, 1, 31)
TERME = datetime.date(2032, 2, 29)  # one month later, of a leap year
APRES = datetime.date(2032, 3, 1)
AUJOURDHUI = datetime.date(2032, 6, 15)  # the day on which all is noted: well after the facts
LA_CAF = "Caisse d’allocations familiales de l’Ambre"


@pytest.fixture(autouse=True)
def jour(monkeypatch):
    """Sets the day it is."""

    def au(date):
        monkeypatch.setattr(timezone, "localdate", lambda *_args: date)

    au(AUJOURDHUI)
    return au


@pytest.fixture
def convention():
    return ConventionFactory(avec_parties=True, avec_articles=True, statut=Statut.SIGNEE)


def preparer(convention, nature=NatureProcedure.MANQUEMENT, partie=LA_CAF, **champs):
    delai = {NatureProcedure.MODIFICATION: 0, NatureProcedure.DENONCIATION: 6}.get(nature, 1)
    valeurs = {"motif": "Le relais a fermé.", "delai_mois": delai} | champs
    return ouvrir_procedure(Procedure(convention=convention, nature=nature, partie=partie, **valeurs))


def collectivite(convention):
    return convention.parties.exclude(cle="caf").get().nom


@pytest.mark.parametrize("nature", [NatureProcedure.INFRACTION, NatureProcedure.MODIFICATION])
def test_only_the_caf_acts_on_these_grounds(convention, nature):
    with pytest.raises(Refus, match="Seule la Caf"):
        preparer(convention, nature, partie=collectivite(convention))
    assert preparer(convention, nature).partie == LA_CAF


@pytest.mark.parametrize("nature", [NatureProcedure.MANQUEMENT, NatureProcedure.DENONCIATION])
def test_either_party_acts_on_these_grounds(convention, nature):
    assert preparer(convention, nature, partie=collectivite(convention)).etat == EtatProcedure.PREPAREE


def test_a_stranger_ends_nothing(convention):
    with pytest.raises(Refus, match="l’un des signataires"):
        preparer(convention, partie="Association fictive")


@pytest.mark.parametrize("statut", sorted(set(Statut) - {Statut.SIGNEE}))
def test_only_a_signed_convention_ends_early(convention, statut):
    Convention.objects.update(statut=statut)
    with pytest.raises(Refus, match="signée"):
        preparer(convention)


def test_the_delay_runs_from_the_sending_not_from_the_receipt(convention):
    procedure = envoyer_la_lettre(preparer(convention), ENVOI)
    noter_la_reception(procedure, datetime.date(2032, 2, 10))
    assert remedier(procedure, TERME, "Le relais a rouvert.").etat == EtatProcedure.REMEDIEE


def test_a_cure_after_the_delay_is_too_late(convention):
    procedure = envoyer_la_lettre(preparer(convention), ENVOI)
    with pytest.raises(Refus, match="29 février 2032"):
        remedier(procedure, APRES, "Le relais a rouvert.")


def test_the_text_may_extend_a_delay_to_a_working_day(convention):
    procedure = envoyer_la_lettre(preparer(convention, prorogation=True), ENVOI)
    assert remedier(procedure, APRES, "Le relais a rouvert.").remediee_le == APRES


def test_cured_the_convention_goes_on(convention):
    procedure = envoyer_la_lettre(preparer(convention), ENVOI)
    remedier(procedure, TERME, "Le relais a rouvert.")
    with pytest.raises(Refus, match="Remédiée"):
        constater_la_fin(procedure, APRES)
    convention.refresh_from_db()
    assert convention.statut == Statut.SIGNEE


def test_the_end_waits_for_the_delay(convention, jour):
    procedure = envoyer_la_lettre(preparer(convention), ENVOI)
    jour(TERME)
    with pytest.raises(Refus, match="Le délai court"):
        constater_la_fin(procedure, TERME)
    convention.refresh_from_db()
    assert convention.statut == Statut.SIGNEE


def test_the_end_comes_with_the_end_of_the_delay(convention):
    procedure = envoyer_la_lettre(preparer(convention), ENVOI)
    constater_la_fin(procedure, datetime.date(2032, 6, 1))
    convention.refresh_from_db()
    assert (convention.statut, convention.fin) == (Statut.RESILIEE, datetime.date(2035, 12, 31))
    assert a_la_date(convention, APRES).fin == TERME


def test_six_months_of_notice(convention):
    procedure = preparer(convention, NatureProcedure.DENONCIATION)
    envoyer_la_lettre(procedure, datetime.date(2031, 8, 31))
    assert constater_la_fin(procedure, APRES).prend_effet_le == TERME


def test_a_term_changed_without_avenant_ends_at_once_and_waits_for_no_letter(convention):
    procedure = preparer(convention, NatureProcedure.MODIFICATION)
    with pytest.raises(Refus, match="aucune lettre"):
        envoyer_la_lettre(procedure, ENVOI)
    assert constater_la_fin(procedure, ENVOI).prend_effet_le == ENVOI


def test_notice_cannot_be_cured_but_given_up(convention):
    procedure = envoyer_la_lettre(preparer(convention, NatureProcedure.DENONCIATION), ENVOI)
    with pytest.raises(Refus, match="n’attend aucun remède"):
        remedier(procedure, APRES, "Rien.")
    assert abandonner(procedure, "Un accord est trouvé.").issue == "Un accord est trouvé."


def test_what_has_not_happened_yet_is_not_noted(convention):
    with pytest.raises(Refus, match="n’est pas encore venu"):
        envoyer_la_lettre(preparer(convention), AUJOURDHUI + datetime.timedelta(days=1))


def test_a_letter_is_not_received_before_it_is_sent(convention):
    procedure = envoyer_la_lettre(preparer(convention), ENVOI)
    with pytest.raises(Refus, match="reçue avant"):
        noter_la_reception(procedure, datetime.date(2032, 1, 30))


def test_a_second_end_is_refused(convention):
    premiere, seconde = preparer(convention), preparer(convention, NatureProcedure.MODIFICATION)
    constater_la_fin(envoyer_la_lettre(premiere, ENVOI), APRES)
    with pytest.raises(Refus, match="signée"):
        constater_la_fin(seconde, APRES)


def test_each_act_is_told_to_the_journal(convention):
    procedure = envoyer_la_lettre(preparer(convention), ENVOI)
    remedier(procedure, TERME, "Le relais a rouvert.")
    types = [e.type for e in evenements_de_la_chaine(f"convention:{convention.code}")]
    assert types[:3] == [f"convention.procedure_{acte}" for acte in ("remediee", "envoyee", "ouverte")]


DATES = {
    EtatProcedure.PREPAREE: {},
    EtatProcedure.ENVOYEE: {"envoyee_le": ENVOI},
    EtatProcedure.REMEDIEE: {"envoyee_le": ENVOI, "remediee_le": TERME, "issue": "Rouvert."},
    EtatProcedure.ABANDONNEE: {"issue": "Accord."},
    EtatProcedure.PRONONCEE: {"envoyee_le": ENVOI, "prend_effet_le": TERME},
}
ACTES = {
    EtatProcedure.ENVOYEE: lambda p: envoyer_la_lettre(p, ENVOI),
    EtatProcedure.REMEDIEE: lambda p: remedier(p, TERME, "Rouvert."),
    EtatProcedure.ABANDONNEE: lambda p: abandonner(p, "Accord."),
    EtatProcedure.PRONONCEE: lambda p: constater_la_fin(p, APRES),
}


@pytest.mark.parametrize(("depart", "arrivee"), list(itertools.product(EtatProcedure, ACTES)))
def test_procedure_state_by_state(convention, depart, arrivee):
    procedure = preparer(convention)
    Procedure.objects.update(etat=depart, **DATES[depart])
    possible = arrivee in TRANSITIONS[depart]
    # a letter first, on these grounds: the delay alone allows the end
    if not possible or (depart, arrivee) == (EtatProcedure.PREPAREE, EtatProcedure.PRONONCEE):
        with pytest.raises(Refus):
            ACTES[arrivee](procedure)
        arrivee = depart
    else:
        ACTES[arrivee](procedure)
    procedure.refresh_from_db()
    assert procedure.etat == arrivee


@pytest.fixture
def differend(convention):
    nouveau = Differend(convention=convention, objet="Le loyer", partie=LA_CAF, ouvert_le=ENVOI)
    return ouvrir_differend(nouveau)


SITUATIONS = {
    EtatDifferend.OUVERT: {},
    EtatDifferend.SAISI: {"saisi_le": TERME, "juridiction": "Tribunal administratif de Lille"},
    EtatDifferend.REGLE: {"clos_le": TERME, "issue": "Accord."},
    EtatDifferend.JUGE: {
        "saisi_le": TERME,
        "juridiction": "Tribunal administratif de Lille",
        "clos_le": TERME,
        "issue": "Jugé.",
    },
}


@pytest.mark.parametrize(("depart", "arrivee"), list(itertools.product(EtatDifferend, EtatDifferend)))
def test_differend_state_by_state(differend, depart, arrivee):
    Differend.objects.update(etat=depart, **SITUATIONS[depart])
    suite = {"juridiction": "Tribunal administratif de Lille", "issue": "Dit."}
    if arrivee in DIFFERENDS[depart]:
        avancer_differend(differend, arrivee, APRES, **suite)
    else:
        with pytest.raises(Refus):
            avancer_differend(differend, arrivee, APRES, **suite)
        arrivee = depart
    differend.refresh_from_db()
    assert differend.etat == arrivee


@pytest.mark.parametrize(
    ("etat", "dit"), [(EtatDifferend.SAISI, "quel tribunal"), (EtatDifferend.REGLE, "quand et comment")]
)
def test_differend_goes_on_only_when_all_is_said(differend, etat, dit):
    with pytest.raises(Refus, match=dit):
        avancer_differend(differend, etat, APRES)
    differend.refresh_from_db()
    assert differend.etat == EtatDifferend.OUVERT


def test_differend_of_a_draft_is_refused(convention):
    Convention.objects.update(statut=Statut.BROUILLON)
    with pytest.raises(Refus, match="texte signé"):
        ouvrir_differend(Differend(convention=convention, objet="Le loyer", partie=LA_CAF, ouvert_le=ENVOI))
