"""Bands that exactly cover a wider one must add up to it (0-2 + 3-11 + 12-15 + 16-19 = 0-19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.chiffres.ages import ecrire
from convenir.relecture.chiffres.calcul import addition, total
from convenir.relecture.chiffres.mesures import Mesure, lignes_de
from convenir.relecture.chiffres.nombres import ecrire as ecrire_nombre
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.regles.ages.effectifs import Bornes, bornes, effectifs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

ARRONDI = 5  # the family branch publishes its counts rounded to five
DEUX = 2


@regle("ages-partition", Famille.AGES, Gravite.AVERTISSEMENT, "Tranches d’âge qui ne font pas le total")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    par_bornes: dict[Bornes, list[Mesure]] = {}
    for mesure in effectifs(dossier):
        par_bornes.setdefault(bornes(mesure), []).append(mesure)
    par_debut: dict[int, list[Bornes]] = {}
    for b in sorted(par_bornes):
        par_debut.setdefault(b[0], []).append(b)
    for large, ensembles in par_bornes.items():
        chaine = _chaine(large[0], large, par_debut, set())
        if len(chaine) >= DEUX:
            yield from _comparer(ensembles, [par_bornes[b] for b in chaine])


def _chaine(age: int, large: Bornes, par_debut: dict[int, list[Bornes]], impasses: set[int]) -> list[Bornes]:
    """Bands that follow one another from `age` to the end of `large`, narrowest first; [] over a hole."""
    if age in impasses:
        return []
    for b in par_debut.get(age, ()):
        if b == large or b[1] > large[1]:
            continue
        if b[1] == large[1]:
            return [b]
        suite = _chaine(b[1] + 1, large, par_debut, impasses)
        if suite:
            return [b, *suite]
    impasses.add(age)
    return []


def _comparer(ensembles: list[Mesure], tranches: list[list[Mesure]]) -> Iterator[Trouvaille]:
    """Silent as soon as one choice of the values given for each band fits."""
    sommes = {total([])}
    for valeurs in tranches:
        sommes = {s + m.nombre.valeur for s in sommes for m in valeurs}
    tolerance = ARRONDI * (len(tranches) + 1) // DEUX if all(_rond(m) for v in tranches for m in v) else 0
    if any(abs(s - e.nombre.valeur) <= tolerance for s in sommes for e in ensembles):
        return
    ensemble = ensembles[0]
    choix = [next((m for m in v if m.millesime == ensemble.millesime), v[-1]) for v in tranches]
    termes = [m.nombre for m in choix]
    ecart = total(termes) - ensemble.nombre.valeur
    yield Trouvaille(
        lignes=lignes_de(ensemble, *choix),
        message=f"Les tranches d’âge qui couvrent {ecrire(bornes(ensemble))} ne font pas « "
        f"{ensemble.extrait} ».",
        preuve=f"{addition(termes)} ({', '.join(ecrire(bornes(m)) for m in choix)}), et non "
        f"{ensemble.nombre.ecrit} (écart : {ecrire_nombre(abs(ecart))})",
        suggestion="Prenez tous les effectifs à la même source et à la même date, et dites lesquelles.",
        extrait=ensemble.extrait,
    )


def _rond(mesure: Mesure) -> bool:
    return mesure.nombre.valeur % ARRONDI == 0
