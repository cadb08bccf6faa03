"""What is read of need and offer: secrecy, rounding, what is not located, choices."""

import datetime
from decimal import Decimal

import pytest

from convenir.diagnostic.ecart.catalogue import volets
from convenir.diagnostic.ecart.livrables import resumer
from convenir.diagnostic.ecart.queries import acces, ecart, eloignements, priorites, projection, relever
from convenir.diagnostic.models import Trajets
from tests.diagnostic.ecart.conftest import AU
from tests.factories.acteurs import PersonneFactory
from tests.factories.conventions import ConventionFactory
from tests.factories.diagnostic import IndicateurFactory, SourceFactory, ValeurFactory
from tests.factories.ecart import BassinFactory, EffetFactory, ReglageFactory
from tests.factories.equipements import ANZIN, AULNOY, DenombrementFactory

EPCI = "245901160"


def lignes(convention, releve):
    lu = ecart(convention, releve)
    return {ligne.code: ligne for ligne in lu.communes} | {"": lu.ensemble}


def test_convention_without_territory_has_no_reading(db):
    assert relever(ConventionFactory(), volets()["petite_enfance"], AU) is None


def test_coverage_of_each_commune_and_of_the_whole(convention, situation, lire):
    lues = lignes(convention, lire())
    assert (lues[ANZIN].couverture.valeur, lues[AULNOY].couverture.valeur) == (20, 0)
    assert lues[""].couverture.valeur == Decimal("0.4")
    assert lues[ANZIN].manque.raison == "cible à fixer"


def test_target_chosen_tells_what_is_missing(convention, situation, lire):
    ReglageFactory(convention=convention)
    lues = lignes(convention, lire())
    assert (lues[ANZIN].manque.valeur, lues[AULNOY].manque.valeur) == (10, 15)


def test_target_taken_back_is_to_be_chosen_again(convention, situation, lire):
    ReglageFactory(convention=convention)
    ReglageFactory(convention=convention, valeur=None)
    assert lire().reglages.cible is None


def test_secret_need_gives_neither_coverage_nor_missing_places(convention, besoin, creche, lire):
    ReglageFactory(convention=convention)
    besoin(ANZIN, None, statut="secrete")
    creche()
    ligne = lignes(convention, lire())[ANZIN]
    assert (ligne.couverture.raison, ligne.manque.raison) == ("secret statistique", "secret statistique")


def test_rounded_need_marks_all_that_comes_from_it(convention, besoin, creche, lire):
    besoin(ANZIN, 100, arrondie=True)
    creche()
    assert lignes(convention, lire())[ANZIN].couverture.arrondie


def test_services_without_commune_count_for_the_whole_alone(convention, situation, creche, lire):
    creche(insee="", places=30)
    releve = lire()
    assert (releve.offres[ANZIN].valeur, releve.offre.valeur, releve.non_situee) == (20, 50, 30)
    assert "Services de commune inconnue : 1" in releve.notes[0]


def test_services_of_unknown_capacity_make_a_minimum(convention, situation, creche, lire):
    creche(places=None)
    creche(insee=AULNOY, places=None)
    releve = lire()
    assert (releve.offres[ANZIN].valeur, releve.offres[ANZIN].partielle) == (20, True)
    assert releve.offres[AULNOY].raison == "capacité non connue"


def test_services_known_by_a_number_alone_enter_no_count_of_places(convention, situation, lire):
    DenombrementFactory(convention=convention, type="eaje", libelle="Crèches", nombre=9)
    releve = lire()
    assert (releve.offre.valeur, releve.non_situee) == (20, 0)
    assert "EAJE : 8 connus par un nombre seul" in releve.notes[0]


def test_services_known_by_a_number_alone_count_where_services_are_counted(convention, creche, lire):
    creche(type="centre_social", places=None)
    DenombrementFactory(convention=convention, nombre=15)
    releve = lire("animation_vie_sociale")
    assert (releve.offres[ANZIN].valeur, releve.offre.valeur, releve.non_situee) == (1, 15, 14)


def test_service_closed_that_day_is_no_offer(convention, situation, creche, lire):
    creche(ferme_le=datetime.date(2031, 1, 1))
    assert lire().offre.valeur == 20


def test_nothing_recorded_is_not_an_offer_of_zero(convention, besoin, lire):
    besoin(ANZIN, 100)
    assert lignes(convention, lire())[ANZIN].couverture.raison == "aucun service recensé"


def test_offer_read_from_an_indicator_once_chosen(convention, situation, lire):
    ReglageFactory(convention=convention, objet="offre", valeur="places_eaje_pmi")
    ValeurFactory(
        indicateur=IndicateurFactory(cle="places_eaje_pmi"), niveau="commune", code=ANZIN, valeur=44
    )
    releve = lire()
    assert (releve.offres[ANZIN].valeur, releve.offres[AULNOY].connue) == (44, False)
    assert not releve.depuis_l_inventaire


def test_population_of_the_geographic_code_is_read_where_none_is_recorded(convention, lire):
    IndicateurFactory(cle="population_municipale", libelle="Habitants")
    releve = lire("animation_vie_sociale")
    assert (releve.besoin.valeur, releve.besoin.millesime) == (191738, 2023)
    assert len(releve.series[EPCI]) == 8


def test_living_area_adds_exact_figures_up(convention, situation, creche, lire):
    for insee in (ANZIN, AULNOY):
        BassinFactory(convention=convention, insee=insee)
    creche(insee=AULNOY, places=10)
    (bassin,) = ecart(convention, lire()).bassins
    assert (bassin.besoin.valeur, bassin.offre.valeur, bassin.couverture.valeur) == (150, 30, 20)


