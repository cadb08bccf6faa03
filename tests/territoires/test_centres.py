"""The middle of communes, from their contours."""

import pytest

from convenir.territoires.queries import centres, centres_de_epci, communes_de_epci
from convenir.territoires.queries.centres import milieu

CARRE = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)]


@pytest.mark.parametrize("anneau", [CARRE, CARRE[::-1]])
def test_middle_of_a_square_is_its_middle_whichever_way_it_turns(anneau):
    assert milieu([[anneau]]) == pytest.approx((1, 1))


def test_hole_pushes_the_middle_away():
    trou = [(1.0, 0.0), (2.0, 0.0), (2.0, 2.0), (1.0, 2.0), (1.0, 0.0)]
    assert milieu([[CARRE, trou]]) == pytest.approx((0.5, 1))


def test_parts_apart_weigh_by_their_areas():
    petit = [(10.0, 0.0), (11.0, 0.0), (11.0, 4 / 3), (10.0, 4 / 3), (10.0, 0.0)]
    assert milieu([[CARRE], [petit]]) == pytest.approx(
        ((4 * 1 + 4 / 3 * 10.5) / (4 + 4 / 3), (4 + 8 / 9) / (4 + 4 / 3))
    )


def test_contour_without_area_is_at_its_first_point():
    assert milieu([[[(3.0, 50.0), (3.0, 50.0)]]]) == (3, 50)


def test_each_commune_of_an_epci_has_its_middle():
    trouves = centres_de_epci("245901160")
    assert sorted(trouves) == sorted(c.insee for c in communes_de_epci("245901160"))
    # Valenciennes: 3,5° E, 50,4° N (IGN)
    assert trouves["59606"] == pytest.approx((3.52, 50.36), abs=0.02)


def test_unknown_territory_has_none():
    assert (centres("inconnu"), centres_de_epci("000000000")) == ({}, {})
