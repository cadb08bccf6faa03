"""Coverage, access, priorities, projection: each held against the same thing written plainly."""

import datetime
import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenir.diagnostic.ecart.rules.accessibilite import (
    RAYON_DE_LA_TERRE,
    accessibilite,
    avec_navettes,
    gaussienne,
    paires_donnees,
    paires_proches,
    par_paliers,
    parts_des_navettes,
)
from convenir.diagnostic.ecart.rules.couverture import SOUS_SECRET, Mesure, couvrir, manquer, regrouper
from convenir.diagnostic.ecart.rules.priorites import Critere, classer, eprouver, normaliser
from convenir.diagnostic.ecart.rules.projection import projeter, tendance

VINGT = Mesure(Decimal(20))
DEUX_CENTS = Mesure(Decimal(200), millesime=2022)


def test_coverage_is_the_offer_for_a_hundred_of_need():
    assert couvrir(DEUX_CENTS, VINGT, 100) == Mesure(Decimal(10), millesime=2022)


@pytest.mark.parametrize(
    ("besoin", "offre", "raison"),
    [
        (Mesure(None, SOUS_SECRET), VINGT, SOUS_SECRET),
        (DEUX_CENTS, Mesure(None, "offre non connue"), "offre non connue"),
        (Mesure(None), Mesure(None), "besoin inconnu"),
        (DEUX_CENTS, Mesure(None), "offre inconnue"),
    ],
)
def test_what_is_not_known_gives_neither_coverage_nor_missing_places(besoin, offre, raison):
    assert couvrir(besoin, offre, 100) == Mesure(None, raison)
    assert manquer(besoin, offre, 100, Decimal(50)) == Mesure(None, raison)


def test_no_need_has_no_coverage_and_misses_nothing():
    assert couvrir(Mesure(Decimal(0)), VINGT, 100).raison == "aucun besoin"
    assert manquer(Mesure(Decimal(0)), VINGT, 100, Decimal(50)).valeur == 0


@pytest.mark.parametrize(("cible", "manque"), [(50, 80), (10, 0), (5, 0)])
def test_missing_places_are_those_the_target_asks_beyond_the_offer(cible, manque):
    assert manquer(DEUX_CENTS, VINGT, 100, Decimal(cible)).valeur == manque


def test_nothing_is_missing_before_a_target_is_chosen():
    assert manquer(DEUX_CENTS, VINGT, 100, None) == Mesure(None, "cible à fixer")


def test_doubts_of_need_and_offer_follow_the_result():
    calculee = couvrir(Mesure(Decimal(200), arrondie=True), Mesure(Decimal(20), fictive=True), 100)
    assert (calculee.arrondie, calculee.fictive) == (True, True)


def test_group_adds_exact_parts_up():
    assert regrouper([VINGT, Mesure(Decimal(5), fictive=True)]) == Mesure(Decimal(25), fictive=True)


@pytest.mark.parametrize(
    ("autre", "debut"),
    [
        (Mesure(None, SOUS_SECRET), "Une partie au moins est sous secret"),
        (Mesure(Decimal(5), arrondie=True, millesime=2022), "Des parties sont arrondies"),
        (Mesure(None), "Il manque une partie"),
        (Mesure(Decimal(5), millesime=2020), "Les communes n’ont pas toutes"),
    ],
)
def test_group_with_a_doubtful_part_has_no_total(autre, debut):
    total = regrouper([Mesure(Decimal(20), millesime=2022), autre])
    assert total.valeur is None
    assert total.raison.startswith(debut)


# --- access ---

POINTS = st.lists(
    st.tuples(st.floats(3.0, 3.6), st.floats(50.2, 50.6), st.integers(0, 500)), min_size=1, max_size=12
)


def grand_cercle(a, b):
    """The haversine formula, in km."""
    (lon1, lat1), (lon2, lat2) = [tuple(map(math.radians, p)) for p in (a, b)]
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * RAYON_DE_LA_TERRE * math.asin(math.sqrt(h))


def cloche(distance, rayon):
    if distance > rayon:
        return 0.0
    bas = math.exp(-0.5)
    return (math.exp(-0.5 * (distance / rayon) ** 2) - bas) / (1 - bas)