def test_fictional_services_show(situation, lire):
    assert lire().est_fictif


@pytest.mark.parametrize(
    ("cible", "fin"),
    [
        (None, "La cible est à fixer : ce qui manque se dira quand le comité l’aura choisie."),
        (2, "Pour atteindre la cible de 2, il en manque 80."),
        (0.1, "La cible de 0,1 est atteinte dans l’ensemble."),
    ],
)
def test_result_is_told_in_a_sentence(convention, situation, lire, cible, fin):
    ReglageFactory(convention=convention, valeur=cible)
    phrase = resumer(ecart(convention, lire()))
    assert phrase == (
        "CA Valenciennes Métropole offre 0,4 places pour 100 enfants de moins de 3 ans : "
        f"20 pour 5\u202f000. {fin}"
    )


def test_unknown_need_is_told(convention, creche, lire):
    creche()
    assert resumer(ecart(convention, lire())) == (
        "Le besoin de l’ensemble du territoire n’est pas connu. "
        "Il manque une partie au moins : le total n’est pas calculé."
    )


# --- access, priorities, projection ---


def test_access_shares_an_offer_between_the_communes_it_reaches(convention, situation, lire):
    lus = acces(convention, lire())
    recu = sum(
        float(lus.mesures[code].valeur) * besoin / 100 for code, besoin in ((ANZIN, 100), (AULNOY, 50))
    )
    assert recu == pytest.approx(20, abs=1e-3)
    assert lus.mesures[ANZIN].valeur > lus.mesures[AULNOY].valeur
    assert lus.notes[0].startswith("Distances à vol d’oiseau")


def test_access_follows_imported_times(convention, situation, lire):
    table = {"nature": "temps", "source": "Table fictive", "lignes": [[AULNOY, ANZIN, 30]]}
    Trajets.objects.create(convention=convention, personne=PersonneFactory(), **table)
    ReglageFactory(convention=convention, objet="rayon", valeur={"nombre": 15, "unite": "min"})
    lus = acces(convention, lire())
    assert (lus.mesures[ANZIN].valeur, lus.mesures[AULNOY].valeur) == (20, 0)
    assert lus.notes[0] == "Temps de trajet (minutes) de commune à commune : Table fictive."


def test_access_follows_commuting(convention, situation, lire):
    convention.equipements.update(lon=None, lat=None)
    table = {"nature": "navettes", "source": "Flux fictifs", "lignes": [[AULNOY, ANZIN, 10]]}
    ReglageFactory(convention=convention, objet="rayon", valeur={"nombre": 0.5, "unite": "km"})
    assert acces(convention, lire()).mesures[AULNOY].valeur == 0
    Trajets.objects.create(convention=convention, personne=PersonneFactory(), **table)
    lus = acces(convention, lire())
    assert lus.mesures[AULNOY].valeur == lus.mesures[ANZIN].valeur == Decimal("13.3333")


def test_neighbours_are_told_by_how_far_they_are(convention, situation, lire):
    proches = eloignements(convention, lire())
    assert proches[ANZIN][ANZIN] == 0
    assert 0 < proches[ANZIN][AULNOY] <= 1
    assert proches[ANZIN][AULNOY] == pytest.approx(proches[AULNOY][ANZIN])


def test_priorities_rank_and_explain(convention, situation, lire):
    releve = lire()
    lues = priorites(convention, releve, releve.reglages.poids, 0.5)
    par_nom = {p.nom: p for p in lues.places}
    assert par_nom["Aulnoy-lez-Valenciennes"].classement.rang < par_nom["Anzin"].classement.rang
    assert "faible couverture (0 pour 100)" in par_nom["Aulnoy-lez-Valenciennes"].explication
    assert lues.absents == ("Places manquantes", "Enfants de foyers à bas revenus")


def test_projection_adds_what_is_announced_and_declared(convention, besoin, creche, lire):
    ReglageFactory(convention=convention, valeur=50)
    convention.fin = datetime.date(2033, 12, 31)
    source = SourceFactory()
    for annee, enfants in ((2020, 100), (2021, 110), (2022, 120)):
        besoin(EPCI, enfants, millesime=annee, source=source)
    creche()
    creche(places=8, ouvert_le=datetime.date(2032, 1, 1), nom="Crèche à venir")
    EffetFactory(convention=convention)
    EffetFactory(convention=convention, a_partir_du=datetime.date(2030, 1, 1))
    lue = projection(convention, lire())
    assert [(e.annee, e.besoin, e.offre, e.manque) for e in lue.etapes] == [
        (2031, 210, 20, 85),
        (2032, 220, 40, 70),
        (2033, 230, 40, 75),
    ]
    assert [(p.libelle, p.compte) for p in lue.prevus] == [
        ("Une crèche fictive", False),
        ("Ouverture annoncée de Crèche à venir", True),
        ("Une crèche fictive", True),
    ]


def test_projection_without_three_years_has_no_trend(convention, situation, lire):
    lue = projection(convention, lire())
    assert (lue.droite, lue.fin.besoin, lue.fin.offre) == (None, None, 20)


@pytest.mark.parametrize("nombre", [1, 3])
def test_reading_asks_as_many_queries_whatever_there_is(
    convention, situation, creche, lire, nombre, django_assert_num_queries
):
    for _ in range(nombre):
        creche()
        ReglageFactory(convention=convention)
    with django_assert_num_queries(12):
        ecart(convention, lire())
