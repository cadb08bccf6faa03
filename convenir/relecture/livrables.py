"""What a proofreading hands over: a report to print, and the Word file itself with its findings as comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.documents.publication import parcourir
from convenir.documents.sortie import ecrire, rendre
from convenir.documents.sortie.commentaires import Commentaire, annoter
from convenir.relecture.rapport import composer
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from convenir.lecture.dossier import Dossier
    from convenir.relecture.registre import Constat

FORMATS = ("docx", "pdf")


def ecrire_rapport(
    constats: Sequence[Constat], dossier: Dossier, reference: Path, destination: Path, *, annote: bool = True
) -> list[Path]:
    """Write the report (.docx or .pdf) of a proofreading; the paths written.

    For a Word file, the same file with its findings as comments is written beside the report, under
    the name `<name>-commente.docx`, unless `annote` is false. Raises `Refus` when the destination is
    of another format or cannot be written.
    """
    nom = destination.suffix.lower().removeprefix(".")
    if nom not in FORMATS:
        raise Refus(
            f"Le rapport s’écrit en .docx ou en .pdf : donnez un nom comme « {destination.stem}.pdf »."
        )
    ecrits = [ecrire(destination, rendre(composer(constats, dossier), nom))]
    if annote and dossier.source.format == "docx" and reference.is_file():
        voisin = destination.with_name(f"{reference.stem}-commente.docx")
        ecrits += ecrire_commentaires(constats, dossier, reference, voisin)
    return ecrits


def ecrire_commentaires(
    constats: Sequence[Constat], dossier: Dossier, reference: Path, destination: Path
) -> list[Path]:
    """Write the Word file that was read with each finding as a comment on its very words.

    Raises `Refus` when what was read is not a .docx, or when the destination is that very file.
    """
    if dossier.source.format != "docx" or not reference.is_file():
        raise Refus(
            "Les commentaires Word se placent dans un fichier .docx : relisez la convention sous ce format."
        )
    if destination.suffix.lower() != ".docx":
        raise Refus(f"Le fichier annoté est un .docx : donnez un nom comme « {destination.stem}.docx ».")
    if destination.exists() and destination.samefile(reference):
        raise Refus("Le fichier annoté remplacerait l’original : donnez-lui un autre nom.")
    reperes = _reperes(dossier)
    commentaires = [_commentaire(constat, reperes) for constat in constats]
    return [ecrire(destination, annoter(reference.read_bytes(), commentaires))]


def _reperes(dossier: Dossier) -> dict[int, str]:
    """The anchor of each line in the original file."""
    return {
        ligne: noeud.place.repere
        for noeud in parcourir(dossier.document.blocs)
        if getattr(noeud, "place", None) and noeud.place.repere
        for ligne in noeud.place.lignes
    }


def _commentaire(constat: Constat, reperes: dict[int, str]) -> Commentaire:
    repere = next((reperes[ligne] for ligne in constat.lignes if ligne in reperes), "")
    lignes = [f"{constat.gravite.value.capitalize()} · {constat.titre}", constat.message]
    lignes += [f"Preuve : {constat.preuve}"] if constat.preuve else []
    lignes += [f"À faire : {constat.suggestion}"] if constat.suggestion else []
    return Commentaire(repere, constat.extrait, tuple(lignes))
