"""Every act on an adhesion: its effect, its refusal, what the journal tells; every pair of states walked."""

import datetime
from dataclasses import replace
from itertools import product

import pytest
from django.utils import timezone

from convenir.adhesions import operations
from convenir.adhesions.enums import TRANSITIONS, EtatAdhesion
from convenir.adhesions.models import Adhesion
from convenir.adhesions.operations.ecriture import passer
from convenir.adhesions.queries import adhesions_de
from convenir.journal.models import Evenement
from convenir.socle.erreurs import Refus
from tests.factories.adhesions import ACTE, AdhesionFactory, dans_l_etat

pytestmark = pytest.mark.django_db
JOUR = datetime.date(2025, 7, 8)
DEMAIN = datetime.timedelta(days=1)


@pytest.mark.parametrize(("depart", "arrivee"), list(product(EtatAdhesion, EtatAdhesion)))
def test_each_pair_of_states_passes_or_is_refused_as_the_table_says(depart, arrivee):
    adhesion = Adhesion(nom="Essai", statut=depart)
    if arrivee in TRANSITIONS[depart]:
        passer(adhesion, arrivee)
        assert adhesion.statut == arrivee
    else:
        with pytest.raises(Refus, match=f"déjà « {depart.label.lower()} »"):
            passer(adhesion, arrivee)
        assert adhesion.statut == depart


def demander(adhesion, votant):
    return operations.demander([adhesion], JOUR)


def voter(adhesion, votant):
    return operations.enregistrer(adhesion, replace(votant, date=datetime.date(2026, 3, 3)))


def refuser(adhesion, votant):
    return operations.enregistrer(adhesion, replace(votant, date=datetime.date(2026, 3, 3), favorable=False))


def retirer(adhesion, votant):
    return operations.retirer(adhesion, datetime.date(2026, 4, 4))


def annuler(adhesion, votant):
    return operations.annuler(adhesion, "Erreur de commune")


#: for each act and state: the state of the open record afterwards, or None when it is refused
ATTENDUS = {
    demander: ("demandee", "demandee", "votee", "demandee", "demandee"),
    voter: ("votee", "votee", None, "votee", "votee"),
    refuser: ("refusee", "refusee", None, "refusee", "refusee"),
    retirer: (None, None, "retiree", None, None),
    annuler: (None, "non_demandee", "demandee", "demandee", "votee"),
}


@pytest.mark.parametrize(
    ("acte", "etat", "attendu"),
    [
        (acte, etat, attendu)
        for acte, suite in ATTENDUS.items()
        for etat, attendu in zip(EtatAdhesion, suite, strict=True)
    ],
)
def test_each_act_on_each_state(acte, etat, attendu, votant):
    adhesion = dans_l_etat(etat)
    if attendu is None:
        with pytest.raises(Refus):
            acte(adhesion, votant)
        attendu = etat
    else:
        acte(adhesion, votant)
    assert adhesions_de(adhesion.convention).get().statut == attendu


def test_vote_by_identifier_gives_number_and_source(adhesion):
    vote = operations.Vote(JOUR, identifiant=ACTE, recue_le=datetime.date(2025, 7, 16))
    votee = operations.enregistrer(adhesion, vote)
    assert (votee.numero, votee.source, votee.recue_le) == ("2025-014", "acte", datetime.date(2025, 7, 16))
    evenement = Evenement.objects.latest("id")
    assert evenement.objet == f"convention:{adhesion.convention.code}/commune:59505"
    assert evenement.resume == "Rombies-et-Marchipont : vote favorable le 8 juillet 2025."
    assert evenement.apres["statut"] == "votee"


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"identifiant": "059-215900143-20250708-12-DE"}, "L’auteur de l’acte est Anzin"),
        ({"identifiant": "075-217500016-20250708-12-DE"}, "n’est pas membre"),
        ({"identifiant": "059-215905051-20250708-12-DE"}, "sa clé de contrôle est fausse"),
        ({"identifiant": "059-215905050-20250231-12-DE"}, "n’existe pas au calendrier"),
        ({"identifiant": "059-215905050-20250709-12-DE"}, "corrigez l’une des deux"),
        ({"identifiant": "rien"}, "ne se lit pas"),
        ({}, "dites qui atteste"),
        ({"attestation": "X", "recue_le": datetime.date(2025, 7, 7)}, "avant d’être voté"),
        ({"attestation": "X", "publiee_le": JOUR}, "quand et comment"),
        ({"attestation": "X", "recue_le": datetime.date(2999, 1, 1)}, "est à venir"),
    ],
)
def test_vote_that_cannot_be_is_refused_in_a_sentence_and_writes_nothing(adhesion, champs, phrase):
    with pytest.raises(Refus, match=phrase):
        operations.enregistrer(adhesion, operations.Vote(JOUR, **champs))
    adhesion.refresh_from_db()
    assert (adhesion.statut, Evenement.objects.count()) == ("non_demandee", 0)