def acces_au_plus_simple(besoins, offres, rayon, poids=cloche):
    """Every need against every offer, twice."""
    par_place = []
    for *ou, places in offres:
        demande = sum(n * poids(grand_cercle(ou, vers), rayon) for *vers, n in besoins)
        par_place.append(places / demande if demande > 0 else 0)
    return [
        sum(r * poids(grand_cercle(ou, vers), rayon) for (*vers, _), r in zip(offres, par_place, strict=True))
        for *ou, _ in besoins
    ]


def lire(points):
    tableau = np.array(points, float)
    return tableau[:, :2], tableau[:, 2]


@given(besoins=POINTS, offres=POINTS, rayon=st.floats(1, 60))
def test_access_is_that_of_every_need_against_every_offer(besoins, offres, rayon):
    (ou, demandes), (vers, places) = lire(besoins), lire(offres)
    paires = paires_proches(ou, vers, rayon)
    calcule = accessibilite(demandes, places, paires, gaussienne(rayon))
    assert calcule == pytest.approx(acces_au_plus_simple(besoins, offres, rayon), rel=1e-6, abs=1e-6)


@given(besoins=POINTS, offres=POINTS, rayon=st.floats(1, 60))
def test_need_as_a_whole_gets_the_offers_it_reaches_once(besoins, offres, rayon):
    (ou, demandes), (vers, places) = lire(besoins), lire(offres)
    paires, peser = paires_proches(ou, vers, rayon), gaussienne(rayon)
    recues = np.sum(demandes * accessibilite(demandes, places, paires, peser))
    demandee = np.bincount(paires.offre, demandes[paires.besoin] * peser(paires.distance), len(places))
    assert recues == pytest.approx(places[demandee > 0].sum(), rel=1e-9)


def test_two_places_at_one_point_are_a_pair():
    paires = paires_proches(np.array([[3.5, 50.3]]), np.array([[3.5, 50.3]]), 5)
    assert (list(paires.besoin), list(paires.offre), list(paires.distance)) == ([0], [0], [0.0])


def test_nothing_to_reach_is_no_access():
    vide = np.empty((0, 2))
    paires = paires_proches(np.array([[3.5, 50.3]]), vide, 5)
    assert list(accessibilite(np.array([10.0]), np.empty(0), paires, gaussienne(5))) == [0]


def test_declared_weights_fall_by_steps():
    assert list(par_paliers([(10, 0.5), (5, 1)])(np.array([0, 5, 5.1, 10, 11]))) == [1, 1, 0.5, 0.5, 0]


def test_table_of_journeys_replaces_distances():
    paires = paires_donnees(["A", "B", "C"], ["A"], {("B", "A"): 12.0, ("C", "A"): 40.0}, 20)
    assert (list(paires.besoin), list(paires.distance)) == ([0, 1], [0.0, 12.0])


def test_flows_bring_need_where_parents_work():
    codes = ["A", "B"]
    parts = parts_des_navettes(codes, {("A", "A"): 50, ("A", "B"): 50, ("A", "Z"): 9})
    assert parts.tolist() == [[0.5, 0.5], [0.0, 1.0]]
    paires = paires_donnees(codes, ["B"], {}, 5)
    acces = avec_navettes(np.array([100.0, 50.0]), np.array([20.0]), paires, gaussienne(5), parts)
    assert acces == pytest.approx([0.1, 0.2])
    assert acces @ [100, 50] == pytest.approx(20)


# --- priorities ---

CRITERES = (Critere("couverture", "Couverture", monte=False), Critere("revenu", "Bas revenus", monte=True))
VALEURS = {
    "couverture": {"A": 10.0, "B": 30.0, "C": 50.0},
    "revenu": {"A": 20.0, "B": 60.0, "C": 20.0},
}


@pytest.mark.parametrize(
    ("monte", "notes"), [(True, {"A": 0.0, "B": 0.5, "C": 1.0}), (False, {"A": 1.0, "B": 0.5, "C": 0.0})]
)
def test_figures_are_brought_between_their_extremes(monte, notes):
    assert normaliser(VALEURS["couverture"], monte=monte) == notes


def test_equal_figures_tell_nobody_apart():
    assert normaliser({"A": 4, "B": 4}, monte=True) == {"A": 0, "B": 0}


def test_score_is_the_weighted_mean_of_the_criteria():
    lus = classer("ABC", CRITERES, VALEURS, {"couverture": 1, "revenu": 1})
    assert [(c.code, c.rang, c.score) for c in lus] == [("B", 1, 75), ("A", 2, 50), ("C", 3, 0)]


