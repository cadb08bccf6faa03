"""Rows of a spreadsheet: a .csv, or the first sheet of an .xlsx."""

from __future__ import annotations

import csv
import datetime
import io
import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from convenir.documents.antivirus import examiner
from convenir.documents.entree.archive import Archive
from convenir.documents.entree.encodage import decoder
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

LIGNES_MAXIMUM = 20_000
COLONNES_MAXIMUM = 200
TAILLE_MAXIMUM = 20_000_000  # bytes

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SEPARATEURS = ";,\t|"
_FORMATS_DE_DATE = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_HORS_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')  # what a number format prints as it is
_JOUR_OU_ANNEE = re.compile(r"[dyja]", re.IGNORECASE)
_ORIGINES = {False: datetime.date(1899, 12, 30), True: datetime.date(1904, 1, 1)}
_DERNIER_JOUR = 2_958_465  # 31 December 9999, as spreadsheets count


def lire_tableur(nom: str, octets: bytes) -> list[list[str]]:
    """The rows that hold something, as text; a date of an .xlsx is written the ISO way.

    Raises `Refus` when the file is empty, too large, or neither a .csv nor an .xlsx.
    """
    if len(octets) > TAILLE_MAXIMUM:
        raise Refus(f"Le fichier « {nom} » est trop lourd : donnez un tableau de moins de 20 Mo.")
    examiner(octets)
    source = _classeur(nom, octets) if octets.startswith(b"PK\x03\x04") else _csv(nom, octets)
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


def _classeur(nom: str, octets: bytes) -> Iterator[list[str]]:
    archive = Archive(nom, octets)
    classeur = archive.xml("xl/workbook.xml")
    feuille = archive.xml(_chemin(archive, classeur)) if classeur is not None else None
    if classeur is None or feuille is None:
        raise Refus(f"Le fichier « {nom} » n’est pas un classeur .xlsx : donnez un .xlsx ou un .csv.")
    proprietes = classeur.find(f"{_S}workbookPr")
    depuis_1904 = proprietes is not None and proprietes.get("date1904") in {"1", "true"}
    textes = _textes(archive)
    dates = _styles_de_date(archive)
    for rang in feuille.iter(f"{_S}row"):
        cellules: dict[int, str] = {}
        for ordre, cellule in enumerate(rang.iterfind(f"{_S}c")):
            colonne = _colonne(cellule.get("r", ""), ordre)
            if colonne < COLONNES_MAXIMUM:
                est_date = cellule.get("s") in dates
                cellules[colonne] = _valeur(cellule, textes, _ORIGINES[depuis_1904] if est_date else None)
        yield [cellules.get(colonne, "") for colonne in range(max(cellules, default=-1) + 1)]


def _chemin(archive: Archive, classeur: _Element) -> str:
    """Where the first sheet is kept."""
    feuille = classeur.find(f"{_S}sheets/{_S}sheet")
    liens = archive.xml("xl/_rels/workbook.xml.rels")
    if feuille is None or liens is None:
        return "xl/worksheets/sheet1.xml"
    cible = next((lien.get("Target", "") for lien in liens if lien.get("Id") == feuille.get(_R)), "")
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
