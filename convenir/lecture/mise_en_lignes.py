"""Blocs that the software composed → the lines they stand on, as a reader of a file would lay them out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from convenir.documents.blocs import (
    Figure,
    Insertion,
    Liste,
    Paragraphe,
    Place,
    Saut,
    Tableau,
    Titre,
    texte_brut,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.documents.blocs import Bloc, Element, Rang
    from convenir.lecture.dossier import Lignes


@dataclass(slots=True)
class MiseEnLignes:
    """One line per heading, paragraph, item, row. `reperes`: lines of what bears each mark, in order."""

    lignes: list[str] = field(default_factory=list)
    reperes: dict[str, Lignes] = field(default_factory=dict)

    def poser(self, blocs: Iterable[Bloc]) -> tuple[Bloc, ...]:
        """The same blocs, each leaf with its line; a bloc without text stands on none."""
        return tuple(self._bloc(bloc) for bloc in blocs)

    def _bloc(self, bloc: Bloc) -> Bloc:
        match bloc:
            case Titre() | Paragraphe():
                return replace(bloc, place=self._place(texte_brut(bloc.contenu), bloc.place))
            case Liste():
                return replace(bloc, elements=tuple(self._element(e) for e in bloc.elements))
            case Tableau():
                entetes = tuple(self._rang(r) for r in bloc.entetes)
                return replace(bloc, entetes=entetes, rangs=tuple(self._rang(r) for r in bloc.rangs))
            case Figure():
                return replace(bloc, place=self._place(bloc.alternative, bloc.place))
            case Insertion() | Saut():
                return replace(bloc, place=Place(repere=bloc.place.repere))

    def _element(self, element: Element) -> Element:
        place = self._place(texte_brut(element.contenu), element.place)
        return replace(element, place=place, sous=tuple(self._element(e) for e in element.sous))

    def _rang(self, rang: Rang) -> Rang:
        cellules = "\t".join(" ".join(texte_brut(c.contenu).splitlines()) for c in rang.cellules)
        return replace(rang, place=self._place(cellules, rang.place))

    def _place(self, chaine: str, place: Place) -> Place:
        if not chaine.strip():
            return Place(repere=place.repere)
        self.lignes.append(" ".join(chaine.splitlines()))
        lignes = (len(self.lignes),)
        if place.repere:
            self.reperes[place.repere] = self.reperes.get(place.repere, ()) + lignes
        return Place(lignes, repere=place.repere)
