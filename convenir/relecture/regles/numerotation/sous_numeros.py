"""Sub-numbers (7.1, 7.2…): a gap, a number borne twice, a prefix that is not that of the article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from convenir.lecture.dossier import HORS_TEXTE
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import TABLEAU
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Passage

_SOUS_NUMERO = re.compile(
    r"\W{0,3}(?:(?:action|objectif|mesure|fiche(?:[ -]action)?)\s+(?:n\s?[°º]\s*)?)?(\d{1,2}(?:\.\d{1,2}){1,2})(?:\s*[-–—.)/:]+\s*|\s+)(?=[A-ZÀ-Ý«]|d['’][a-zà-ÿ]|de\s|à\s|l['’])",
    re.IGNORECASE,
)


class _Sous(NamedTuple):
    chiffres: tuple[int, ...]
    passage: Passage


@regle("numerotation-sous-numero", Famille.NUMEROTATION, Gravite.AVERTISSEMENT, "Sous-numéros incohérents")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    tous = list(_releve(dossier))
    groupes: dict[tuple[str, tuple[int, ...]], list[_Sous]] = defaultdict(list)
    for sous in tous:
        groupes[sous.passage.disposition, sous.chiffres[:-1]].append(sous)
    for suite in groupes.values():
        yield from _suite(suite)
    yield from _prefixes(dossier, tous)


def _releve(dossier: Dossier) -> Iterator[_Sous]:
    for passage in dossier.passages:
        if passage.nature not in HORS_TEXTE | TABLEAU and (trouve := _SOUS_NUMERO.match(passage.texte)):
            yield _Sous(tuple(int(c) for c in trouve.group(1).split(".")), passage)


def _suite(suite: list[_Sous]) -> Iterator[Trouvaille]:
    numeros = ".".join(map(str, suite[0].chiffres[:-1]))
    derniers = [s.chiffres[-1] for s in suite]
    lus = ", ".join(".".join(map(str, s.chiffres)) for s in suite)
    for avant, apres in pairwise(suite):
        n, m = avant.chiffres[-1], apres.chiffres[-1]
        if m == n + 1 or (m > n + 1 and max(derniers.count(n), derniers.count(m)) > 1):
            continue
        quoi = "se répète" if m == n else f"passe de {numeros}.{n} à {numeros}.{m}"
        yield Trouvaille(
            lignes=(*avant.passage.lignes[:1], *apres.passage.lignes[:1])
            if m <= n
            else apres.passage.lignes[:1],
            message=f"La numérotation {quoi}." if m != n else f"Le numéro {numeros}.{n} est porté deux fois.",
            preuve=f"Numéros lus : {lus}.",
            suggestion="Renumérotez, ou rétablissez ce qui manque.",
            extrait=apres.passage.texte[:80],
        )


def _prefixes(dossier: Dossier, tous: list[_Sous]) -> Iterator[Trouvaille]:
    """Only where the document does number its parts after its articles."""
    numeros = {d.cle: d.numero for d in dossier.dispositions if d.type == "article" and d.numero is not None}
    dans_article = [s for s in tous if s.passage.disposition in numeros]
    accord = Counter(s.chiffres[0] == numeros[s.passage.disposition] for s in dans_article)
    if accord[True] <= accord[False]:
        return
    for sous in dans_article:
        attendu = numeros[sous.passage.disposition]
        if sous.chiffres[0] != attendu:
            ecrit = ".".join(map(str, sous.chiffres))
            yield Trouvaille(
                lignes=sous.passage.lignes[:1],
                message=f"Le numéro {ecrit} se trouve dans l’article {attendu}.",
                preuve=f"Les autres sous-numéros portent le numéro de leur article ; ici « {sous.passage.texte[:80]} ».",
                suggestion=f"Écrivez {attendu}.{'.'.join(map(str, sous.chiffres[1:]))}, ou déplacez ce passage.",
                extrait=sous.passage.texte[:80],
            )