def test_equal_scores_share_a_rank():
    lus = classer("AC", CRITERES, {"revenu": VALEURS["revenu"]}, {"revenu": 1})
    assert [(c.code, c.rang) for c in lus] == [("A", 1), ("C", 1)]


def test_unknown_criterion_is_left_out_and_told():
    valeurs = VALEURS | {"revenu": {"B": 60.0, "C": 20.0}}
    (premiere, *_) = classer("ABC", CRITERES, valeurs, {"couverture": 1, "revenu": 1})
    assert (premiere.code, premiere.score, premiere.manquants) == ("A", 100, ("revenu",))


def test_commune_without_any_figure_has_no_rank():
    assert [c.code for c in classer("AZ", CRITERES, VALEURS, {"revenu": 1})] == ["A"]


def test_moved_weight_tells_which_ranks_change():
    variations = eprouver("ABC", CRITERES, VALEURS, {"couverture": 1, "revenu": 1}, 1)
    lues = {(v.critere, v.poids): [(d.code, d.avant, d.apres) for d in v.deplacements] for v in variations}
    assert lues == {
        ("couverture", 0): [("C", 3, 2)],
        ("couverture", 2): [("A", 2, 1)],
        ("revenu", 0): [("A", 2, 1), ("B", 1, 2)],
        ("revenu", 2): [],
    }


@given(
    st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 9).map(float), min_size=1),
    st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 9).map(float), min_size=1),
    st.tuples(st.integers(0, 4), st.integers(0, 4)),
)
def test_ranks_are_those_of_exact_fractions(couverture, revenu, poids):
    valeurs, pesees = (
        {"couverture": couverture, "revenu": revenu},
        dict(zip(("couverture", "revenu"), poids, strict=True)),
    )

    def score(code):
        notes = []
        for critere in CRITERES:
            siennes = valeurs[critere.cle]
            if code in siennes and pesees[critere.cle]:
                bas, haut = min(siennes.values()), max(siennes.values())
                note = Fraction(int(siennes[code] - bas), int(haut - bas)) if haut > bas else Fraction(0)
                notes.append((pesees[critere.cle], note if critere.monte or haut == bas else 1 - note))
        return sum(p * n for p, n in notes) / sum(p for p, _ in notes) if notes else None

    exacts = {code: s for code in "ABCDEF" if (s := score(code)) is not None}
    attendus = {code: 1 + sum(autre > s for autre in exacts.values()) for code, s in exacts.items()}
    assert {c.code: c.rang for c in classer("ABCDEF", CRITERES, valeurs, pesees)} == attendus


# --- projection ---

SERIE = {2020: Decimal(100), 2021: Decimal(110), 2022: Decimal(120)}


def test_trend_is_the_line_through_the_last_years():
    droite = tendance(SERIE)
    assert (droite.pente, droite.en(2025), droite.annees) == (10, 150, (2020, 2021, 2022))


def test_trend_is_the_least_squares_line():
    serie = {2018: Decimal(90), 2019: Decimal(100), 2021: Decimal(95), 2022: Decimal(120)}
    pente, origine = np.polyfit(list(serie), [float(v) for v in serie.values()], 1)
    assert float(tendance(serie).en(2029)) == pytest.approx(pente * 2029 + origine)


def test_two_years_make_no_trend():
    assert tendance({2021: Decimal(1), 2022: Decimal(2)}) is None


def test_need_never_falls_below_zero():
    assert tendance({2020: Decimal(20), 2021: Decimal(10), 2022: Decimal(0)}).en(2029) == 0


def test_projection_adds_the_effects_from_the_year_they_start():
    etapes = projeter(
        SERIE,
        Decimal(30),
        [(datetime.date(2024, 9, 1), Decimal(12)), (datetime.date(2025, 1, 1), Decimal(-2))],
        cible=Decimal(50),
        pour=100,
        de=2022,
        a=2025,
    )
    assert [(e.annee, e.besoin, e.projete, e.offre, e.manque) for e in etapes] == [
        (2022, 120, False, 30, 30),
        (2023, 130, True, 30, 35),
        (2024, 140, True, 42, 28),
        (2025, 150, True, 40, 35),
    ]


def test_projection_without_a_trend_leaves_the_need_unknown():
    etapes = projeter({2022: Decimal(100)}, None, [], cible=Decimal(50), pour=100, de=2022, a=2023)
    assert [(e.besoin, e.offre, e.cible, e.manque) for e in etapes] == [(100, None, 50, None), (None,) * 4]
