"""A typed value stands beside what is published, says who typed it, and is never written blindly."""

from decimal import Decimal

import pytest

from convenir.diagnostic.models import Source, Valeur
from convenir.diagnostic.queries import Lieu
from convenir.diagnostic.saisie.operations import CasePerimee, saisir
from convenir.diagnostic.saisie.queries import Case, relire
from convenir.journal.models import Evenement
from convenir.journal.purge import exporter_compte
from convenir.socle.erreurs import Refus
from tests.factories.adhesions import EPCI
from tests.factories.diagnostic import IndicateurFactory, SourceFactory, ValeurFactory

ICI = Lieu("epci", EPCI, "Ici")


@pytest.fixture
def ecrire(convention, redactrice):
    """Type in the case of 2022: the case as it is left."""

    def _ecrire(ecrit, vu="", attestation="Le bilan du service", indicateur=None, ecrit_permis=True):
        case = Case(indicateur or IndicateurFactory(), ICI, 2022, ecrit=ecrit_permis)
        return saisir(
            convention,
            case,
            ecrit,
            vu=vu,
            attestation=attestation,
            par=redactrice,
            auteur=redactrice.en_auteur(None),
        )

    return _ecrire


def test_typed_value_says_who_when_and_according_to_what(ecrire, convention, redactrice):
    ecrire(" 1\u202f234,5 ")
    saisie = Valeur.objects.get()
    assert (saisie.valeur, saisie.statut, saisie.saisie_par, saisie.attestation) == (
        *(Decimal("1234.5"), "saisie", redactrice, "Le bilan du service"),
    )
    assert saisie.source.convention == convention
    evenement = Evenement.objects.get(type="diagnostic.saisi")
    assert (evenement.objet, evenement.avant, evenement.apres) == (
        f"convention:{convention.code}/indicateur:enfants",
        {"valeur": ""},
        {"valeur": "1234,5"},
    )
    assert "bilan" not in str(evenement.donnees)
    assert "Le bilan du service" in str(exporter_compte(redactrice.cle))


def test_published_value_stays_beside_and_comes_back(ecrire):
    publiee = ValeurFactory(valeur=120)
    assert ecrire("130", vu="120").est_en_conflit
    assert set(Valeur.objects.values_list("valeur", flat=True)) == {Decimal(120), Decimal(130)}
    rendue = ecrire("", vu="130")
    assert (rendue.texte, list(Valeur.objects.all())) == ("120", [publiee])
    assert Evenement.objects.filter(type="diagnostic.saisie_retiree").count() == 1


def test_typing_the_published_number_gives_the_case_back(ecrire):
    ValeurFactory(valeur=120)
    ecrire("130", vu="120")
    assert ecrire("120", vu="130").saisie is None


def test_published_number_left_as_it_is_writes_nothing(ecrire):
    ValeurFactory(valeur=120)
    ecrire("120,0", vu="120")
    assert (Valeur.objects.count(), Evenement.objects.count()) == (1, 0)


def test_published_value_is_not_erased(ecrire):
    ValeurFactory(valeur=120)
    with pytest.raises(Refus, match="ne s’efface pas"):
        ecrire("", vu="120")


def test_case_written_meanwhile_is_refused_and_tells_both(ecrire, redactrice):
    ecrire("130")
    with pytest.raises(CasePerimee) as refus:
        ecrire("140", vu="")
    assert "a saisi 130" in refus.value.message
    assert str(redactrice) in refus.value.message
    assert "« 140 »" in refus.value.message
    assert (refus.value.actuelle.texte, refus.value.propose) == ("130", "140")
    assert Valeur.objects.get().valeur == 130


def test_same_number_written_meanwhile_is_no_conflict(ecrire):
    ecrire("130")
    assert ecrire("130", vu="").texte == "130"
    assert Evenement.objects.filter(type="diagnostic.saisi").count() == 1


@pytest.mark.parametrize(
    ("indicateur", "ecrit", "message"),
    [
        ({}, "-3", "ne peut être négatif"),
        ({"part": True}, "101", "ne peut dépasser 100"),
        ({}, "beaucoup", "n’est pas un nombre"),
        ({}, "1" * 15, "n’est pas un nombre"),
        ({"derive": True}, "3", "se calcule"),
    ],
)
def test_what_the_indicator_forbids_is_refused(ecrire, indicateur, ecrit, message):
    with pytest.raises(Refus, match=message):
        ecrire(ecrit, indicateur=IndicateurFactory(**indicateur))
    assert not Valeur.objects.exists()


def test_typed_value_without_an_attestation_is_refused(ecrire):
    with pytest.raises(Refus, match="d’après qui ou quoi"):
        ecrire("3", attestation=" ")


def test_case_out_of_reach_is_refused(ecrire):
    with pytest.raises(Refus, match="ne s’étend pas"):
        ecrire("3", ecrit_permis=False)


def test_values_of_another_convention_are_neither_seen_nor_touched(ecrire, convention):
    from tests.factories.conventions import ConventionFactory

    autre = ValeurFactory(valeur=1, source=SourceFactory(cle="saisies", convention=ConventionFactory()))
    ecrire("3")
    autre.refresh_from_db()
    assert (autre.valeur, Source.objects.filter(cle="saisies").count()) == (1, 2)
    assert relire(convention, Case(IndicateurFactory(), ICI, 2022)).texte == "3"
