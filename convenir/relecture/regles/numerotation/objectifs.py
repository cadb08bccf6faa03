"""Numbers of the objectives of a plan: a gap, a number borne twice, a count that starts again."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from convenir.lecture.dossier import HORS_TEXTE, Nature
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Passage

_OBJECTIF = re.compile(
    r"\W{0,4}objectif\s+(?:opérationnel\s+|stratégique\s+|général\s+)?(?:n\s*[°º]\s*)?(\d{1,2})(?![\w]|\.\d)(?!\s*(?:et|à|de|du|est|sera)\s)",
    re.IGNORECASE,
)
_RUBRIQUE = re.compile(r"\W*(?:enjeux?|objectifs?|indicateurs?|actions?)\b[^\d]{0,20}$", re.IGNORECASE)


class _Objectif(NamedTuple):
    numero: int
    passage: Passage


class _Plan(NamedTuple):
    titre: str
    objectifs: list[_Objectif]


@regle("numerotation-objectifs", Famille.NUMEROTATION, Gravite.AVERTISSEMENT, "Objectifs mal numérotés")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    dernier, decale = 0, False
    for plan in list(_plans(dossier)) or list(_plans_en_colonnes(dossier)):
        premier = plan.objectifs[0]
        suit = premier.numero in {1, dernier + 1} or (decale and premier.numero == dernier)
        if not suit and (len(plan.objectifs) > 1 or dernier):
            attendu = f"1 ou {dernier + 1}" if dernier else "1"
            yield _trouvaille(plan, [premier], f"commence à {premier.numero} au lieu de {attendu}")
        numeros = [o.numero for o in plan.objectifs]
        for avant, apres in pairwise(plan.objectifs):
            defaut = _defaut(avant.numero, apres.numero)
            saut = apres.numero > avant.numero
            if defaut and not (saut and max(numeros.count(avant.numero), numeros.count(apres.numero)) > 1):
                yield _trouvaille(plan, [apres] if saut else [avant, apres], defaut)
        decale = len(numeros) > 1 and numeros[-1] > numeros[-2] + 1
        dernier = plan.objectifs[-1].numero


def _plans(dossier: Dossier) -> Iterator[_Plan]:
    """Objectives between two headings: one plan, or one axis of it."""
    plan = _Plan("", [])
    for passage in dossier.passages:
        if passage.nature in HORS_TEXTE:
            continue
        trouve = _OBJECTIF.match(passage.texte)
        if trouve is not None:
            plan.objectifs.append(_Objectif(int(trouve.group(1)), passage))
        elif passage.nature is Nature.TITRE and not _RUBRIQUE.match(passage.texte):
            if plan.objectifs:
                yield plan
            plan = _Plan(passage.texte.strip(), [])
    if plan.objectifs:
        yield plan


def _plans_en_colonnes(dossier: Dossier) -> Iterator[_Plan]:
    """Objectives that only a column, or the number of an item, numbers."""
    par_ligne = {n: p for p in dossier.passages for n in p.lignes}
    for lu in dossier.plans:
        objectifs = [
            _Objectif(o.numero, par_ligne[o.lignes[0]])
            for o in lu.objectifs
            if o.numero is not None and o.lignes and o.lignes[0] in par_ligne
        ]
        if len(objectifs) == len(lu.objectifs) > 0:
            yield _Plan(lu.thematique.strip(), objectifs)


def _defaut(n: int, m: int) -> str:
    if m == n + 1:
        return ""
    if m == n:
        return f"porte deux fois le numéro {n}"
    return f"saute de {n} à {m}" if m > n else f"revient de {n} à {m}"


def _trouvaille(plan: _Plan, objectifs: list[_Objectif], defaut: str) -> Trouvaille:
    return Trouvaille(
        lignes=tuple(n for o in objectifs for n in o.passage.lignes[:1]),
        message=f"Dans « {plan.titre} », la numérotation des objectifs {defaut}.",
        preuve="Numéros lus : " + ", ".join(str(o.numero) for o in plan.objectifs) + ".",
        suggestion="Renumérotez les objectifs, ou rétablissez celui qui manque.",
        extrait=objectifs[-1].passage.texte.replace("\t", " ").strip()[:100],
    )
