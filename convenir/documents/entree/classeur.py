"""An .xlsx as its sheets: the rows that hold something, each cell as text, with what is told of a cell."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from convenir.documents.antivirus import examiner
from convenir.documents.entree.archive import Archive
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

LIGNES_MAXIMUM = 20_000
COLONNES_MAXIMUM = 200
TAILLE_MAXIMUM = 20_000_000  # bytes
ZIP = b"PK\x03\x04"

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FORMATS_DE_DATE = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_HORS_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')  # what a number format prints as it is
_JOUR_OU_ANNEE = re.compile(r"[dyja]", re.IGNORECASE)
_ORIGINES = {False: datetime.date(1899, 12, 30), True: datetime.date(1904, 1, 1)}
_DERNIER_JOUR = 2_958_465  # 31 December 9999, as spreadsheets count


@dataclass(frozen=True, slots=True)
class Rang:
    """A row: its number in the sheet (from 1), its cells as text, the columns (from 0) that are formulas.

    `fusionne`: a cell of it is merged with others, so that some of its values are elsewhere.
    """

    numero: int
    cellules: tuple[str, ...]
    formules: frozenset[int] = frozenset()
    fusionne: bool = False


@dataclass(frozen=True, slots=True)
class Feuille:
    """A sheet and its rows, those that hold nothing left out."""

    nom: str
    rangs: tuple[Rang, ...] = field(default=())


def lire_classeur(nom: str, octets: bytes) -> tuple[Feuille, ...]:
    """Every sheet of an .xlsx, in order; line breaks of a cell are kept, a date is written the ISO way.

    Raises `Refus` when the file is too large, or is no .xlsx.
    """
    if len(octets) > TAILLE_MAXIMUM:
        raise Refus(f"Le fichier « {nom} » est trop lourd : donnez un tableau de moins de 20 Mo.")
    examiner(octets)
    if not octets.startswith(ZIP):
        raise Refus(f"Le fichier « {nom} » n’est pas un classeur .xlsx : enregistrez-le sous ce format.")
    return tuple(Feuille(titre, tuple(rangs)) for titre, rangs in _feuilles(nom, octets))


def premiere_feuille(nom: str, octets: bytes) -> Iterator[list[str]]:
    """The rows of the first sheet, as text."""
    _, rangs = next(iter(_feuilles(nom, octets)))
    for rang in rangs:
        yield list(rang.cellules)


def _feuilles(nom: str, octets: bytes) -> Iterator[tuple[str, Iterator[Rang]]]:
    archive = Archive(nom, octets)
    classeur = archive.xml("xl/workbook.xml")
    chemins = _chemins(archive, classeur) if classeur is not None else []
    if classeur is None or not chemins:
        raise Refus(f"Le fichier « {nom} » n’est pas un classeur .xlsx : donnez un .xlsx ou un .csv.")
    proprietes = classeur.find(f"{_S}workbookPr")
    depuis_1904 = proprietes is not None and proprietes.get("date1904") in {"1", "true"}
    lecture = _Lecture(nom, _textes(archive), _styles_de_date(archive), _ORIGINES[depuis_1904])
    for titre, chemin in chemins:
        feuille = archive.xml(chemin)
        if feuille is None:
            raise Refus(f"Le fichier « {nom} » n’est pas un classeur .xlsx : donnez un .xlsx ou un .csv.")
        yield titre, lecture.rangs(feuille)


@dataclass(frozen=True, slots=True)
class _Lecture:
    """What the cells of a workbook are read with."""

    nom: str
    textes: list[str]
    dates: frozenset[str]
    origine: datetime.date

    def rangs(self, feuille: _Element) -> Iterator[Rang]:
        fusions = [*_fusions(feuille)]
        lus = 0
        for ordre, rang in enumerate(feuille.iter(f"{_S}row"), start=1):
            cellules: dict[int, str] = {}
            formules = set()
            for place, cellule in enumerate(rang.iterfind(f"{_S}c")):
                colonne = _colonne(cellule.get("r", ""), place)
                if colonne < COLONNES_MAXIMUM:
                    est_date = cellule.get("s") in self.dates
                    cellules[colonne] = _valeur(cellule, self.textes, self.origine if est_date else None)
                    if cellule.find(f"{_S}f") is not None:
                        formules.add(colonne)
            if not any(valeur.strip() for valeur in cellules.values()):
                continue
            lus += 1
            if lus > LIGNES_MAXIMUM:
                raise Refus(
                    f"Le fichier « {self.nom} » compte plus de 20 000 lignes : partagez-le en plusieurs."
                )
            dit = rang.get("r", "")
            numero = int(dit) if dit.isdecimal() else ordre
            ecrites = tuple(cellules.get(c, "") for c in range(max(cellules, default=-1) + 1))
            fusionne = any(debut <= numero <= fin for debut, fin in fusions)
            yield Rang(numero, ecrites, frozenset(formules), fusionne)


def _fusions(feuille: _Element) -> Iterator[tuple[int, int]]:
    """The first and last row of each group of merged cells."""
    for fusion in feuille.iter(f"{_S}mergeCell"):
        debut, _, fin = fusion.get("ref", "").partition(":")
        lignes = [bord.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$") for bord in (debut, fin or debut)]
        if all(ligne.isdecimal() for ligne in lignes):
            yield int(lignes[0]), int(lignes[1])


def _chemins(archive: Archive, classeur: _Element) -> list[tuple[str, str]]:
    """Where each sheet is kept, by its name."""
    liens = archive.xml("xl/_rels/workbook.xml.rels")
    feuilles = classeur.findall(f"{_S}sheets/{_S}sheet")
    if not feuilles or liens is None:
        return [("", "xl/worksheets/sheet1.xml")]
    cibles = {lien.get("Id"): lien.get("Target", "") for lien in liens}
    return [(f.get("name", ""), _chemin(cibles.get(f.get(_R), ""))) for f in feuilles]


def _chemin(cible: str) -> str:
    return cible.lstrip("/") if cible.startswith("/") else f"xl/{cible}"


def _textes(archive: Archive) -> list[str]:
    """The shared strings, without their phonetic guides."""
    racine = archive.xml("xl/sharedStrings.xml")
    return [] if racine is None else [_texte(si) for si in racine.iterfind(f"{_S}si")]


def _texte(noeud: _Element) -> str:
    morceaux = [*noeud.iterfind(f"{_S}t"), *noeud.iterfind(f"{_S}r/{_S}t")]
    return "".join(morceau.text or "" for morceau in morceaux)


def _styles_de_date(archive: Archive) -> frozenset[str]:
    """The styles of cells that print a number as a date."""
    racine = archive.xml("xl/styles.xml")
    if racine is None:
        return frozenset()
    siens = {
        f.get("numFmtId", "") for f in racine.iter(f"{_S}numFmt") if _est_une_date(f.get("formatCode", ""))
    }
    codes = siens | {str(n) for n in _FORMATS_DE_DATE}
    styles = racine.iterfind(f"{_S}cellXfs/{_S}xf")
    return frozenset(str(rang) for rang, xf in enumerate(styles) if xf.get("numFmtId") in codes)


def _est_une_date(format_: str) -> bool:
    return bool(_JOUR_OU_ANNEE.search(_HORS_FORMAT.sub("", format_)))


def _colonne(reference: str, ordre: int) -> int:
    """The rank of a column, from 0: "B3" → 1; in order when the reference is left out."""
    rang = 0
    for lettre in reference.rstrip("0123456789")[:3]:
        rang = rang * 26 + ord(lettre.upper()) - ord("A") + 1
    return rang - 1 if rang > 0 else ordre


def _valeur(cellule: _Element, textes: list[str], origine: datetime.date | None) -> str:
    type_ = cellule.get("t", "n")
    if type_ == "inlineStr":
        contenu = cellule.find(f"{_S}is")
        return "" if contenu is None else _texte(contenu)
    brut = (cellule.findtext(f"{_S}v") or "").strip()
    if type_ == "s":
        return textes[int(brut)] if brut.isdecimal() and int(brut) < len(textes) else ""
    if type_ == "n" and brut:
        return _nombre(brut, origine)
    return brut


def _nombre(brut: str, origine: datetime.date | None) -> str:
    """A number as people write it, or the date it stands for."""
    try:
        nombre = Decimal(brut)
    except InvalidOperation:
        return brut
    if not nombre.is_finite():
        return brut
    if origine is not None and 0 < nombre < _DERNIER_JOUR:
        return (origine + datetime.timedelta(days=int(nombre))).isoformat()
    entier = nombre == nombre.to_integral_value() and abs(nombre.adjusted()) < 30  # noqa: PLR2004 -- figures of any number of an act
    return str(int(nombre)) if entier else str(nombre)
