import datetime

import pytest

from convenir.conventions.models import Convention
from convenir.lecture.demonstration import charger_demonstration
from convenir.lecture.queries import get_dossier

pytestmark = pytest.mark.django_db

CODE = "valenciennes-metropole-2025"


def test_charger_demonstration_is_done_once():
    premiere, seconde = charger_demonstration(), charger_demonstration()

    assert premiere == f"Démonstration chargée : {CODE} (35 communes)."
    assert seconde == f"Démonstration déjà en place : {CODE}."
    assert Convention.objects.count() == 1


def test_demonstration_lists_the_communes_in_alphabetical_order_with_the_only_known_vote():
    charger_demonstration()

    communes = get_dossier(CODE).communes
    assert len(communes) == 35
    assert communes[0].nom == "Anzin"
    assert {c.nom: c.date for c in communes if c.date} == {
        "Rombies-et-Marchipont": datetime.date(2025, 7, 10)
    }


def test_demonstration_tells_benefits_whose_total_is_right():
    charger_demonstration()
    dossier = get_dossier(CODE)

    assert sum(m.montant for m in dossier.prestations) == dossier.total_prestations.montant


def test_demonstration_keeps_what_the_act_leaves_blank_missing():
    charger_demonstration()

    assert {s.montant for s in get_dossier(CODE).subventions} == {None}


def test_demonstration_has_the_figures_of_its_annexe_beside_the_departement(db):
    from convenir.diagnostic.queries import volets

    charger_demonstration()
    convention = Convention.objects.get()
    lus = {
        rang.indicateur.cle: [c.retenue and float(c.retenue.valeur) for c in rang.cellules]
        for volet in volets(convention)
        for rang in volet.rangs
    }
    assert lus["taux_couverture_accueil"] == [50.3, 58.5, None]
    assert lus["part_0_2_bas_revenus"] == [45.2, 35.8, None]
    assert lus["part_monoparents_bas_revenus"] == [69.7, 64.2, None]
