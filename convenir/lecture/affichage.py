"""Passages as they are shown on a page: neighbouring items in one list, neighbouring rows in one table."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.html import conditional_escape

from convenir.lecture.dossier import Nature

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from convenir.lecture.dossier import Passage
    from convenir.lecture.sections import Section

_GENRES = {
    Nature.TITRE: "titre",
    Nature.ELEMENT: "liste",
    Nature.SOMMAIRE: "liste",
    Nature.RANG: "tableau",
    Nature.ENTETE: "tableau",
}


@dataclass(frozen=True, slots=True)
class LigneAffichee:
    """A passage and its HTML: one piece, or one per cell of a table row."""

    passage: Passage
    morceaux: tuple[SafeString, ...]

    @property
    def html(self) -> SafeString:
        return self.morceaux[0]

    @property
    def ancre(self) -> str:
        """Target of the links to this passage: "l-" and its first line."""
        return f"l-{self.passage.lignes[0]}" if self.passage.lignes else ""

    @property
    def est_entete(self) -> bool:
        return self.passage.nature == Nature.ENTETE


@dataclass(frozen=True, slots=True)
class Groupe:
    """Lines shown together: `genre` is titre, paragraphe, liste or tableau."""

    genre: str
    lignes: tuple[LigneAffichee, ...]


def lignes_simples(section: Section) -> tuple[LigneAffichee, ...]:
    """The passages of a section with nothing marked."""
    return tuple(
        LigneAffichee(p, tuple(conditional_escape(p.texte[de:a]) for de, a in bornes_des_cellules(p)))
        for p in section.passages
    )


def separer_le_titre(
    section: Section, lignes: tuple[LigneAffichee, ...]
) -> tuple[LigneAffichee | None, tuple[LigneAffichee, ...]]:
    """The heading of a provision as it was written, then the rest; None when the section has none."""
    if section.titree and lignes and lignes[0].passage.nature == Nature.TITRE:
        return lignes[0], lignes[1:]
    return None, lignes


def bornes_des_cellules(passage: Passage) -> tuple[tuple[int, int], ...]:
    """Where each cell of a row stands in its `texte` (tabs between them); the whole text otherwise."""
    if not passage.cellules:
        return ((0, len(passage.texte)),)
    bornes = []
    debut = 0
    for morceau in passage.texte.split("\t"):
        bornes.append((debut, debut + len(morceau)))
        debut += len(morceau) + 1
    manquantes = max(0, len(passage.cellules) - len(bornes))
    vides_en_tete = next((i for i, c in enumerate(passage.cellules) if c.strip()), 0)
    devant = min(vides_en_tete, manquantes)
    return ((0, 0),) * devant + tuple(bornes) + ((0, 0),) * (manquantes - devant)


def groupes(lignes: Iterable[LigneAffichee]) -> tuple[Groupe, ...]:
    """Neighbouring items make a list, neighbouring rows a table; the rest stands alone."""
    resultat: list[Groupe] = []
    for genre, suite in groupby(lignes, key=lambda ligne: _GENRES.get(ligne.passage.nature, "paragraphe")):
        if genre in {"liste", "tableau"}:
            resultat.append(Groupe(genre, tuple(suite)))
        else:
            resultat.extend(Groupe(genre, (ligne,)) for ligne in suite)
    return tuple(resultat)
