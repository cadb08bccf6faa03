"""Passages as they are shown on a page: neighbouring items in one list, neighbouring rows in one table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.socle.formats import MOTIF_NOMBRE
from convenir.socle.templatetags.typographie import fines

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

_CHIFFRE = re.compile(rf"[-+−]?\s*{MOTIF_NOMBRE}\s*(?:€|%|euros)?")


@dataclass(frozen=True, slots=True)
class LigneAffichee:
    """A passage and its HTML: one piece, or one per cell of a table row."""

    passage: Passage
    morceaux: tuple[SafeString, ...]

    @property
    def html(self) -> SafeString:
        return self.morceaux[0]

    @property
    def cellules(self) -> tuple[tuple[SafeString, bool], ...]:
        """Each piece and whether it is a figure, to align with those above and below."""
        textes = [self.passage.texte[de:a] for de, a in bornes_des_cellules(self.passage)]
        chiffres = (bool(_CHIFFRE.fullmatch(texte.strip())) for texte in textes)
        return tuple(zip(self.morceaux, chiffres, strict=True))

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

    @property
    def rangs(self) -> tuple[tuple[LigneAffichee, bool, tuple[tuple[SafeString, bool], ...]], ...]:
        """Each row of a table: its line, whether it heads the columns, its cells (html, whether a figure).

        A first row of words above figures heads them, even when the file did not say so.
        """
        de_chiffres = {rang for ligne in self.lignes for rang, (_, est) in enumerate(ligne.cellules) if est}
        premiere_de_mots = bool(de_chiffres) and not any(est for _, est in self.lignes[0].cellules)
        rangs = []
        for ligne in self.lignes:
            entete = ligne.est_entete or (premiere_de_mots and ligne is self.lignes[0])
            de_droite = de_chiffres if entete else ()
            cellules = ((m, est or n in de_droite) for n, (m, est) in enumerate(ligne.cellules))
            rangs.append((ligne, entete, tuple(cellules)))
        return tuple(rangs)


def lignes_simples(section: Section) -> tuple[LigneAffichee, ...]:
    """The passages of a section with nothing marked."""
    return tuple(
        LigneAffichee(p, tuple(fines(p.texte[de:a]) for de, a in bornes_des_cellules(p)))
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
