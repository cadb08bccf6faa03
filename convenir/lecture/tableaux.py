"""Figures as a table reads them: by part of the text, with what disagrees flagged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.lecture.sections import sections

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.lecture.dossier import Dossier, Indicateur
    from convenir.lecture.sections import Section
    from convenir.lecture.signalements import Signalement


@dataclass(frozen=True, slots=True)
class Chiffre:
    """A figure and its place: `ligne` is its anchor in the text of `section`.

    `autres`: the different values that the same label takes elsewhere in the convention.
    `signalements`: what rooms above say is to be settled about it.
    """

    indicateur: Indicateur
    section: str
    ligne: int | None
    autres: tuple[Indicateur, ...]
    signalements: tuple[Signalement, ...]

    @property
    def est_a_trancher(self) -> bool:
        return bool(self.autres or self.signalements)


@dataclass(frozen=True, slots=True)
class ChiffresDeSection:
    section: Section
    chiffres: tuple[Chiffre, ...]


def chiffres_par_disposition(
    dossier: Dossier, signalements: Iterable[Signalement] = ()
) -> tuple[ChiffresDeSection, ...]:
    """The figures in the order of the text, grouped by the section that holds them."""
    toutes = sections(dossier)
    par_ligne = {ligne: s for s in toutes for ligne in s.lignes}
    divergents = _divergents(dossier.indicateurs)
    signalements = tuple(signalements)
    lots: dict[str, list[Chiffre]] = defaultdict(list)
    for indicateur in dossier.indicateurs:
        section = next((par_ligne[n] for n in indicateur.lignes if n in par_ligne), toutes[0])
        ligne = indicateur.lignes[0] if indicateur.lignes else None
        autres = tuple(i for i in divergents.get(_notion(indicateur), ()) if i.valeur != indicateur.valeur)
        signales = tuple({s.titre: s for s in signalements if s.vise(indicateur)}.values())
        lots[section.cle].append(Chiffre(indicateur, section.cle, ligne, autres, signales))
    return tuple(ChiffresDeSection(s, tuple(lots[s.cle])) for s in toutes if s.cle in lots)


def _notion(indicateur: Indicateur) -> tuple[str, ...]:
    """What makes two figures comparable: same label, unit, territory, vintage."""
    return (
        indicateur.libelle.casefold(),
        indicateur.unite.casefold(),
        indicateur.territoire.casefold(),
        indicateur.millesime,
    )


def _divergents(indicateurs: tuple[Indicateur, ...]) -> dict[tuple[str, ...], list[Indicateur]]:
    notions: dict[tuple[str, ...], list[Indicateur]] = defaultdict(list)
    for indicateur in indicateurs:
        notions[_notion(indicateur)].append(indicateur)
    return {notion: lot for notion, lot in notions.items() if len({i.valeur for i in lot}) > 1}


def non_comprises(dossier: Dossier) -> tuple[tuple[int, str], ...]:
    """The lines kept as text without being understood: number and words."""
    lignes = dossier.source.lignes
    return tuple((n, lignes[n - 1].strip()) for n in dossier.couverture.non_comprises)
