"""Nothing shown gives a secret number away: checked against every other table that shows the same."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from convenir.diagnostic.secret import Relation, a_retenir, deductibles

LARGEUR = 1e-6


def tableau(lignes, colonnes):
    """The relations of a table of counts with its margins: rows, columns and both totals."""

    def place(i, j):
        return (i, j)

    parties_l, parties_c = range(lignes), range(colonnes)
    return [
        *(Relation(place(i, "T"), tuple(place(i, j) for j in parties_c)) for i in [*parties_l, "T"]),
        *(Relation(place("T", j), tuple(place(i, j) for i in parties_l)) for j in [*parties_c, "T"]),
    ]


@st.composite
def tables(draw):
    """A table of small counts, its margins, and some of its cells secret."""
    lignes, colonnes = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    nombres = {(i, j): draw(st.integers(0, 6)) for i in range(lignes) for j in range(colonnes)}
    for i in range(lignes):
        nombres[i, "T"] = sum(nombres[i, j] for j in range(colonnes))
    for j in [*range(colonnes), "T"]:
        nombres["T", j] = sum(nombres[i, j] for i in range(lignes))
    secrets = draw(st.sets(st.sampled_from([c for c in nombres if "T" not in c]), max_size=4))
    absents = draw(st.sets(st.sampled_from(list(nombres)), max_size=2)) - secrets
    return {p: n for p, n in nombres.items() if p not in absents}, secrets, tableau(lignes, colonnes)


def etendue(place, montres, relations):
    """The least and the most that a place may hold, by linear programming, when this is shown."""
    places = sorted({p for r in relations for p in r.places}, key=str)
    rang = {p: k for k, p in enumerate(places)}
    a, b = [], []
    for relation in relations:
        a.append(np.zeros(len(places)))
        b.append(0)
        a[-1][rang[relation.total]] -= 1
        for partie in relation.parties:
            a[-1][rang[partie]] += 1
    bornes = [(montres[p], montres[p]) if p in montres else (0, None) for p in places]
    valeurs = []
    for signe in (1, -1):
        c = np.zeros(len(places))
        c[rang[place]] = signe
        resultat = linprog(c, A_eq=np.array(a), b_eq=np.array(b), bounds=bornes)
        valeurs.append(float("inf") if resultat.status == 3 else resultat.fun)
    return valeurs[0], float("inf") if valeurs[1] == float("inf") else -valeurs[1]


@given(tables())
def test_no_secret_number_can_be_found_from_those_shown(table):
    nombres, secrets, relations = table
    retenus = a_retenir(nombres, secrets, relations)
    montres = {p: n for p, n in nombres.items() if p not in secrets | retenus}
    for secret in secrets:
        moins, plus = etendue(secret, montres, relations)
        assert plus - moins > LARGEUR


@given(tables())
def test_what_cannot_be_found_is_left_shown(table):
    nombres, secrets, relations = table
    montres = {p: n for p, n in nombres.items() if p not in secrets}
    if not secrets & deductibles(montres, relations):
        assert a_retenir(nombres, secrets, relations) == frozenset()


EPCI = [Relation("T", ("a", "b", "c", "d"))]
CONNUS = {"T": Decimal(20), "a": Decimal(3), "b": Decimal(4), "c": Decimal(5), "d": Decimal(8)}


@pytest.mark.parametrize(
    ("secrets", "retenus"),
    [
        ({}, set()),
        ({"b"}, {"c"}),
        ({"d"}, {"a"}),
        ({"b", "d"}, set()),
        ({"T"}, {"a"}),
    ],
)
def test_one_secret_part_takes_the_next_one_with_it(secrets, retenus):
    nombres = {p: n for p, n in CONNUS.items() if p not in secrets}
    assert a_retenir(nombres, set(secrets), EPCI) == retenus


def test_the_part_kept_back_does_not_depend_on_the_numbers():
    autres = CONNUS | {"T": Decimal(1000), "c": Decimal(900)}
    assert a_retenir(autres, {"b"}, EPCI) == a_retenir(CONNUS, {"b"}, EPCI) == {"c"}


def test_unknown_part_already_hides_the_secret_one():
    nombres = {"T": Decimal(20), "a": Decimal(3), "c": Decimal(5)}
    assert a_retenir(nombres, {"b"}, EPCI) == frozenset()


def test_parts_that_must_be_nothing_are_not_shown_to_be():
    nombres = {"T": Decimal(8), "a": Decimal(3), "b": Decimal(5)}
    retenus = a_retenir(nombres, {"c", "d"}, EPCI)
    assert not {"c", "d"} & deductibles({p: n for p, n in nombres.items() if p not in retenus}, EPCI)


def test_total_that_its_parts_would_give_back_is_protected_too():
    assert a_retenir({p: n for p, n in CONNUS.items() if p != "T"}, {"T"}, EPCI) == {"a"}
