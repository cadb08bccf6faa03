"""Which part of a convention each line belongs to: what composition needs to lay out the text read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.documents.blocs import Liste, Paragraphe, Tableau, Titre, texte_brut
from convenir.lecture.dossier import Nature

if TYPE_CHECKING:
    from convenir.documents.blocs import Bloc, Element
    from convenir.lecture.dossier import Disposition, Dossier


@dataclass(frozen=True, slots=True)
class Reperes:
    """Lookups by line number. `parties`: index of the party a line presents."""

    regions: dict[int, str]
    titres: dict[int, Disposition]
    parties: dict[int, int]
    sommaire: frozenset[int]
    acte: frozenset[int]
    premiere: int

    def region(self, bloc: Bloc) -> str:
        """Key of the part that holds the first line of a bloc; empty when it has no line."""
        lignes = lignes_de(bloc)
        return self.regions.get(lignes[0], "") if lignes else ""


def reperer(dossier: Dossier) -> Reperes:
    """Build the lookups of a dossier."""
    regions = {n: p.disposition for p in dossier.passages for n in p.lignes}
    sommaire = {n for p in dossier.passages if p.nature is Nature.SOMMAIRE for n in p.lignes}
    sommaire |= {n for n, region in regions.items() if region == "sommaire"}
    sommaire |= {n for entree in dossier.sommaire for n in entree.lignes}
    titres = {d.ligne_titre: d for d in dossier.dispositions if d.ligne_titre is not None}
    parties = {
        n: rang
        for rang, partie in enumerate(dossier.parties)
        for n in partie.lignes
        if regions.get(n, "parties") == "parties"
    }
    acte = frozenset(dossier.acte.lignes) if dossier.acte else frozenset()
    ouvertures = [*titres, *parties, *sommaire, *(n for n, r in regions.items() if r in {"parties", "visas"})]
    return Reperes(regions, titres, parties, frozenset(sommaire), acte, min(ouvertures, default=0))


def lignes_de(bloc: Bloc) -> tuple[int, ...]:
    """Every line of a bloc, nested ones included, in order."""
    match bloc:
        case Liste():
            return tuple(n for e in bloc.elements for n in _lignes_element(e)) or bloc.place.lignes
        case Tableau():
            rangs = tuple(n for r in (*bloc.entetes, *bloc.rangs) for n in r.place.lignes)
            return rangs or bloc.place.lignes
    return bloc.place.lignes


def _lignes_element(element: Element) -> tuple[int, ...]:
    return (*element.place.lignes, *(n for sous in element.sous for n in _lignes_element(sous)))


def texte_de(bloc: Bloc) -> str:
    """Plain text of a heading or a paragraph, else nothing."""
    return texte_brut(bloc.contenu) if isinstance(bloc, (Titre, Paragraphe)) else ""
