"""Numbered phases, axes or fiches: a number skipped or borne twice in a row."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from convenir.lecture.dossier import HORS_TEXTE
from convenir.lecture.titres import nombre
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.mots import mots, plier
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Passage

_ETAPE = re.compile(
    r"\W{0,4}(phase|axe|étape|volet|orientation|fiche(?:[ -]action)?|enjeu|défi|priorité|chantier|action)s?"
    r"\s+(?:n\s*[°º]\s*)?(\d{1,2}|[IVX]{1,5})(?!\w|[.,]\d)\s*(?:[:.–—)-]|$|(?=\t))",
    re.IGNORECASE,
)


class _Etape(NamedTuple):
    numero: int
    passage: Passage


@regle("numerotation-phases", Famille.NUMEROTATION, Gravite.AVERTISSEMENT, "Phases ou axes mal numérotés")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    suites: dict[tuple[str, str], list[_Etape]] = defaultdict(list)
    for passage in dossier.passages:
        trouve = _ETAPE.match(passage.texte) if passage.nature not in HORS_TEXTE else None
        numero = nombre(trouve.group(2).upper()) if trouve else None
        if trouve and numero:
            suites[passage.disposition, plier(trouve.group(1))].append(_Etape(numero, passage))
    for (_, nom), etapes in suites.items():
        for serie in _series(etapes):
            yield from _verifier(nom, serie)


def _series(etapes: list[_Etape]) -> Iterator[list[_Etape]]:
    """Cut where the count starts again from 1; a series that does not start at 1 quotes others."""
    serie: list[_Etape] = []
    for etape in etapes:
        if serie and etape.numero < serie[-1].numero:
            yield serie
            serie = []
        serie.append(etape)
    yield serie


def _verifier(nom: str, serie: list[_Etape]) -> Iterator[Trouvaille]:
    if serie[0].numero != 1:
        return
    numeros = [e.numero for e in serie]
    lus = ", ".join(map(str, numeros))
    for avant, apres in pairwise(serie):
        repete = apres.numero == avant.numero and mots(apres.passage.texte) != mots(avant.passage.texte)
        seuls = max(numeros.count(avant.numero), numeros.count(apres.numero)) == 1
        saut = apres.numero > avant.numero + 1 and seuls
        if repete or saut:
            quoi = (
                f"le numéro {avant.numero} revient"
                if repete
                else f"on passe de {avant.numero} à {apres.numero}"
            )
            yield Trouvaille(
                lignes=(*avant.passage.lignes[:1], *apres.passage.lignes[:1])
                if repete
                else apres.passage.lignes[:1],
                message=f"Dans la suite « {nom} », {quoi}.",
                preuve=f"Numéros lus : {lus}.",
                suggestion="Renumérotez, ou rétablissez ce qui manque.",
                extrait=apres.passage.texte[:80],
            )
