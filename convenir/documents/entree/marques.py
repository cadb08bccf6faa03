"""Markdown files (.md): CommonMark, then the traces that a plain text bears.

Many come out of an extraction and hold no mark of structure, only bullets and asterisks, one
paragraph a line: those are read as the plain texts they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.documents.blocs import DocumentLu, Source
from convenir.documents.entree import texte
from convenir.documents.entree.intitules import intitule, lignes_de_sommaire
from convenir.documents.entree.lignes import decouper
from convenir.documents.entree.puces import puce
from convenir.documents.markdown.lecture import lire_lignes

if TYPE_CHECKING:
    from convenir.documents.blocs import Bloc, Contenu

_STRUCTURE = re.compile(r"\s{0,3}(?:#{1,6}\s+\S|```|~~~|={3,}\s*$|<table\b|\|?\s*:?-{3,}:?\s*\|)")
_LIGNE_MAXIMUM = 100_000  # characters: beyond, no person wrote this Markdown, and its parser would be slow


def lire(nom: str, chaine: str, *, sha256: str, taille: int) -> DocumentLu:
    """Read a Markdown file; line numbers are those of the file."""
    lignes = decouper(chaine)
    if not any(_STRUCTURE.match(li) for li in lignes) or any(len(li) > _LIGNE_MAXIMUM for li in lignes):
        blocs = texte.composer_pages(lignes)
    else:
        blocs = lire_lignes(lignes, _Devin(lignes))
    source = Source(nom=nom, format="md", lignes=lignes, numerotee=True, sha256=sha256, taille=taille)
    return DocumentLu(source=source, blocs=blocs, titre=texte.premier_titre(blocs))


class _Devin:
    """Takes over the paragraphs that hold headings, bullets, tabs or contents not marked as such."""

    def __init__(self, lignes: tuple[str, ...]) -> None:
        self._lignes = lignes
        self._sommaire = lignes_de_sommaire(lignes)
        self._structure = next(
            (n for n, ligne in enumerate(lignes) if n not in self._sommaire and _de_structure(ligne)),
            len(lignes),
        )

    def __call__(self, debut: int, fin: int, contenu: Contenu) -> list[Bloc] | None:
        del contenu
        entrees = frozenset(rang - debut for rang in range(debut, fin) if rang in self._sommaire)
        lignes = self._lignes[debut:fin]
        if not entrees and not any(_marquee(ligne) for ligne in lignes):
            return None
        structure = debut > self._structure
        numeros = range(debut + 1, fin + 1)
        return list(texte.composer(lignes, numeros=numeros, sommaire=entrees, structure=structure))


def _marquee(ligne: str) -> bool:
    return "\t" in ligne.strip() or puce(ligne) is not None or intitule(_nue(ligne)) is not None


def _de_structure(ligne: str) -> bool:
    trouve = intitule(_nue(ligne))
    return trouve is not None and bool(trouve.cle)


def _nue(ligne: str) -> str:
    """A line without the marks of a heading or of bold type."""
    return ligne.strip().lstrip("#").strip().strip("*").strip()
