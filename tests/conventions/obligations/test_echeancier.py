"""The due dates of a recorded convention: what moves them, what they are told of."""

import datetime

import pytest

from convenir.adhesions.models import Adhesion
from convenir.conventions.enums import NatureModification, Statut
from convenir.conventions.models import Accomplissement, Ecart, Rythme
from convenir.conventions.obligations import operations, registres
from convenir.conventions.obligations.queries import actes_passes, echeancier
from convenir.conventions.obligations.rules import Fait
from convenir.conventions.signature.operations import ExemplairePapier, enregistrer_signee_sur_papier
from convenir.conventions.signature.textes import Texte
from convenir.journal.queries import evenements_de_la_chaine
from convenir.socle.erreurs import Refus
from tests.factories.adhesions import AdhesionFactory
from tests.factories.conventions import AvenantFactory, ConventionFactory, PartieFactory, SignataireFactory
from tests.factories.signatures import FAUX_PDF

JOUR = datetime.date(2026, 3, 2)


def note(convention, personne, fait_le, obligation="comite-pilotage"):
    return operations.noter(
        Accomplissement(
            convention=convention,
            obligation=obligation,
            fait_le=datetime.date.fromisoformat(fait_le),
            attestation="Compte rendu",
            personne=personne,
        )
    )


def types(convention):
    return sorted(e.type for e in evenements_de_la_chaine(f"convention:{convention.code}"))


def test_echeancier_is_empty_until_signed_and_dated(signee):
    signee.statut = Statut.PRETE
    assert (echeancier(signee, JOUR).vie, echeancier(signee, JOUR).occurrences) == (None, ())
    signee.statut, signee.fin = Statut.SIGNEE, None
    assert echeancier(signee, JOUR).vie is None
    signee.statut = Statut.RESILIEE
    assert echeancier(signee, JOUR).vie is None


def test_echeancier_says_what_the_text_founds_and_what_it_does_not(signee):
    lu = echeancier(signee, JOUR)
    assert [f.obligation.cle for f in lu.fondees if f.fondement.clause] == [
        *("comite-pilotage", "revue", "bilan", "renouvellement", "preavis", "fin-du-delai"),
    ]
    assert [o.cle for o in lu.absentes] == ["comite-technique", "montants", "diagnostic"]
    assert [f.obligation.cle for f in lu.sans_rythme] == ["revue"]


def test_echeancier_at_a_day(au):
    assert au("2026-03-02")[:2] == [
        ("comite-pilotage", "2025-07-01", "en_retard"),
        ("comite-pilotage", "2026-07-01", "a_venir"),
    ]
    assert au("2029-07-01")[-3:] == [
        ("preavis", "2029-06-30", "passee"),
        ("bilan", "2029-12-31", "a_venir"),
        ("renouvellement", "2029-12-31", "a_venir"),
    ]


