import json
from dataclasses import replace
from decimal import Decimal

from convenir.lecture.dossier import Montant
from convenir.lecture.faits import Faits, depuis_donnees, en_donnees
from tests.factories.faits import FAITS


def test_facts_come_back_from_json():
    assert depuis_donnees(json.loads(json.dumps(en_donnees(FAITS)))) == FAITS


def test_a_zero_is_not_a_missing_amount():
    faits = Faits(prestations=(Montant("Nulle", Decimal(0)), Montant("Inconnue", None)))

    assert depuis_donnees(en_donnees(faits)) == faits


def test_lines_are_written_but_not_read_back():
    (montant,) = FAITS.prestations[:1]
    faits = Faits(prestations=(replace(montant, lignes=(12, 13)),))

    assert en_donnees(faits)["prestations"][0]["lignes"] == [12, 13]
    assert depuis_donnees(en_donnees(faits)) == Faits(prestations=(montant,))


def test_unknown_keys_are_ignored():
    assert depuis_donnees({"inconnue": 1, "source": "acte"}) == Faits(source="acte")


def test_no_fact_is_an_empty_record():
    assert (en_donnees(Faits()), depuis_donnees({})) == ({}, Faits())
