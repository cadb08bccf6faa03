import datetime

from convenir.diagnostic.equipements.operations import reprendre
from convenir.diagnostic.equipements.queries import non_localises, offre, ouverts, places
from convenir.documents.entree import lire_fichier
from convenir.lecture.comprendre import comprendre
from convenir.lecture.operations import enregistrer
from tests.factories.equipements import ANZIN, AULNOY, DenombrementFactory, EquipementFactory

AU = datetime.date(2031, 6, 1)


def test_offer_is_told_by_commune_and_type(convention, django_assert_num_queries):
    EquipementFactory(convention=convention)
    EquipementFactory(convention=convention, places=12)
    EquipementFactory(convention=convention, places=None)
    EquipementFactory(convention=convention, type="laep", places=None, insee=AULNOY)
    EquipementFactory(convention=convention, nu=True, places=8)
    with django_assert_num_queries(1):
        lue = offre(convention, "petite_enfance", AU)
    assert lue.places == {ANZIN: {"eaje": 32}, "": {"eaje": 8}}
    assert lue.services == {ANZIN: {"eaje": 3}, AULNOY: {"laep": 1}, "": {"eaje": 1}}
    assert lue.inconnues == {ANZIN: {"eaje": 1}}


def test_offer_is_that_of_its_day_theme_and_convention(convention):
    EquipementFactory(convention=convention, ferme_le=AU)
    EquipementFactory(convention=convention, ouvert_le=AU + datetime.timedelta(1))
    EquipementFactory(convention=convention, type="centre_social", places=None)
    EquipementFactory()
    assert places(convention, "petite_enfance", AU) == {}
    assert places(convention, "petite_enfance", AU - datetime.timedelta(1)) == {ANZIN: {"eaje": 20}}


def test_service_of_two_themes_is_counted_once_in_all(convention):
    EquipementFactory(convention=convention, type="laep", places=None)
    assert [ouverts(convention, AU, theme).count() for theme in ("petite_enfance", "parentalite", "")] == [
        1,
        1,
        1,
    ]


def test_numbers_that_agree_give_what_is_missing_and_those_that_do_not_are_told(
    convention, django_assert_num_queries
):
    DenombrementFactory(convention=convention)
    DenombrementFactory(convention=convention, libelle="Centres sociaux agréés", disposition="annexe-1")
    EquipementFactory(convention=convention, type="centre_social", places=None)
    for nombre in (24, 13):
        DenombrementFactory(convention=convention, type="alsh", libelle=f"ALSH {nombre}", nombre=nombre)
    with django_assert_num_queries(2):
        alsh, centres = non_localises(convention)
    assert (centres.nombre, centres.inscrits, centres.manquants) == (15, 1, 14)
    assert (alsh.nombre, alsh.se_contredisent, alsh.manquants) == (None, True, None)


def test_real_convention_gives_its_services_without_place(convention_reelle, db):
    reelle = enregistrer(comprendre(lire_fichier(convention_reelle)))
    reprendre(reelle)
    nombres = {n.type.cle: n.nombre for n in non_localises(reelle)}
    assert {cle: n for cle, n in nombres.items() if n} == {
        "assistants_maternels": 571,
        "centre_social": 15,
        "clas": 46,
        "evs": 4,
        "laep": 6,
        "point_info_famille": 1,
        "reaap": 34,
        "rpe": 23,
    }
    assert nombres["alsh_periscolaire"] is None
