"""Where to open: the openings that fill the most missing places within a budget of places.

A place opened fills one missing place of a commune within reach, the nearest first. A simple rule (the
opening that fills the most, then the next) starts; a mixed-integer programme (HiGHS) then looks for the
best and says how far from it the answer may still be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import highspy
import numpy as np
from scipy.sparse import csr_matrix

from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

#: weights of nearness and of each opening: between equals, the nearest, in the fewest openings; too little
#: to leave a missing place unfilled
_PROXIMITE = 1e-5
_PAR_OUVERTURE = 5e-5
_COMPLET = 1e-6
MODULES_MAXIMUM = 6
BUDGET_MAXIMUM = 20_000


@dataclass(frozen=True)
class Donnees:
    """What is missing by commune, where one may open, and how far each place of opening reaches.

    `proches[candidate][commune]`: distance over radius, between 0 and 1, of the communes within reach.
    """

    manques: Mapping[str, float]
    candidates: Sequence[str]
    proches: Mapping[str, Mapping[str, float]]
    modules: Sequence[int]
    budget: int
    par_commune: int = 3


@dataclass(frozen=True, slots=True)
class Ouverture:
    """`nombre` services of `taille` places each in a commune."""

    code: str
    taille: int
    nombre: int


@dataclass(frozen=True)
class Plan:
    """Openings and what they fill: `combles[commune]`, missing places filled.

    `borne`: no answer can fill more; None when only the simple rule ran.
    """

    ouvertures: tuple[Ouverture, ...]
    combles: Mapping[str, float]
    borne: float | None = None

    @property
    def places(self) -> int:
        return sum(o.taille * o.nombre for o in self.ouvertures)

    @property
    def comble(self) -> float:
        return sum(self.combles.values())

    @property
    def ecart_prouve(self) -> float | None:
        """How far from the best this may be, in % of the best; 0 when it is proven to be the best."""
        if self.borne is None:
            return None
        return max(0.0, 100 * (self.borne - self.comble) / self.borne) if self.borne > _COMPLET else 0.0


def verifier(donnees: Donnees) -> None:
    """Raises `Refus`, saying what to correct, when there is nothing to look for."""
    if not donnees.modules or min(donnees.modules) < 1 or len(set(donnees.modules)) > MODULES_MAXIMUM:
        raise Refus(f"Donnez de une à {MODULES_MAXIMUM} tailles de service, chacune d’une place au moins.")
    if not 1 <= donnees.budget <= BUDGET_MAXIMUM:
        raise Refus(f"Le budget va de 1 à {BUDGET_MAXIMUM} places.")
    if donnees.budget < min(donnees.modules):
        raise Refus(
            f"Le budget de {donnees.budget} ne suffit pas au plus petit service proposé "
            f"({min(donnees.modules)}) : augmentez l’un ou réduisez l’autre."
        )
    if donnees.par_commune < 1:
        raise Refus("Permettez au moins une ouverture par commune.")
    if not donnees.candidates:
        raise Refus("Cochez au moins une commune où ouvrir.")
    if not any(manque > 0 for manque in donnees.manques.values()):
        raise Refus("Aucune place ne manque au regard de la cible : il n’y a rien à ouvrir.")
    if not any(donnees.manques.get(code, 0) > 0 for c in donnees.candidates for code in donnees.proches[c]):
        raise Refus("Aucune des communes cochées n’est à portée d’une commune où il manque des places.")


def chercher(donnees: Donnees, secondes: float = 5.0) -> tuple[Plan, Plan]:
    """The plan of the simple rule, and the best found within `secondes`, with its bound.

    Raises `Refus` as `verifier`.
    """
    verifier(donnees)
    simple = au_plus_simple(donnees)
    meilleur = _optimiser(donnees, simple, secondes)
    if meilleur.comble < simple.comble - _COMPLET:
        meilleur = Plan(simple.ouvertures, simple.combles, meilleur.borne)
    return simple, meilleur


def au_plus_simple(donnees: Donnees) -> Plan:
    """Open again and again the service that fills the most, and of those the one with fewest places."""
    restes = {code: manque for code, manque in donnees.manques.items() if manque > 0}
    ouvertes: dict[tuple[str, int], int] = {}
    combles: dict[str, float] = {}
    budget = donnees.budget
    while True:
        essais = [
            (sum(servies.values()), -taille, -rang, code, servies)
            for rang, code in enumerate(donnees.candidates)
            if sum(n for (ou, _), n in ouvertes.items() if ou == code) < donnees.par_commune
            for taille in set(donnees.modules)
            if taille <= budget
            for servies in (_servir(donnees.proches[code], restes, taille),)
        ]
        gain, moins_taille, _, code, servies = max(essais, default=(0, 0, 0, "", {}))
        if gain <= _COMPLET:
            break
        budget += moins_taille
        ouvertes[code, -moins_taille] = ouvertes.get((code, -moins_taille), 0) + 1
        for commune, places in servies.items():
            restes[commune] -= places
            combles[commune] = combles.get(commune, 0.0) + places
    return Plan(_ranger(ouvertes), combles)


def _servir(proches: Mapping[str, float], restes: Mapping[str, float], places: float) -> dict[str, float]:
    """Whom the places of an opening serve: the nearest communes first."""
    servies = {}
    for code in sorted((c for c in proches if restes.get(c, 0) > 0), key=lambda c: (proches[c], c)):
        if places <= _COMPLET:
            break
        servies[code] = min(places, restes[code])
        places -= servies[code]
    return servies


def _optimiser(donnees: Donnees, depart: Plan, secondes: float) -> Plan:
    """The best plan found in the time given, and the bound that HiGHS proves."""
    programme = _Programme(donnees)
    solveur = highspy.Highs()  # type: ignore[no-untyped-call]
    solveur.silent()
    for option, valeur in (("time_limit", float(secondes)), ("threads", 1), ("mip_rel_gap", 0.0)):
        solveur.setOptionValue(option, valeur)
    solveur.passModel(programme.en_highs())
    solution = highspy.HighsSolution()
    solution.col_value = programme.traduire(depart)
    solveur.setSolution(solution)
    solveur.run()
    info = solveur.getInfo()
    borne = min(programme.en_places(-info.mip_dual_bound), programme.plafond)
    valeurs = np.array(solveur.getSolution().col_value)
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible or not valeurs.size:
        return Plan(depart.ouvertures, depart.combles, borne)
    plan = programme.lire(valeurs)
    return Plan(plan.ouvertures, plan.combles, max(borne, plan.comble))


class _Programme:
    """Variables: how much each opening gives to each commune it reaches, then openings by place and size.

    Rows: a place gives no more than it opens; a commune gets no more than it misses; as many openings in a
    place as allowed; the budget.
    """

    def __init__(self, donnees: Donnees) -> None:
        self.donnees = donnees
        self.liens = [
            (candidate, commune)
            for candidate in donnees.candidates
            for commune in donnees.proches[candidate]
            if donnees.manques.get(commune, 0) > 0
        ]
        self.ouvertures = [(c, taille) for c in donnees.candidates for taille in sorted(set(donnees.modules))]
        self.communes = list(dict.fromkeys(commune for _, commune in self.liens))
        self.plafond = min(float(donnees.budget), sum(donnees.manques[c] for c in self.communes))

    def en_places(self, borne: float) -> float:
        """A bound of the programme as one of missing places filled: without what chooses between equals."""
        donnees = self.donnees
        ouvertures = min(
            donnees.budget // min(donnees.modules), donnees.par_commune * len(donnees.candidates)
        )
        return (borne + _PAR_OUVERTURE * ouvertures) / (1 - _PROXIMITE)

    def en_highs(self) -> highspy.HighsLp:
        donnees, n_liens, n = self.donnees, len(self.liens), len(self.liens) + len(self.ouvertures)
        matrice, hauts = self._contraintes()
        modele = highspy.HighsLp()
        modele.num_col_, modele.num_row_ = n, matrice.shape[0]
        modele.col_cost_ = np.array(
            [_PROXIMITE * donnees.proches[ou][vers] - 1 for ou, vers in self.liens]
            + [_PAR_OUVERTURE] * len(self.ouvertures)
        )
        modele.col_lower_ = np.zeros(n)
        modele.col_upper_ = np.array(
            [donnees.manques[vers] for _, vers in self.liens]
            + [float(min(donnees.par_commune, donnees.budget // taille)) for _, taille in self.ouvertures]
        )
        modele.row_lower_ = np.full(len(hauts), -highspy.kHighsInf)
        modele.row_upper_ = np.array(hauts)
        modele.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        modele.a_matrix_.start_ = matrice.indptr
        modele.a_matrix_.index_ = matrice.indices
        modele.a_matrix_.value_ = matrice.data
        continue_, entiere = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
        modele.integrality_ = [continue_] * n_liens + [entiere] * len(self.ouvertures)
        return modele

    def _contraintes(self) -> tuple[csr_matrix, list[float]]:
        donnees, n_liens = self.donnees, len(self.liens)
        ou = {code: rang for rang, code in enumerate(donnees.candidates)}
        vers = {code: len(ou) + rang for rang, code in enumerate(self.communes)}
        nombre = {code: len(ou) + len(vers) + rang for rang, code in enumerate(donnees.candidates)}
        budget = 2 * len(ou) + len(vers)
        cases = [(ou[c], colonne, 1.0) for colonne, (c, _) in enumerate(self.liens)]
        cases += [(vers[c], colonne, 1.0) for colonne, (_, c) in enumerate(self.liens)]
        for colonne, (code, taille) in enumerate(self.ouvertures, start=n_liens):
            cases += [(ou[code], colonne, -taille), (nombre[code], colonne, 1.0), (budget, colonne, taille)]
        lignes, colonnes, valeurs = zip(*cases, strict=True)
        forme = (budget + 1, n_liens + len(self.ouvertures))
        hauts = [0.0] * len(ou) + [donnees.manques[c] for c in self.communes]
        hauts += [float(donnees.par_commune)] * len(ou) + [float(donnees.budget)]
        return csr_matrix((valeurs, (lignes, colonnes)), shape=forme), hauts

    def traduire(self, plan: Plan) -> list[float]:
        """A plan as values of the variables, to start from: its openings; HiGHS completes the rest."""
        ouverts = {(o.code, o.taille): float(o.nombre) for o in plan.ouvertures}
        restes = dict(self.donnees.manques)
        donnes: dict[tuple[str, str], float] = {}
        for ouverture in plan.ouvertures:
            places = float(ouverture.taille * ouverture.nombre)
            servies = _servir(self.donnees.proches[ouverture.code], restes, places)
            for commune, servi in servies.items():
                restes[commune] -= servi
                cle = (ouverture.code, commune)
                donnes[cle] = donnes.get(cle, 0.0) + servi
        return [donnes.get(lien, 0.0) for lien in self.liens] + [ouverts.get(o, 0.0) for o in self.ouvertures]

    def lire(self, valeurs: NDArray[np.float64]) -> Plan:
        combles: dict[str, float] = {}
        for (_, commune), places in zip(self.liens, valeurs, strict=False):
            if places > _COMPLET:
                combles[commune] = combles.get(commune, 0.0) + float(places)
        nombres = valeurs[len(self.liens) :]
        ouvertes = {
            ouverture: round(nombre)
            for ouverture, nombre in zip(self.ouvertures, nombres, strict=True)
            if round(nombre)
        }
        return Plan(_ranger(ouvertes), combles)


def _ranger(ouvertes: Mapping[tuple[str, int], int]) -> tuple[Ouverture, ...]:
    return tuple(Ouverture(code, taille, nombre) for (code, taille), nombre in sorted(ouvertes.items()))
