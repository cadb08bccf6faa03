from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from convenir.territoires.enums import Disparition, TypeEpci
from convenir.territoires.models import Commune, Departement, Epci, Population

pytestmark = pytest.mark.django_db


@pytest.fixture
def departement() -> Departement:
    return Departement.objects.create(
        code="99", nom="Val-Imaginaire", chef_lieu="99001", region="99", nom_region="Ailleurs"
    )


@pytest.fixture
def commune(departement: Departement) -> Commune:
    return Commune.objects.create(
        insee="99001", nom="Sainte-Fiction", cle="sainte fiction", departement=departement
    )


def refus(objet: Commune | Epci | Population) -> list[str]:
    """What the constraints answer in French; the database refuses as well."""
    with pytest.raises(ValidationError) as erreur:
        objet.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        objet.save(force_insert=True)
    return erreur.value.messages


def test_commune_with_a_short_siren_is_refused(departement: Departement) -> None:
    commune = Commune(insee="99002", nom="Ici", cle="ici", departement=departement, siren="12345678")
    assert refus(commune) == ["Un numéro SIREN compte neuf chiffres."]


def test_commune_with_a_siren_that_luhn_refuses(departement: Departement) -> None:
    commune = Commune(insee="99002", nom="Ici", cle="ici", departement=departement, siren="245901161")
    with pytest.raises(ValidationError) as erreur:
        commune.full_clean()
    assert erreur.value.messages == [
        "Ce numéro SIREN n’existe pas : neuf chiffres, dont le dernier contrôle les autres."
    ]


def test_commune_with_a_short_code_is_refused(departement: Departement) -> None:
    commune = Commune(insee="9902", nom="Ici", cle="ici", departement=departement)
    assert refus(commune) == ["Un code INSEE compte cinq caractères."]


def test_commune_in_force_has_no_successor(commune: Commune) -> None:
    autre = Commune(insee="99002", nom="Ici", cle="ici", departement=commune.departement, successeur=commune)
    assert refus(autre) == ["Seule une commune disparue a un successeur, autre qu’elle-même."]


def test_commune_is_not_its_own_successor(commune: Commune) -> None:
    commune.en_vigueur, commune.successeur = False, commune
    with pytest.raises(ValidationError, match="autre qu’elle-même"):
        commune.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        commune.save()


def test_epci_of_an_unknown_type_is_refused() -> None:
    epci = Epci(siren="245901160", type="ZZ", nom="Ailleurs")
    assert refus(epci) == ["Ce type d’intercommunalité n’existe pas."]


def test_population_negative_is_refused(commune: Commune) -> None:
    assert refus(Population(commune=commune, annee=2021, valeur=-1)) == [
        "Une population ne peut être négative."
    ]


def test_population_of_an_unlikely_year_is_refused(commune: Commune) -> None:
    attendu = ["L’année est comprise entre 1962 et 2100."]
    assert refus(Population(commune=commune, annee=21, valeur=10)) == attendu


def test_population_twice_for_one_year_is_refused(commune: Commune) -> None:
    Population.objects.create(commune=commune, annee=2021, valeur=10)
    attendu = ["La population de cette commune est déjà donnée pour cette année."]
    assert refus(Population(commune=commune, annee=2021, valeur=11)) == attendu


def test_en_vigueur_leaves_retired_communes_out(commune: Commune) -> None:
    Commune.objects.create(
        insee="99002",
        nom="Ici",
        cle="ici",
        departement=commune.departement,
        en_vigueur=False,
        successeur=commune,
    )
    assert list(Commune.objects.en_vigueur()) == [commune]
    assert [c.insee for c in commune.anciennes.all()] == ["99002"]


def test_objects_print_as_people_call_them(commune: Commune) -> None:
    population = Population(commune=commune, annee=2021, valeur=10)
    epci = Epci(siren="245901160", nom="CA Ailleurs")
    assert [str(o) for o in (commune, commune.departement, epci, population)] == [
        "Sainte-Fiction",
        "Val-Imaginaire",
        "CA Ailleurs",
        "Sainte-Fiction en 2021 : 10",
    ]


def test_every_key_has_its_label() -> None:
    libelles = [cle.libelle for liste in (TypeEpci, Disparition) for cle in liste]
    assert len(set(libelles)) == len(libelles) == len(TypeEpci) + len(Disparition)
