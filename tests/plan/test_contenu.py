"""A fiche as one plain value: written, read back, compared."""

import pytest

from convenir.plan.contenu import normaliser, photographier
from convenir.plan.operations import creer, modifier
from convenir.socle.erreurs import Refus
from tests.factories.plan import ENTIERE, FicheFactory, ObjectifFactory

pytestmark = pytest.mark.django_db


def test_content_is_read_back_as_it_was_written(entiere):
    assert photographier(entiere) == ENTIERE | {"objectif": entiere.objectif_id}


def test_same_content_again_changes_nothing(entiere):
    assert modifier(entiere, photographier(entiere)) == frozenset()
    entiere.refresh_from_db()
    assert entiere.version == 1


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"etp": "beaucoup"}, "ne convient pas"),
        ({"fin": "bientôt"}, "ne convient pas"),
        ({"inconnu": 1}, "Champ de fiche inconnu"),
    ],
)
def test_value_that_makes_no_sense_is_refused(champs, phrase):
    with pytest.raises(Refus, match=phrase):
        normaliser(champs)


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"titre": ""}, "Titre : Ce champ ne peut pas être vide"),
        ({"objectif": None}, "Choisissez l’objectif"),
        ({"fin": "2025-01-01"}, "ne peut précéder son début"),
        ({"etp": "-1"}, "négatifs"),
        ({"communes": ["00000"]}, "Aucune commune"),
        ({"autres_plans": ["quinquennal"]}, "n’est pas un plan connu"),
        ({"liees": [77]}, "Aucune autre fiche ne porte le numéro 77"),
        ({"etapes": [{"intitule": ""}]}, "Étape 1"),
        (
            {"etapes": [{"intitule": "A", "debut": "2026-02-01", "echeance": "2026-01-01"}]},
            "Étape 1 : L’échéance",
        ),
        ({"budget": [ENTIERE["budget"][0]] * 2}, "Budget 2 : Ce financeur a déjà"),
        ({"budget": [ENTIERE["budget"][0] | {"prevu": "-4"}]}, "Un montant ne peut être négatif"),
        ({"budget": [ENTIERE["budget"][0] | {"annee": 26}]}, "entre 2000 et 2100"),
        ({"effets": [ENTIERE["effets"][0] | {"places": 0}]}, "Un effet sur l’offre"),
        ({"effets": [ENTIERE["effets"][0] | {"type": "piscine"}]}, "n’est pas un type de service"),
        ({"indicateurs": [ENTIERE["indicateurs"][0]] * 2}, "Indicateur 2 : Cette fiche a déjà"),
        ({"intervenants": [{"role": "pilote"}]}, "Un intervenant est une organisation"),
        ({"intervenants": [{"role": "pilote", "organisation": 10**6}]}, "n’est plus connue"),
        ({"intervenants": [{"role": "roi", "libelle": "Moi"}]}, "Intervenant 1"),
    ],
)
def test_content_against_a_rule_is_refused_and_nothing_is_written(convention, champs, phrase):
    objectif = ObjectifFactory(convention=convention)
    with pytest.raises(Refus, match=phrase):
        creer(convention, {"objectif": objectif.pk} | ENTIERE | champs)
    assert convention.fiches.count() == 0


def test_two_values_of_an_indicator_the_same_day_are_refused(entiere):
    indicateur = ENTIERE["indicateurs"][0] | {"mesures": [{"jour": "2026-10-01", "valeur": "1"}] * 2}
    with pytest.raises(Refus, match="deux valeurs le même jour"):
        modifier(entiere, {"indicateurs": [indicateur]})
    assert photographier(entiere)["indicateurs"] == ENTIERE["indicateurs"]


def test_linked_fiches_see_each_other(entiere):
    autre = FicheFactory(objectif=entiere.objectif)
    modifier(entiere, {"liees": [autre.numero]})
    assert photographier(autre)["liees"] == [entiere.numero]
    with pytest.raises(Refus, match="n’est pas liée à elle-même"):
        modifier(entiere, {"liees": [entiere.numero]})
