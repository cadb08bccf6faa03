"""Which clause in force founds an obligation, and what rhythm or delay its words set. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from convenir.conventions.enums import TypeDisposition
from convenir.conventions.obligations.catalogue import ParObjet, Periodique
from convenir.conventions.rules.delais import Delai, Unite
from convenir.socle.formats import lire_quantite
from convenir.socle.themes import normaliser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from convenir.conventions.obligations.catalogue import Obligation
    from convenir.conventions.rules.en_vigueur import Clause

_LIVE = re.compile(r"\{\{\{?.*?\}\}\}?|\[\[.*?\]\]")
_MARQUES = re.compile(r"<[^>]+>|\*\*|__|^[\s#>►•*|-]+", re.MULTILINE)
_FIN_DE_PHRASE = re.compile(r"(?<=[.;!?:])\s+|\n+")
_MOIS_PAR_AN = 12
#: words that say a rhythm, and how many months it is; the first that matches counts
_RYTHMES: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(rf"\b(?:{motif})\b"), mois)
    for motif, mois in (
        (r"mensuel\w*|chaque mois|tous les mois", 1),
        (r"bimestriel\w*", 2),
        (r"trimestriel\w*|chaque trimestre|(?:quatre|4) fois par an", 3),
        (r"(?:trois|3) fois par an|quadrimestriel\w*", 4),
        (r"semestriel\w*|chaque semestre|(?:deux|2) fois par an", 6),
        (r"annuel\w*|chaque annee|tous les ans|une fois (?:par an|l an)", 12),
        (r"bisannuel\w*", 24),
    )
)
_TOUS_LES = re.compile(r"\btous les (\w+) (mois|ans)\b|\btoutes les (\w+) annees\b")
_DELAI = re.compile(r"\b(\w+) (jours?|semaines?|mois|ans?)\b")
_UNITES = {"jour": Unite.JOUR, "semaine": Unite.SEMAINE, "mois": Unite.MOIS, "an": Unite.AN}
_AVANT = re.compile(r"\b(\w+) (jours?|semaines?|mois|ans?) avant\b")
_COMITE = re.compile(r"\bcomites? \w+")
_PROROGATION = re.compile(r"\b(?:proroge|reporte|repousse)\w*\b.*\bjours? (?:suivant |utile )?ouvr\w+")


@dataclass(frozen=True, slots=True)
class Fondement:
    """What founds an obligation: a clause and the words in it, or the law alone.

    `mois`: the rhythm the words set, None when they set none; `delai`: the delay before the term.
    """

    clause: Clause | None = None
    citation: str = ""
    loi: str = ""
    mois: int | None = None
    delai: Delai | None = None


def phrases(texte: str) -> tuple[str, ...]:
    """The sentences of a provision, without its marks; what it quotes from the record shows as « … »."""
    nu = _MARQUES.sub("", _LIVE.sub("…", texte))
    return tuple(p.strip().rstrip(" :;") for p in _FIN_DE_PHRASE.split(nu) if p.strip(" :;"))


def lire_rythme(phrase: str) -> int | None:
    """The number of months a sentence sets as a rhythm ("tous les six mois" → 6), or None."""
    mots = normaliser(phrase)
    if trouve := _TOUS_LES.search(mots):
        quantite = lire_quantite(trouve[1] or trouve[3])
        facteur = 1 if trouve[2] == "mois" else _MOIS_PAR_AN
        return quantite * facteur if quantite else None
    return next((mois for motif, mois in _RYTHMES if motif.search(mots)), None)


def lire_delai(phrase: str, *, avant: bool = False) -> Delai | None:
    """The delay a sentence sets ("6 mois" → six months); with `avant`, only one said to stand before."""
    for quantite, unite in (_AVANT if avant else _DELAI).findall(normaliser(phrase)):
        if nombre := lire_quantite(quantite):
            mot = unite if unite == "mois" else unite.rstrip("s")
            return Delai(nombre, _UNITES[mot])
    return None


def proroge(clauses: Iterable[Clause]) -> bool:
    """Whether the text carries a delay that ends on a non-working day over to the next working day."""
    return any(_PROROGATION.search(normaliser(p)) for c in _vivantes(clauses) for p in phrases(c.texte))


def fonder(obligation: Obligation, clauses: Sequence[Clause]) -> Fondement | None:
    """What founds an obligation in the clauses in force; None when nothing does.

    Articles are read before annexes. A clause held void or taken out founds nothing. Of several sentences,
    the first that sets the rhythm or the delay looked for is kept, else the first of all.
    """
    if obligation.motif is None:
        return Fondement(loi=obligation.loi)
    trouves = list(_candidats(obligation, clauses))
    precis = (f for f in trouves if f.mois or f.delai)
    fondement = next(precis, next(iter(trouves), None))
    exige = getattr(obligation.cadence, "exige_un_delai", False)
    if fondement is None or (exige and fondement.delai is None):
        return None
    return fondement


def _vivantes(clauses: Iterable[Clause]) -> list[Clause]:
    vivantes = [c for c in clauses if not c.est_supprimee and not c.est_nulle]
    return sorted(vivantes, key=lambda clause: clause.type == TypeDisposition.ANNEXE)


def _candidats(obligation: Obligation, clauses: Sequence[Clause]) -> Iterator[Fondement]:
    for clause in _vivantes(clauses):
        toutes = phrases(clause.texte)
        for rang, phrase in enumerate(toutes):
            if obligation.motif and obligation.motif.search(normaliser(phrase)):
                yield _preciser(Fondement(clause, phrase), obligation, toutes[rang:])


def _preciser(fondement: Fondement, obligation: Obligation, suite: Sequence[str]) -> Fondement:
    """With the rhythm, or the delay, that the founding sentence or those just after it set."""
    cadence = obligation.cadence
    if isinstance(cadence, ParObjet):
        return fondement
    if isinstance(cadence, Periodique):
        for phrase in suite[: cadence.phrases + 1]:
            if phrase is not suite[0] and _COMITE.search(normaliser(phrase)):
                break  # it is about another body
            if mois := lire_rythme(phrase):
                citation = suite[0] if phrase is suite[0] else f"{suite[0]} {phrase}"
                return replace(fondement, mois=mois, citation=citation)
        return fondement
    return replace(fondement, delai=lire_delai(suite[0], avant=not cadence.exige_un_delai))
