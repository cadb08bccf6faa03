"""Rows of a spreadsheet: a .csv, or the first sheet of an .xlsx."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from convenir.documents.antivirus import examiner
from convenir.documents.entree.classeur import (
    COLONNES_MAXIMUM,
    LIGNES_MAXIMUM,
    TAILLE_MAXIMUM,
    ZIP,
    premiere_feuille,
)
from convenir.documents.entree.encodage import decoder
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEPARATEURS = ";,\t|"


def lire_tableur(nom: str, octets: bytes) -> list[list[str]]:
    """The rows that hold something, as text; a date of an .xlsx is written the ISO way.

    Raises `Refus` when the file is empty, too large, or neither a .csv nor an .xlsx.
    """
    if len(octets) > TAILLE_MAXIMUM:
        raise Refus(f"Le fichier « {nom} » est trop lourd : donnez un tableau de moins de 20 Mo.")
    examiner(octets)
    source = premiere_feuille(nom, octets) if octets.startswith(ZIP) else _csv(nom, octets)
    rangs: list[list[str]] = []
    for rang in source:
        cellules = [" ".join(cellule.split()) for cellule in rang[:COLONNES_MAXIMUM]]
        if any(cellules):
            rangs.append(cellules)
        if len(rangs) > LIGNES_MAXIMUM:
            raise Refus(f"Le fichier « {nom} » compte plus de 20 000 lignes : partagez-le en plusieurs.")
    if not rangs:
        raise Refus(f"Le fichier « {nom} » est vide : il n’y a aucune ligne à lire.")
    return rangs


def _csv(nom: str, octets: bytes) -> Iterator[list[str]]:
    """Rows cut by the separator that the first line uses most."""
    chaine = decoder(nom, octets)
    entete = chaine.lstrip().split("\n", 1)[0]
    separateur = max(_SEPARATEURS, key=entete.count)
    try:
        yield from csv.reader(io.StringIO(chaine, newline=""), delimiter=separateur)
    except csv.Error:
        raise Refus(
            f"Le tableau « {nom} » ne peut pas être lu : enregistrez-le de nouveau en CSV ou en .xlsx."
        ) from None
