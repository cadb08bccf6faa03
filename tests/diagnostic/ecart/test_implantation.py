"""Where to open: the best found, against every possible plan tried one by one on small cases."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convenir.diagnostic.ecart.rules.implantation import Donnees, Ouverture, chercher
from convenir.socle.erreurs import Refus


def remplir(donnees, plan):
    """The most that a plan fills: the least that a set of communes leaves (max-flow = min-cut)."""
    communes = [c for c, m in donnees.manques.items() if m > 0]
    places = {c: sum(t * n for (ou, t), n in plan.items() if ou == c) for c in donnees.candidates}
    meilleur = sum(places.values())
    for choix in product((False, True), repeat=len(communes)):
        servies = {c for c, pris in zip(communes, choix, strict=True) if pris}
        coupe = sum(donnees.manques[c] for c in communes if c not in servies)
        coupe += sum(n for c, n in places.items() if servies & set(donnees.proches[c]))
        meilleur = min(meilleur, coupe)
    return meilleur


def tous_les_plans(donnees):
    choix = [(c, t) for c in donnees.candidates for t in donnees.modules]
    for nombres in product(range(donnees.par_commune + 1), repeat=len(choix)):
        plan = dict(zip(choix, nombres, strict=True))
        par_commune = [sum(n for (ou, _), n in plan.items() if ou == c) for c in donnees.candidates]
        if (
            max(par_commune) <= donnees.par_commune
            and sum(t * n for (_, t), n in plan.items()) <= donnees.budget
        ):
            yield plan


@st.composite
def cas(draw):
    communes = "ABC"[: draw(st.integers(1, 3))]
    distance = st.one_of(st.none(), st.floats(0.1, 1))
    proches = {
        a: {b: 0.0 if a == b else d for b in communes if a == b or (d := draw(distance)) is not None}
        for a in communes
    }
    manques = {c: float(draw(st.integers(0, 30))) for c in communes}
    manques[communes[0]] += 1
    modules = draw(st.lists(st.integers(3, 15), min_size=1, max_size=2, unique=True))
    return Donnees(manques, communes, proches, modules, draw(st.integers(min(modules), 45)), 2)


@settings(max_examples=60)
@given(cas())
def test_best_plan_fills_as_much_as_any(donnees):
    simple, meilleur = chercher(donnees)
    optimum = max(remplir(donnees, plan) for plan in tous_les_plans(donnees))
    assert meilleur.comble == pytest.approx(optimum, abs=1e-3)
    assert simple.comble <= meilleur.comble + 1e-6
    for plan in (simple, meilleur):
        assert plan.places <= donnees.budget
        ouvert = {(o.code, o.taille): o.nombre for o in plan.ouvertures}
        assert plan.comble <= remplir(donnees, ouvert) + 1e-6
        assert all(comble <= donnees.manques[c] + 1e-6 for c, comble in plan.combles.items())
    assert meilleur.borne >= optimum - 1e-6
    assert meilleur.ecart_prouve == pytest.approx(0, abs=0.05)


SIMPLE = {
    "manques": {"A": 20.0, "B": 10.0},
    "candidates": ["A", "B"],
    "proches": {"A": {"A": 0.0}, "B": {"B": 0.0}},
    "modules": [10],
    "budget": 20,
}


def test_rule_opens_where_most_is_missing():
    simple, meilleur = chercher(Donnees(**SIMPLE))
    assert simple.ouvertures == (Ouverture("A", 10, 2),) or simple.comble == 20
    assert (meilleur.comble, meilleur.ecart_prouve) == (20, 0)


def test_programme_does_better_than_the_rule_where_the_rule_is_short_sighted():
    donnees = Donnees(
        manques={"A": 12.0, "B": 10.0, "C": 10.0},
        candidates=["A", "B", "C"],
        proches={"A": {"A": 0.0}, "B": {"B": 0.0}, "C": {"C": 0.0}},
        modules=[10, 15],
        budget=20,
        par_commune=1,
    )
    simple, meilleur = chercher(donnees)
    assert (simple.comble, meilleur.comble) == (12, 20)


@pytest.mark.parametrize(
    ("champs", "debut"),
    [
        ({"budget": 5}, "Le budget de 5 ne suffit pas"),
        ({"budget": 0}, "Le budget va de 1"),
        ({"budget": 10**6}, "Le budget va de 1"),
        ({"modules": []}, "Donnez de une à"),
        ({"modules": [0]}, "Donnez de une à"),
        ({"candidates": []}, "Cochez au moins une commune"),
        ({"manques": {"A": 0.0}}, "Aucune place ne manque"),
        ({"manques": {"Z": 4.0}}, "Aucune des communes cochées"),
        ({"par_commune": 0}, "Permettez au moins une ouverture"),
    ],
)
def test_absurd_question_is_told_in_one_sentence(champs, debut):
    with pytest.raises(Refus) as refus:
        chercher(Donnees(**SIMPLE | champs))
    assert refus.value.message.startswith(debut)
