"""Numbers of the objectives of a plan: a gap, a number borne twice, a count that starts again."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Objectif, Plan


@regle("numerotation-objectifs", Famille.NUMEROTATION, Gravite.AVERTISSEMENT, "Objectifs mal numérotés")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    dernier = 0
    for plan in dossier.plans:
        numerotes = [(o, o.numero) for o in plan.objectifs if o.numero is not None]
        if not numerotes:
            continue
        premier, numero = numerotes[0]
        if numero not in {1, dernier + 1} and len(numerotes) > 1:
            yield _trouvaille(plan, (premier,), f"commence à {numero} au lieu de 1", numerotes)
        for (avant, n), (apres, m) in pairwise(numerotes):
            defaut = _defaut(n, m)
            if defaut:
                yield _trouvaille(plan, (apres,) if m > n + 1 else (avant, apres), defaut, numerotes)
        dernier = max(n for _, n in numerotes)


def _defaut(n: int, m: int) -> str:
    if m == n + 1:
        return ""
    if m == n:
        return f"porte deux fois le numéro {n}"
    return f"saute de {n} à {m}" if m > n else f"revient de {n} à {m}"


def _trouvaille(
    plan: Plan, objectifs: tuple[Objectif, ...], defaut: str, numerotes: list[tuple[Objectif, int]]
) -> Trouvaille:
    return Trouvaille(
        lignes=tuple(n for o in objectifs for n in o.lignes[:1]),
        message=f"Dans le plan « {plan.thematique.strip()} », la numérotation des objectifs {defaut}.",
        preuve="Numéros lus : " + ", ".join(str(n) for _, n in numerotes) + ".",
        suggestion="Renumérotez les objectifs, ou rétablissez celui qui manque.",
        extrait=objectifs[-1].libelle.strip()[:100],
    )
