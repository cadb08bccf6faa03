"""The text layer of a PDF: lines as they are laid out, with their place, size and emphasis."""

from __future__ import annotations

import ctypes
import re
import threading
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
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
_NOM_DE_MARQUE = 64
_REDUITE = 0.85  # × the size: a raised letter is smaller
_DESSINS_MAXIMUM = 4000  # on one page: beyond, it is a map, not a table
_EPAISSEUR = 3.0  # points: the thickest rule
_CRAN = 4.0  # points
_REPETITIONS = 3
_COLONNES = 2
_HAUTEUR_DE_RANG = 8.0  # points: the lowest row


SANS_MARQUE = -1
ARTEFACT = -2

Montant = tuple[int, int, int]  # abscissa in steps of 4 points, bottom and top in points


@dataclass(frozen=True, slots=True)
class Mot:
    """A word: characters, horizontal extent in points, size, emphasis.

    In a tagged PDF, the part of a word in one piece of marked content: `marque` is the identifier of that
    content (`SANS_MARQUE`, `ARTEFACT`), `colle` tells that no blank parts it from the word before.
    """

    texte: str
    x0: float
    x1: float
    base: float
    taille: float
    gras: bool
    italique: bool
    exposant: str = ""
    marque: int = -1
    colle: bool = False


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
        return en_runs(self.mots)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its lines, the vertical rules it draws, the count of its images."""

    numero: int
    hauteur: float
    lignes: tuple[Ligne, ...]
    montants: frozenset[Montant]
    images: int


def extraire(nom: str, octets: bytes) -> tuple[list[Page], dict[str, str], bool]:
    """Pages of a PDF, its metadata, and whether it is tagged.

    Raises `Refus` when it is damaged or protected by a password.
    """
    import pypdfium2  # noqa: PLC0415 -- only for a PDF
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    with VERROU:
        try:
            document = pypdfium2.PdfDocument(octets)
        except pypdfium2.PdfiumError as erreur:
            raise chiffre(nom) if getattr(erreur, "err_code", 0) == _MOT_DE_PASSE else abime(nom) from None
        try:
            balise = bool(pdfium.FPDFCatalog_IsTagged(document))
            pages = list(_pages(document, balise=balise))
            return pages, dict(document.get_metadata_dict()), balise
        except pypdfium2.PdfiumError:
            raise abime(nom) from None
        finally:
            document.close()


def _pages(document: Any, *, balise: bool) -> Iterator[Page]:
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    for rang in range(len(document)):
        page = document[rang]
        hauteur = page.get_height()
        couche = page.get_textpage()
        objets = list(page.get_objects(max_depth=3))
        montants = _montants(objet for objet in objets if objet.type == pdfium.FPDF_PAGEOBJ_PATH)
        images = sum(1 for objet in objets if objet.type == pdfium.FPDF_PAGEOBJ_IMAGE)
        lignes = tuple(_lignes(_Sonde(couche, hauteur, balise=balise), rang + 1))
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


def _lignes(sonde: _Sonde, page: int) -> Iterator[Ligne]:
    chaine = sonde.chaine
    for ligne in _LIGNE.finditer(chaine):
        mots = tuple(
            mot for trouve in _MOT.finditer(chaine, ligne.start(), ligne.end()) for mot in sonde.mots(trouve)
        )
        if mots:
            yield Ligne(page, mots, sonde.hauteur)


@dataclass(frozen=True, slots=True)
class _Objet:
    """What all the characters that one text object draws have in common."""

    taille: float
    gras: bool
    italique: bool
    marque: int


class _Sonde:
    """Asks PDFium about the characters of one page."""

    def __init__(self, couche: Any, hauteur: float, *, balise: bool) -> None:
        import pypdfium2.raw as pdfium  # noqa: PLC0415

        self.chaine: str = couche.get_text_range()
        self.hauteur = hauteur
        self._pdfium = pdfium
        self._couche = couche
        self._balise = balise
        self._nom = ctypes.create_string_buffer(_NOM_DE_POLICE)
        self._drapeaux = ctypes.c_int()
        self._rangs = _rangs_utf16(self.chaine)
        self._objets: dict[int, _Objet] = {}

    def mots(self, trouve: re.Match[str]) -> Iterator[Mot]:
        """The word found at this place of the text of the page, parted where the marked content changes."""
        debut, fin = trouve.span()
        coupes = [debut, *(self._coupes(debut, fin) if self._balise else ()), fin]
        for a, b in pairwise(coupes):
            premier, dernier = self._rang(a), self._rang(b - 1)
            objet = self._objet(premier)
            x0, bas, _, _ = self._couche.get_charbox(premier, loose=True)
            _, _, x1, _ = self._couche.get_charbox(dernier, loose=True)
            yield Mot(
                self.chaine[a:b].translate(_SYMBOLES),
                x0,
                x1,
                round(self.hauteur - bas, 1),
                round(objet.taille, 1),
                objet.gras,
                objet.italique,
                self._exposant(trouve, a, b),
                objet.marque,
                colle=a > debut,
            )

    def _coupes(self, debut: int, fin: int) -> list[int]:
        """Places inside a word where another piece of marked content starts."""
        if self._adresse(self._rang(debut)) == self._adresse(self._rang(fin - 1)):
            return []
        marques = [self._objet(self._rang(n)).marque for n in range(debut, fin)]
        return [debut + n for n in range(1, len(marques)) if marques[n] != marques[n - 1]]

    def _rang(self, position: int) -> int:
        return self._rangs[position] if self._rangs else position

    def _adresse(self, rang: int) -> int:
        objet = self._pdfium.FPDFText_GetTextObject(self._couche, rang)
        return ctypes.cast(objet, ctypes.c_void_p).value or 0

    def _objet(self, rang: int) -> _Objet:
        adresse = self._adresse(rang)
        if adresse not in self._objets or not adresse:
            taille = self._pdfium.FPDFText_GetFontSize(self._couche, rang)
            self._objets[adresse] = _Objet(taille, *self._emphase(rang), self._marque(rang))
        return self._objets[adresse]

    def _marque(self, rang: int) -> int:
        """Identifier of the marked content of a character."""
        objet = self._pdfium.FPDFText_GetTextObject(self._couche, rang)
        if not objet or not self._balise:
            return SANS_MARQUE
        marque = self._pdfium.FPDFPageObj_GetMarkedContentID(objet)
        return int(marque) if marque >= 0 else self._sans_identifiant(objet)

    def _sans_identifiant(self, objet: Any) -> int:
        """Tell the decoration of the page ("Artifact") from what nobody tagged."""
        nom, longueur = (ctypes.c_ushort * _NOM_DE_MARQUE)(), ctypes.c_ulong()
        for n in range(self._pdfium.FPDFPageObj_CountMarks(objet)):
            marque = self._pdfium.FPDFPageObj_GetMark(objet, n)
            self._pdfium.FPDFPageObjMark_GetName(marque, nom, ctypes.sizeof(nom), ctypes.byref(longueur))
            if bytes(nom)[: longueur.value].decode("utf-16-le", "replace").rstrip("\0") == "Artifact":
                return ARTEFACT
        return SANS_MARQUE

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

    def _exposant(self, trouve: re.Match[str], debut: int, fin: int) -> str:
        """What is raised of `debut` to `fin`: the end of an ordinal ("1er"), told by its smaller size."""
        ordinal = _EXPOSANT.match(trouve[0])
        if not ordinal:
            return ""
        place = trouve.start() + ordinal.start(2)
        taille = self._objet(self._rang(trouve.start())).taille
        petite = debut <= place < fin and self._objet(self._rang(place)).taille < _REDUITE * taille
        return ordinal[2] if petite else ""


def en_runs(mots: Iterable[Mot]) -> list[Texte]:
    """Runs of these words; a wide blank between two words of a line is a tab."""
    runs: list[Texte] = []
    precedent: Mot | None = None
    for mot in mots:
        if precedent is not None and not mot.colle:
            large = mot.x0 - precedent.x1 > _ECART_DE_COLONNES * mot.taille and _alignes(precedent, mot)
            meme = (precedent.gras, precedent.italique) == (mot.gras, mot.italique)
            blanc = Texte("\t" if large else " ")
            runs.append(replace(blanc, gras=mot.gras, italique=mot.italique) if meme else blanc)
        runs.extend(_runs(mot))
        precedent = mot
    return runs


def _alignes(mot: Mot, suivant: Mot) -> bool:
    """Tell whether two words stand on one line; two fonts do not put its bottom at quite the same height."""
    return abs(suivant.base - mot.base) < suivant.taille / 2


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
