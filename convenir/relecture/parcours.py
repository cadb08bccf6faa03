"""Walking through a proofread convention: which section, which findings there, which one blocks next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.relecture.enums import Gravite
from convenir.relecture.libelles import GRAVITES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from convenir.lecture.sections import Section
    from convenir.relecture.queries import ConstatSuivi


@dataclass(frozen=True, slots=True)
class EntreeDeSommaire:
    """A section in the contents: its open findings and the severity of the worst."""

    section: Section
    ouverts: int
    pire: str


def sommaire(toutes: Iterable[Section], suivis: Sequence[ConstatSuivi]) -> tuple[EntreeDeSommaire, ...]:
    """Every section with what is open in it."""
    return tuple(_entree(section, suivis) for section in toutes)


def _entree(section: Section, suivis: Sequence[ConstatSuivi]) -> EntreeDeSommaire:
    ouverts = [s for s in suivis if s.est_ouvert and not section.absente and concerne(s, section)]
    pire = min((s.constat.rang_gravite for s in ouverts), default=None)
    return EntreeDeSommaire(section, len(ouverts), "" if pire is None else list(Gravite)[pire].value)


def choisir(entrees: Sequence[EntreeDeSommaire], cle: str) -> Section | None:
    """The section asked for, None when there is no such; unasked, the first with the gravest finding."""
    presentes = [e for e in entrees if not e.section.absente]
    if cle:
        return next((e.section for e in presentes if e.section.cle == cle), None)
    rangs = {g.value: g.rang for g in Gravite}
    return min(presentes, key=lambda e: rangs.get(e.pire, len(rangs))).section


def concerne(suivi: ConstatSuivi, section: Section) -> bool:
    """Whether a finding is about a section, or touches one of its lines."""
    return suivi.constat.section == section.cle or not section.lignes.isdisjoint(suivi.constat.lignes)


def constats_de(section: Section, suivis: Iterable[ConstatSuivi]) -> tuple[ConstatSuivi, ...]:
    """The findings of a section in the order of its text: where each first touches it, then its number."""
    return tuple(sorted((s for s in suivis if concerne(s, section)), key=lambda s: _place(s, section)))


def _place(suivi: ConstatSuivi, section: Section) -> tuple[int, int]:
    ici = [ligne for ligne in suivi.constat.lignes if ligne in section.lignes]
    return min(ici, default=0), suivi.numero


@dataclass(frozen=True, slots=True)
class Lot:
    """Findings listed under one heading."""

    titre: str
    suivis: tuple[ConstatSuivi, ...]


def en_lots(
    suivis: Iterable[ConstatSuivi], toutes: Iterable[Section], *, par_gravite: bool = False
) -> tuple[Lot, ...]:
    """The findings of a list under headings: the sections of the text, or the severities, gravest first."""
    noms = {g.value: GRAVITES[g].pluriel.capitalize() for g in Gravite} if par_gravite else _noms(toutes)
    lots: dict[str, list[ConstatSuivi]] = {cle: [] for cle in noms}
    for suivi in suivis:
        cle = suivi.constat.gravite if par_gravite else suivi.constat.section
        lots.setdefault(cle, []).append(suivi)
    return tuple(Lot(noms.get(cle, "Ailleurs dans le texte"), tuple(lot)) for cle, lot in lots.items() if lot)


def _noms(toutes: Iterable[Section]) -> dict[str, str]:
    return {s.cle: f"{s.nom} — {s.titre}" if s.titre else s.nom for s in toutes if not s.absente}


def compter_les_ouverts(suivis: Iterable[ConstatSuivi]) -> list[tuple[str, int]]:
    """Each severity that has open findings, the gravest first, with how many."""
    nombres = Counter(s.constat.gravite for s in suivis if s.est_ouvert)
    return [(g.value, nombres[g.value]) for g in Gravite if nombres[g.value]]


def prochain_bloquant(
    toutes: Sequence[Section], section: Section, suivis: Iterable[ConstatSuivi]
) -> ConstatSuivi | None:
    """The first open blocking finding after a section, else the first of all elsewhere; None when none is."""
    rangs = {s.cle: rang for rang, s in enumerate(toutes)}
    ici = rangs[section.cle]
    ailleurs = [
        (rangs[s.constat.section] < ici, s.numero, s)
        for s in suivis
        if s.est_ouvert and s.constat.gravite == Gravite.BLOQUANT and rangs.get(s.constat.section, ici) != ici
    ]
    return min(ailleurs, default=(False, 0, None))[2]