def test_late_signature_on_paper_sets_delays_running(signee, au, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    PartieFactory(convention=signee)
    type(signee).objects.update(statut=Statut.BROUILLON)
    signee.refresh_from_db()
    exemplaire = ExemplairePapier("signee.pdf", FAUX_PDF, datetime.date(2026, 1, 15), "La directrice")
    enregistrer_signee_sur_papier(Texte(signee), exemplaire)
    signee.refresh_from_db()
    assert au("2026-02-01")[0] == ("comite-pilotage", "2026-07-15", "a_venir")
    assert [(str(a.le), a.genre) for a in actes_passes(signee, datetime.date(2026, 2, 1))] == [
        ("2025-01-01", "Convention"),
        ("2026-01-15", "Signature"),
    ]


def test_avenant_moves_the_term_from_its_own_day(signee, au):
    AvenantFactory(
        convention=signee,
        numero=1,
        statut=Statut.SIGNEE,
        effet_le=datetime.date(2027, 1, 1),
        fin=datetime.date(2030, 6, 30),
    )
    assert ("bilan", "2029-12-31", "a_venir") in au("2026-12-31")
    assert ("bilan", "2030-06-30", "a_venir") in au("2027-01-01")
    assert echeancier(signee, datetime.date(2027, 1, 1)).vie.terme_deplace


def test_avenant_that_takes_a_clause_out_ends_its_obligation(signee, au):
    avenant = AvenantFactory(
        convention=signee, numero=1, statut=Statut.SIGNEE, effet_le=datetime.date(2026, 1, 1)
    )
    avenant.modifications.create(cle="pilotage", nature=NatureModification.NULLITE, type="article")
    assert "comite-pilotage" in {cle for cle, _, _ in au("2025-12-31")}
    assert "comite-pilotage" not in {cle for cle, _, _ in au("2026-01-01")}


def test_noted_fact_moves_the_next_date_and_may_be_taken_back(signee, pilote, au):
    fait = note(signee, pilote.personne, "2025-06-20")
    assert au("2026-01-05")[:2] == [
        ("comite-pilotage", "2025-07-01", "faite"),
        ("comite-pilotage", "2025-12-20", "en_retard"),
    ]
    operations.effacer(fait)
    assert au("2026-01-05")[0] == ("comite-pilotage", "2025-07-01", "en_retard")
    assert types(signee) == ["convention.echeance_faite", "convention.echeance_non_faite"]


@pytest.mark.parametrize(
    ("jour", "phrase"), [("2999-01-01", "à venir"), ("2024-12-31", "précède"), ("2025-06-20", "déjà noté")]
)
def test_noter_refuses_a_day_to_come_too_early_or_already_noted(signee, pilote, jour, phrase):
    note(signee, pilote.personne, "2025-06-20")
    with pytest.raises(Refus, match=phrase):
        note(signee, pilote.personne, jour)
    assert Accomplissement.objects.count() == 1


def test_date_set_aside_is_journaled_and_taken_back(signee, pilote, au):
    ecart = Ecart(
        convention=signee,
        obligation="comite-pilotage",
        pour_le=datetime.date(2025, 7, 1),
        motif="Reporté.",
        personne=pilote.personne,
    )
    operations.ecarter(ecart)
    assert ("comite-pilotage", "2025-07-01", "ecartee") in au("2025-08-01")
    with pytest.raises(Refus, match="n’est plus à cette date"):
        operations.ecarter(Ecart(convention=signee, obligation="comite-pilotage", pour_le=ecart.pour_le))
    operations.reprendre(signee, "comite-pilotage", "", ecart.pour_le)
    assert ("comite-pilotage", "2025-07-01", "en_retard") in au("2025-08-01")
    assert types(signee) == ["convention.echeance_ecartee", "convention.echeance_reprise"]


def test_chosen_rhythm_dates_what_the_text_leaves_open_from_the_day_it_was_chosen(signee, pilote, au):
    rythme = {"convention": signee, "choisi_par": "Comité", "personne": pilote.personne}
    choisi_le = datetime.date(2026, 2, 3)
    operations.choisir_rythme(Rythme(obligation="revue", mois=12, choisi_le=choisi_le, **rythme))
    assert "revue" not in {cle for cle, _, _ in au("2026-02-02")}
    assert ("revue", "2026-01-01", "en_retard") in au("2026-02-03")
    occurrence = next(o for o in echeancier(signee, JOUR).occurrences if o.cle == "revue")
    assert (occurrence.cadence.est_choisi, occurrence.cadence.choisi_par) == (True, "Comité")
    for obligation, phrase in (("comite-pilotage", "seul un avenant"), ("bilan", "pas de rythme")):
        with pytest.raises(Refus, match=phrase):
            operations.choisir_rythme(Rythme(obligation=obligation, mois=6, choisi_le=choisi_le, **rythme))


def test_upper_room_says_what_was_done(signee, au, monkeypatch):
    tenu = Fait(datetime.date(2025, 5, 6), "Compte rendu n° 1", "/reunion/1/")
    monkeypatch.setitem(registres.ACCOMPLISSEMENTS, "comite-pilotage", [lambda _convention: [tenu]])
    assert au("2025-06-01")[:2] == [
        ("comite-pilotage", "2025-07-01", "faite"),
        ("comite-pilotage", "2025-11-06", "a_venir"),
    ]


def test_votes_are_due_executory_in_a_week_and_done_by_their_dates(signee, au):
    votee = AdhesionFactory(convention=signee, votee=True)
    cle = f"adhesion-executoire--{votee.insee}"
    assert (cle, "2025-07-15", "a_faire") in au("2025-07-16")
    Adhesion.objects.update(
        recue_le=datetime.date(2025, 7, 16), publiee_le=datetime.date(2025, 7, 20), publication="electronique"
    )
    assert (cle, "2025-07-15", "faite") in au("2025-07-20")
    assert (cle, "2025-07-15", "a_faire") in au("2025-07-19")
    passes = [(a.genre, str(a.le), a.libelle) for a in actes_passes(signee, datetime.date(2025, 7, 20))]
    assert passes[-1] == ("Adhésion", "2025-07-20", "Adhésion d’une commune")


def test_deliberation_of_an_authority_is_due_executory_not_that_of_a_caf(signee, au):
    epci = PartieFactory(convention=signee, siren="245901160", signataire=None)
    SignataireFactory(partie=epci, autorisation="Vote", autorisation_date=datetime.date(2024, 12, 9))
    caf = PartieFactory(convention=signee, caf=True, ordre=9, signataire=None)
    SignataireFactory(partie=caf, autorisation="Vote", autorisation_date=datetime.date(2024, 12, 9))
    assert [d for d in au("2025-01-01") if d[0].startswith("acte-de-signature")] == [
        ("acte-de-signature--collectivite", "2024-12-16", "a_faire")
    ]


def test_actes_passes_are_those_of_the_day(signee, pilote):
    AvenantFactory(
        convention=signee,
        numero=1,
        statut=Statut.SIGNEE,
        effet_le=datetime.date(2026, 1, 1),
        objet="Prolonger",
    )
    note(signee, pilote.personne, "2025-06-20")
    assert [(str(a.le), a.genre) for a in actes_passes(signee, datetime.date(2026, 1, 1))] == [
        ("2025-01-01", "Convention"),
        ("2025-06-20", "Fait et noté"),
        ("2026-01-01", "Avenant"),
    ]
    assert len(actes_passes(signee, datetime.date(2025, 12, 31))) == 2


@pytest.mark.parametrize("nombre", [1, 12])
@pytest.mark.django_db
def test_echeancier_query_count(signee, pilote, django_assert_num_queries, nombre):
    for mois in range(1, nombre + 1):
        note(signee, pilote.personne, f"2025-{mois:02d}-01")
    with django_assert_num_queries(10):
        assert echeancier(signee, JOUR).vie


def test_conventions_do_not_mix(signee, pilote):
    autre = ConventionFactory()
    note(signee, pilote.personne, "2025-06-20")
    assert actes_passes(autre, datetime.date(2099, 1, 1))[0].genre == "Convention"
    assert len(actes_passes(autre, datetime.date(2099, 1, 1))) == 1
