import datetime

import pytest

from convenir.conventions.rules.actes import exiger_acte
from convenir.conventions.rules.controles import Attendu, controler, nom_auteur
from convenir.conventions.rules.controles import auteur as lire_auteur
from convenir.socle.erreurs import Refus

JOUR = datetime.date(2026, 3, 2)
SOUND = "059-215905050-20250710-DEL27_2025-DE"
CAVM = "245901160"


def cles(identifiant, **attendu):
    return [r.cle for r in controler(exiger_acte(identifiant), JOUR, Attendu(**attendu))]


@pytest.mark.parametrize(
    ("identifiant", "relevees"),
    [
        (SOUND, []),
        ("02A-212000046-20240301-12-DE", []),
        ("974-219740115-20240301-12-DE", []),
        ("976-200008712-20240301-12-DE", []),
        ("059-245901160-20250611-12-DE", []),
        ("059-215905051-20250710-1-DE", ["siren-cle"]),
        ("075-287500078-20150708-2015-294-DE", ["auteur-inconnu"]),
        ("062-215905050-20250710-1-DE", ["departement-autre"]),
        ("02B-212000046-20240301-12-DE", ["departement-autre"]),
        ("099-215905050-20250710-1-DE", ["departement-inconnu"]),
        ("020-212000046-20240301-12-DE", ["departement-inconnu"]),
        ("059-215905050-20250229-1-DE", ["date-impossible"]),
        ("059-215905050-20260302-1-DE", []),
        ("059-215905050-20260303-1-DE", ["date-future"]),
        ("059-215905050-19820302-1-DE", []),
        ("059-215905050-19820301-1-DE", ["date-ancienne"]),
        ("059-215905050-20250710-1-ZZ", ["nature-inconnue"]),
        (
            "099-215905051-20250231-1-ZZ",
            ["siren-cle", "departement-inconnu", "date-impossible", "nature-inconnue"],
        ),
    ],
)
def test_controler_alone(identifiant, relevees):
    assert cles(identifiant) == relevees


@pytest.mark.parametrize(
    ("identifiant", "attendu", "relevees"),
    [
        (SOUND, {"epci": CAVM, "commune": "59505"}, []),
        (SOUND, {"epci": "200046977"}, ["epci-autre"]),
        (SOUND, {"commune": "59606"}, ["commune-autre"]),
        ("059-245901160-20250611-12-DE", {"epci": CAVM}, []),
        ("059-245901160-20250611-12-DE", {"commune": "59606"}, ["commune-autre"]),
        ("069-200046977-20240101-12-DE", {"epci": CAVM}, ["epci-autre"]),
        ("075-287500078-20150708-2015-294-DE", {"epci": CAVM, "commune": "59505"}, ["auteur-inconnu"]),
        (SOUND, {"depuis": datetime.date(2025, 7, 10)}, []),
        (SOUND, {"depuis": datetime.date(2025, 7, 11)}, ["date-anterieure"]),
    ],
)
def test_controler_against_what_is_expected(identifiant, attendu, relevees):
    assert cles(identifiant, **attendu) == relevees


def test_controler_accepts_a_commune_that_has_merged():
    """Gerrots (14300) merged into Victot-Pontfol (14743) in 2025."""
    acte = exiger_acte("014-211403001-20230301-5-DE")
    remarques = controler(acte, JOUR, Attendu(commune="14743"))
    assert [(r.cle, r.bloquante) for r in remarques] == [("auteur-ancien", False)]
    assert nom_auteur(lire_auteur(acte)) == "Gerrots"


def test_controler_blocks_only_what_cannot_be_taken():
    libres = {"auteur-inconnu", "nature-inconnue", "date-anterieure"}
    remarques = [
        *controler(exiger_acte("099-215905051-20250231-1-ZZ"), JOUR),
        *controler(exiger_acte("075-287500078-20150708-2-DE"), JOUR, Attendu(depuis=JOUR)),
    ]
    assert {r.cle for r in remarques if not r.bloquante} == libres


def test_controler_of_an_epci_of_two_departements():
    """Redon Agglomération has members in three départements: each prefix is its own, a fourth is not."""
    assert cles("035-243500741-20240301-1-DE") == cles("044-243500741-20240301-1-DE") == []
    assert cles("059-243500741-20240301-1-DE") == ["departement-autre"]


@pytest.mark.parametrize("attendu", [{"epci": "123456782"}, {"commune": "99999"}])
def test_controler_refuses_to_expect_what_does_not_exist(attendu):
    with pytest.raises(Refus, match="vérifiez-le"):
        cles(SOUND, **attendu)
