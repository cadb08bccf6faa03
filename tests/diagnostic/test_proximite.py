import math
import random

import pytest

from convenir.diagnostic.proximite import plus_proches


def plus_proches_a_la_main(reference, profils, nombre):
    """The rule written plainly: every pair, every column, no shortcut."""
    communs = [r for r in range(3) if profils[reference][r] is not None]
    gardees = [c for c in profils if None not in [profils[c][r] for r in communs]]
    distances = []
    for code in gardees:
        if code == reference:
            continue
        carres = 0
        for r in communs:
            colonne = [profils[c][r] for c in gardees]
            moyenne = sum(colonne) / len(colonne)
            variance = sum((v - moyenne) ** 2 for v in colonne) / len(colonne)
            if variance:
                carres += (profils[code][r] - profils[reference][r]) ** 2 / variance
        distances.append((code, math.sqrt(carres)))
    return sorted(distances, key=lambda d: (round(d[1], 9), d[0]))[:nombre]


@pytest.mark.parametrize("graine", range(20))
def test_nearest_are_those_of_the_rule_written_plainly(graine):
    alea = random.Random(graine)  # noqa: S311 -- reproducible
    valeurs = [lambda: alea.gauss(20000, 3000), lambda: float(alea.randint(0, 3)), lambda: 5.0]
    profils = {
        f"{rang:05}": [None if rang and alea.random() < 0.1 else tirer() for tirer in valeurs]
        for rang in range(25)
    }
    trouvees = plus_proches("00000", profils, 6)
    attendues = plus_proches_a_la_main("00000", profils, 6)

    assert [c for c, _ in trouvees] == [c for c, _ in attendues]
    assert [d for _, d in trouvees] == pytest.approx([d for _, d in attendues])


def test_commune_without_figures_resembles_none():
    assert plus_proches("a", {"a": [None, None], "b": [1.0, 2.0]}, 3) == []
    assert plus_proches("z", {"a": [1.0]}, 3) == []


def test_figure_that_the_reference_lacks_is_left_out_for_all():
    profils = {"a": [1.0, None], "b": [5.0, 9.0], "c": [2.0, None]}
    assert [code for code, _ in plus_proches("a", profils, 2)] == ["c", "b"]
