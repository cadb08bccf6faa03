"""What stands around the body of a Word document: notes, headers, footers, and the parts they are in."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from convenir.documents.blocs import Texte
from convenir.documents.entree.docx.noms import W, en_transitionnel
from convenir.documents.entree.enrichi import normaliser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    from convenir.documents.blocs import Contenu
    from convenir.documents.entree.archive import Archive

_PARTIES = re.compile(r"word/(?:header|footer)(\d*)\.xml")


def relations(archive: Archive, piece: str) -> dict[str, str]:
    """Parts of the archive that `piece` refers to, by identifier of relation; external targets left out."""
    dossier, fichier = posixpath.split(piece)
    racine = archive.xml(f"{dossier}/_rels/{fichier}.rels")
    return {
        lien.get("Id", ""): posixpath.normpath(posixpath.join(dossier, lien.get("Target", "")).lstrip("/"))
        for lien in (() if racine is None else racine)
        if lien.get("TargetMode") != "External"
    }


def note(archive: Archive, genre: str, identifiant: str, lire: Callable[[_Element], list[Texte]]) -> Contenu:
    """Content of a note; `genre` is footnote or endnote."""
    racine = archive.xml(f"word/{genre}s.xml")
    runs: list[Texte] = []
    for element in () if racine is None else en_transitionnel(racine).iter(W + genre):
        if element.get(W + "id") == identifiant:
            for paragraphe in element.iter(W + "p"):
                runs.extend([Texte(" "), *lire(paragraphe)])
    return normaliser(runs)


def entetes_et_pieds(archive: Archive) -> Iterator[_Element]:
    """Roots of the headers then footers, in the order of their numbers."""
    for piece in sorted(archive.noms, key=_rang):
        if _PARTIES.fullmatch(piece) and (racine := archive.xml(piece)) is not None:
            yield en_transitionnel(racine)


def _rang(piece: str) -> tuple[bool, int, str]:
    trouve = _PARTIES.fullmatch(piece)
    return "footer" in piece, int(trouve[1] or 0) if trouve else 0, piece
