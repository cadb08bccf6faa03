"""A table as a stream of rows: a .csv of any size, a sheet of an .xlsx, the records of an API (.json)."""

from __future__ import annotations

import codecs
import csv
import hashlib
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from convenir.diagnostic.importation.enregistrements import est_du_json, lire_enregistrements
from convenir.documents.entree.tableur import lire_tableur
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

SEPARATEURS = ";,\t|"
_BLOC = 1 << 20  # bytes
_ZIP = b"PK\x03\x04"
SANS_SEPARATEUR = frozenset({"xlsx", "json"})


@dataclass(frozen=True, slots=True)
class Tableau:
    """A table found on disk. `lignes()` gives each row with its number (1: the header), as often as asked."""

    chemin: Path
    nom: str
    empreinte: str
    codage: str
    separateur: str
    entete: tuple[str, ...]

    def lignes(self, avancer: Callable[[float], None] | None = None) -> Iterator[tuple[int, Sequence[str]]]:
        """The rows under the header, empty ones left out; `avancer` is told the share read, from 0 to 1."""
        rangs = _rangs(self.chemin, self.codage, self.separateur, avancer)
        for numero, rang in enumerate(rangs, start=1):
            if numero > 1 and any(rang):
                yield numero, rang

    def apercu(self, nombre: int = 5) -> list[Sequence[str]]:
        """The first rows under the header."""
        return [rang for _, rang in islice(self.lignes(), nombre)]


def ouvrir(chemin: Path, nom: str = "") -> Tableau:
    """What is known of a table before its figures are read. `nom`: what people call it.

    Raises `Refus` when there is no such file, when it is empty, or when it is no table.
    """
    nom = nom or chemin.name
    if not chemin.is_file():
        raise Refus(f"Le fichier « {nom} » est introuvable.")
    empreinte, codage = _parcourir(chemin)
    separateur = "" if codage in SANS_SEPARATEUR else _separateur(chemin, nom, codage)
    entete = next(_rangs(chemin, codage, separateur, None), None)
    if not entete or not any(entete):
        raise Refus(f"Le fichier « {nom} » est vide : sa première ligne doit nommer les colonnes.")
    return Tableau(chemin, nom, empreinte, codage, separateur, tuple(titre.strip() for titre in entete))


def _parcourir(chemin: Path) -> tuple[str, str]:
    """The SHA-256 of a file, and its encoding: UTF-8 when it is so to the end, else that of Windows."""
    somme = hashlib.sha256()
    decodeur = codecs.getincrementaldecoder("utf-8")()
    codage = "utf-8-sig"
    with chemin.open("rb") as flux:
        debut = flux.read(len(_ZIP))
        for bloc in chain([debut], iter(lambda: flux.read(_BLOC), b"")):
            somme.update(bloc)
            if codage == "utf-8-sig":
                try:
                    decodeur.decode(bloc)
                except UnicodeDecodeError:
                    codage = "cp1252"
    if debut == _ZIP:
        codage = "xlsx"
    elif est_du_json(debut):
        codage = "json"
    return somme.hexdigest(), codage


def _separateur(chemin: Path, nom: str, codage: str) -> str:
    """The one that the first line uses most. Raises `Refus` when it uses none."""
    with chemin.open(encoding=codage, errors="replace", newline="") as flux:
        entete = flux.readline(1_000_000)
    separateur = max(SEPARATEURS, key=entete.count)
    if "\0" in entete or not entete.count(separateur):
        raise Refus(
            f"Le fichier « {nom} » n’est pas un tableau : sa première ligne ne sépare aucune colonne "
            "(point-virgule, virgule, tabulation ou barre)."
        )
    return separateur


def _rangs(
    chemin: Path, codage: str, separateur: str, avancer: Callable[[float], None] | None
) -> Iterator[Sequence[str]]:
    if codage == "xlsx":
        yield from lire_tableur(chemin.name, chemin.read_bytes())
        return
    if codage == "json":
        yield from lire_enregistrements(chemin)
        return
    taille = max(chemin.stat().st_size, 1)
    with chemin.open("rb") as octets:
        texte = codecs.getreader(codage)(octets, "replace")
        try:
            for numero, rang in enumerate(csv.reader(texte, delimiter=separateur)):
                if avancer is not None and not numero % 5000:
                    avancer(min(octets.tell() / taille, 1))
                yield rang
        except csv.Error:
            raise Refus(
                f"Le tableau « {chemin.name} » ne peut pas être lu : enregistrez-le de nouveau en CSV."
            ) from None