@pytest.mark.parametrize("par_acte", [True, False])
def test_same_vote_twice_has_one_effect_and_says_so(adhesion, votant, par_acte):
    vote = operations.Vote(JOUR, identifiant=ACTE) if par_acte else votant
    operations.enregistrer(adhesion, vote, version=1)
    with pytest.raises(Refus, match="déjà enregistrée, il n’y a rien à refaire"):
        operations.enregistrer(adhesion, vote, version=1)
    assert Evenement.objects.count() == 1


def test_stale_form_is_refused(adhesion, votant):
    operations.annoncer_conseil(adhesion, timezone.localdate(), version=1)
    with pytest.raises(Refus, match="a changé entre-temps"):
        operations.enregistrer(adhesion, votant, version=1)


def test_dates_are_noted_then_the_same_again_change_nothing():
    adhesion = AdhesionFactory(votee=True)
    dates = {"recue_le": datetime.date(2025, 7, 16), "publiee_le": datetime.date(2025, 7, 12)}
    for _ in range(2):
        operations.dater(adhesion, **dates, publication="electronique")
    adhesion.refresh_from_db()
    assert (adhesion.recue_le, adhesion.publiee_le, adhesion.version) == (*dates.values(), 2)


def test_dates_of_a_commune_that_has_not_voted_are_refused(adhesion):
    with pytest.raises(Refus, match="n’a pas voté"):
        operations.dater(adhesion, recue_le=JOUR, publiee_le=None)


@pytest.mark.parametrize("etat", [EtatAdhesion.REFUSEE, EtatAdhesion.RETIREE])
def test_new_vote_after_a_closed_record_files_it_and_opens_another(etat, votant):
    close = dans_l_etat(etat, siret="21590505000017")
    voter(close, votant)
    close.refresh_from_db()
    ouverte = adhesions_de(close.convention).get()
    assert (close.statut, close.archivee_le) == (etat, timezone.localdate())
    assert (ouverte.statut, ouverte.siret, ouverte.demandee_le) == ("votee", "21590505000017", None)


def test_vote_on_a_record_filed_meanwhile_is_refused(votant):
    close = AdhesionFactory(refusee=True)
    voter(close, votant)
    with pytest.raises(Refus, match="est classée"):
        refuser(close, votant)


def test_mistake_is_taken_away_with_its_reason():
    adhesion = AdhesionFactory(votee=True, recue_le=datetime.date(2025, 7, 16), numero="12")
    operations.annuler(adhesion, "Mauvaise commune")
    adhesion.refresh_from_db()
    assert (adhesion.statut, adhesion.deliberee_le, adhesion.recue_le, adhesion.numero) == (
        "demandee",
        None,
        None,
        "",
    )
    assert Evenement.objects.latest("id").resume.endswith("annulé. Motif : Mauvaise commune")


def test_council_past_or_request_to_come_is_refused(adhesion):
    with pytest.raises(Refus, match="est passé"):
        operations.annoncer_conseil(adhesion, timezone.localdate() - DEMAIN)
    with pytest.raises(Refus, match="est à venir"):
        operations.demander([adhesion], timezone.localdate() + DEMAIN)


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [({"siret": "12"}, "quatorze chiffres"), ({"matiere_code": "huit"}, "s’écrit comme 8.2")],
)
def test_reference_of_another_form_is_refused(adhesion, champs, phrase):
    with pytest.raises(Refus, match=phrase):
        operations.classer(adhesion, **{"siret": "", "matiere_code": "", "matiere_nom": "", **champs})
