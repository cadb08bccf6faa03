"""The text layer of a PDF: lines as they are laid out, with their place, size and emphasis."""

from __future__ import annotations

import ctypes
import re
import threading
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from convenir.documents.blocs import Texte
from convenir.documents.entree.archive import abime, chiffre

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VERROU = threading.Lock()  # PDFium works for one thread at a time
_MOT = re.compile(r"[^ \t\r\n]+")  # a no-break space does not part words
_LIGNE = re.compile(r"[^\r\n]+")
_EXPOSANT = re.compile(r"(\d+)(er|ère|re|e|ème|nd|nde|ers|ères|es)\b")
_SYMBOLES = str.maketrans(
    {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf06f": "○", "\uf02d": "-"}
)
_GRAISSE = 600
_ITALIQUE = 1 << 6  # flag of a font descriptor (ISO 32000-1, table 123)
_FORCE = 1 << 18
_MOT_DE_PASSE = 4  # FPDF_ERR_PASSWORD
_ECART_DE_COLONNES = 1.6  # × size: a wider blank between two words is a column, not a space
_NOM_DE_POLICE = 200
_DESSINS_MAXIMUM = 4000  # on one page: beyond, it is a map, not a table
_EPAISSEUR = 3.0  # points: the thickest rule
_CRAN = 4.0  # points
_REPETITIONS = 3
_COLONNES = 2
_HAUTEUR_DE_RANG = 8.0  # points: the lowest row


Montant = tuple[int, int, int]  # abscissa in steps of 4 points, bottom and top in points


@dataclass(frozen=True, slots=True)
class Mot:
    """A word: characters, horizontal extent in points, size, emphasis."""

    texte: str
    x0: float
    x1: float
    base: float
    taille: float
    gras: bool
    italique: bool
    exposant: str = ""


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line of a page.

    `base` and `fin` are the distances in points from the top of the page to the baselines of its first
    and last words; they differ when a hyphenated word joined two lines.
    """

    page: int
    mots: tuple[Mot, ...]
    hauteur: float

    @property
    def texte(self) -> str:
        return "".join(run.texte for run in self.runs())

    @property
    def x0(self) -> float:
        return self.mots[0].x0

    @property
    def x1(self) -> float:
        return self.mots[-1].x1

    @property
    def base(self) -> float:
        return self.mots[0].base

    @property
    def fin(self) -> float:
        return self.mots[-1].base

    @property
    def taille(self) -> float:
        return max((mot.taille for mot in self.mots[:8]), default=0.0)

    def runs(self) -> list[Texte]:
        """Runs of the line; a wide blank between two words is a tab."""
        runs: list[Texte] = []
        precedent: Mot | None = None
        for mot in self.mots:
            if precedent is not None:
                large = mot.x0 - precedent.x1 > _ECART_DE_COLONNES * mot.taille and mot.base == precedent.base
                meme = (precedent.gras, precedent.italique) == (mot.gras, mot.italique)
                blanc = Texte("\t" if large else " ")
                runs.append(replace(blanc, gras=mot.gras, italique=mot.italique) if meme else blanc)
            runs.extend(_runs(mot))
            precedent = mot
        return runs


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its lines, the vertical rules it draws, the count of its images."""

    numero: int
    hauteur: float
    lignes: tuple[Ligne, ...]
    montants: frozenset[Montant]
    images: int


def extraire(nom: str, octets: bytes) -> tuple[list[Page], dict[str, str]]:
    """Pages of a PDF, and its metadata. Raises `Refus` when it is damaged or protected by a password."""
    import pypdfium2  # noqa: PLC0415 -- only for a PDF

    with VERROU:
        try:
            document = pypdfium2.PdfDocument(octets)
        except pypdfium2.PdfiumError as erreur:
            raise chiffre(nom) if getattr(erreur, "err_code", 0) == _MOT_DE_PASSE else abime(nom) from None
        try:
            return list(_pages(document)), dict(document.get_metadata_dict())
        except pypdfium2.PdfiumError:
            raise abime(nom) from None
        finally:
            document.close()


def _pages(document: Any) -> Iterator[Page]:
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    for rang in range(len(document)):
        page = document[rang]
        hauteur = page.get_height()
        couche = page.get_textpage()
        objets = list(page.get_objects(max_depth=3))
        montants = _montants(objet for objet in objets if objet.type == pdfium.FPDF_PAGEOBJ_PATH)
        images = sum(1 for objet in objets if objet.type == pdfium.FPDF_PAGEOBJ_IMAGE)
        lignes = tuple(_lignes(couche, rang + 1, hauteur))
        yield Page(rang + 1, hauteur, lignes, montants, images)
        couche.close()
        page.close()


def _montants(dessins: Iterable[Any]) -> frozenset[Montant]:
    """Vertical rules and sides of the boxes that a page draws; none when it draws a map."""
    montants: set[Montant] = set()
    for rang, dessin in enumerate(dessins):
        if rang > _DESSINS_MAXIMUM:
            return frozenset()
        gauche, bas, droite, haut = dessin.get_bounds()
        if haut - bas > _HAUTEUR_DE_RANG:
            cotes = (gauche,) if droite - gauche < _EPAISSEUR else (gauche, droite)
            montants.update((round(x / _CRAN), round(bas), round(haut)) for x in cotes)
    return frozenset(montants)


def quadrillees(pages: list[Page]) -> list[int]:
    """Numbers of the pages that draw three vertical sides of their own: a ruled table has as many.

    What is drawn at the same place on several pages is decoration.
    """
    fois = Counter(montant for page in pages for montant in page.montants)
    return [
        page.numero
        for page in pages
        if len({x for x, bas, haut in page.montants if fois[x, bas, haut] < _REPETITIONS}) > _COLONNES
    ]


def _lignes(couche: Any, page: int, hauteur: float) -> Iterator[Ligne]:
    chaine = couche.get_text_range()
    sonde = _Sonde(couche, chaine, hauteur)
    for ligne in _LIGNE.finditer(chaine):
        mots = tuple(sonde.mot(mot) for mot in _MOT.finditer(chaine, ligne.start(), ligne.end()))
        mots = tuple(mot for mot in mots if mot.texte)
        if mots:
            yield Ligne(page, mots, hauteur)


class _Sonde:
    """Asks PDFium about the characters of one page."""

    def __init__(self, couche: Any, chaine: str, hauteur: float) -> None:
        import pypdfium2.raw as pdfium  # noqa: PLC0415

        self._pdfium = pdfium
        self._couche = couche
        self._hauteur = hauteur
        self._nom = ctypes.create_string_buffer(_NOM_DE_POLICE)
        self._drapeaux = ctypes.c_int()
        self._rangs = _rangs_utf16(chaine)

    def mot(self, trouve: re.Match[str]) -> Mot:
        """The word found at this place of the text of the page."""
        debut, fin = self._rang(trouve.start()), self._rang(trouve.end() - 1)
        x0, bas, _, _ = self._boite(debut)
        _, _, x1, _ = self._boite(fin)
        taille = self._pdfium.FPDFText_GetFontSize(self._couche, debut)
        gras, italique = self._emphase(debut)
        texte = trouve[0].translate(_SYMBOLES)
        exposant = self._exposant(trouve, taille)
        return Mot(texte, x0, x1, round(self._hauteur - bas, 1), round(taille, 1), gras, italique, exposant)

    def _rang(self, position: int) -> int:
        return self._rangs[position] if self._rangs else position

    def _boite(self, rang: int) -> tuple[float, float, float, float]:
        boite = self._couche.get_charbox(rang, loose=True)
        return boite[0], boite[1], boite[2], boite[3]

    def _emphase(self, rang: int) -> tuple[bool, bool]:
        longueur = self._pdfium.FPDFText_GetFontInfo(
            self._couche, rang, self._nom, _NOM_DE_POLICE, ctypes.byref(self._drapeaux)
        )
        nom = self._nom.raw[: max(0, min(longueur, _NOM_DE_POLICE) - 1)].decode("utf-8", "replace").lower()
        lourd = self._pdfium.FPDFText_GetFontWeight(self._couche, rang) >= _GRAISSE
        gras = (
            lourd or bool(self._drapeaux.value & _FORCE) or any(m in nom for m in ("bold", "black", "heavy"))
        )
        penche = bool(self._drapeaux.value & _ITALIQUE) or "italic" in nom or "oblique" in nom
        return gras, penche

    def _exposant(self, trouve: re.Match[str], taille: float) -> str:
        """The raised end of an ordinal ("1er"), told by its smaller size."""
        ordinal = _EXPOSANT.match(trouve[0])
        if not ordinal:
            return ""
        rang = self._rang(trouve.start() + ordinal.start(2))
        petite = self._pdfium.FPDFText_GetFontSize(self._couche, rang) < 0.85 * taille
        return ordinal[2] if petite else ""


def _rangs_utf16(chaine: str) -> list[int]:
    """Index of each character for PDFium, which counts UTF-16 units; empty when they are the same."""
    if chaine.isascii() or max(chaine) <= "\uffff":
        return []
    rangs, rang = [], 0
    for caractere in chaine:
        rangs.append(rang)
        rang += 2 if caractere > "\uffff" else 1
    return rangs


def _runs(mot: Mot) -> list[Texte]:
    plein = Texte(mot.texte, gras=mot.gras, italique=mot.italique)
    if not mot.exposant:
        return [plein]
    nombre, _, reste = mot.texte.partition(mot.exposant)
    leve = replace(plein, texte=mot.exposant, exposant=True)
    return [replace(plein, texte=nombre), leve, *([replace(plein, texte=reste)] if reste else [])]
