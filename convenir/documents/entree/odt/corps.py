"""The body of an OpenDocument text → blocs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from convenir.documents.blocs import DocumentLu, Figure, Source, Texte
from convenir.documents.entree.archive import Archive, abime
from convenir.documents.entree.enrichi import normaliser
from convenir.documents.entree.montage import Montage, Unite
from convenir.documents.entree.odt import grilles
from convenir.documents.entree.odt.fragments import lire_paragraphe
from convenir.documents.entree.odt.styles import DRAW, OFFICE, STYLE, SVG, TABLE, TEXT, XLINK, Styles
from convenir.documents.entree.puces import NIVEAUX_MAXIMUM

if TYPE_CHECKING:
    from lxml.etree import _Element

    from convenir.documents.blocs import Contenu

_PROFONDEUR_MAXIMUM = 30
_CRAN = 180  # twips: smaller differences of indent are accidents
_PARAGRAPHES = frozenset((TEXT + "p", TEXT + "h"))
_INDEX = frozenset(
    TEXT + nom for nom in ("table-of-content", "alphabetical-index", "table-index", "user-index")
)
_TUS = frozenset((TEXT + "tracked-changes", TEXT + "sequence-decls", OFFICE + "forms"))
_MARGES = tuple(STYLE + nom for nom in ("header", "header-first", "header-left", "footer", "footer-first"))
_TITRES = frozenset(("Title",))


def lire(nom: str, octets: bytes, *, sha256: str, taille: int) -> DocumentLu:
    """Read the bytes of an .odt."""
    archive = Archive(nom, octets)
    contenu, feuille = archive.xml("content.xml"), archive.xml("styles.xml")
    texte = None if contenu is None else contenu.find(f"{OFFICE}body/{OFFICE}text")
    if texte is None:
        raise abime(nom)
    lecture = _Lecture()
    lecture.styles.lire(feuille)
    lecture.styles.lire(contenu)
    lecture.blocs(texte)
    lecture.notes()
    lecture.marges(feuille)
    return lecture.montage.document(Source(nom, "odt", (), numerotee=False, sha256=sha256, taille=taille))


@dataclass(slots=True)
class _Lecture:
    styles: Styles = field(default_factory=Styles)
    montage: Montage = field(default_factory=Montage)
    _notes: list[tuple[str, _Element]] = field(default_factory=list)

    def blocs(self, parent: _Element, profondeur: int = 0, *, sommaire: bool = False) -> None:
        """Read the blocks of a container, in order."""
        for enfant in parent:
            if enfant.tag in _PARAGRAPHES:
                self._paragraphe(enfant, profondeur, sommaire=sommaire)
            elif enfant.tag == TEXT + "list":
                self._liste(enfant, enfant.get(TEXT + "style-name", ""), 1)
            elif enfant.tag == TABLE + "table":
                self._tableau(enfant, profondeur)
            elif enfant.tag == DRAW + "frame":
                self._cadre(enfant, profondeur)
            elif enfant.tag not in _TUS:
                self._descendre(enfant, profondeur, sommaire=sommaire or enfant.tag in _INDEX)

    def _descendre(self, conteneur: _Element, profondeur: int, *, sommaire: bool = False) -> None:
        if profondeur < _PROFONDEUR_MAXIMUM:
            self.blocs(conteneur, profondeur + 1, sommaire=sommaire)
            return
        for paragraphe in conteneur.iter(*_PARAGRAPHES):
            self._poser(paragraphe, sommaire=sommaire)

    def _paragraphe(self, paragraphe: _Element, profondeur: int, *, sommaire: bool = False) -> None:
        for cadre in self._poser(paragraphe, sommaire=sommaire):
            self._cadre(cadre, profondeur)

    def _poser(self, paragraphe: _Element, *, sommaire: bool) -> list[_Element]:
        """Add a paragraph; returns the frames anchored in it."""
        style = paragraphe.get(TEXT + "style-name", "")
        ligne = lire_paragraphe(paragraphe, self.styles)
        if self.styles.coupe(style):
            self.montage.saut()
        if sommaire:
            self.montage.sommaire(ligne.contenu)
        elif niveau := self._niveau(paragraphe):
            self.montage.titre(niveau, ligne.contenu)
        else:
            self.montage.paragraphe(ligne.contenu)
        self._notes.extend(ligne.notes)
        return ligne.cadres

    def _niveau(self, paragraphe: _Element) -> int:
        """Heading level, 0 for an ordinary paragraph."""
        if paragraphe.tag == TEXT + "h":
            niveau = paragraphe.get(TEXT + "outline-level", "1")
            return int(niveau) if niveau in "123456" else 1
        return 1 if self.styles.derive(paragraphe.get(TEXT + "style-name", ""), _TITRES) else 0

    def _liste(self, liste: _Element, style: str, niveau: int) -> None:
        """Read a list; the paragraphs of one item are its lines."""
        if niveau > _PROFONDEUR_MAXIMUM:
            for paragraphe in liste.iter(*_PARAGRAPHES):
                self._poser(paragraphe, sommaire=False)
            return
        for element in liste:
            runs: list[Texte] = []
            for enfant in element:
                if enfant.tag in _PARAGRAPHES and self._niveau(enfant):
                    self._poser(enfant, sommaire=False)
                elif enfant.tag in _PARAGRAPHES:
                    runs.extend([Texte("\n")] if runs else [])
                    runs.extend(self._runs(enfant))
                elif enfant.tag == TEXT + "list":
                    self._item(runs, style, niveau)
                    runs = []
                    self._liste(enfant, enfant.get(TEXT + "style-name", style), niveau + 1)
            self._item(runs, style, niveau)

    def _item(self, runs: list[Texte], style: str, niveau: int) -> None:
        ordonnee = niveau in self.styles.numerotes.get(style, ())
        retrait = self.styles.retraits.get((style, niveau), niveau * 2 * _CRAN)
        rang = round(retrait / _CRAN) * NIVEAUX_MAXIMUM + min(niveau, NIVEAUX_MAXIMUM) - 1
        self.montage.item(Unite("item", normaliser(runs), rang, ordonnee=ordonnee, liste=style))

    def _runs(self, paragraphe: _Element) -> list[Texte]:
        """Runs of a paragraph, then those of the frames anchored in it."""
        ligne = lire_paragraphe(paragraphe, self.styles)
        self._notes.extend(ligne.notes)
        for cadre in ligne.cadres:
            for petit in cadre.iter(*_PARAGRAPHES):
                ligne.runs.extend((Texte("\n"), *self._simples(petit)))
        return ligne.runs

    def _simples(self, paragraphe: _Element) -> list[Texte]:
        return lire_paragraphe(paragraphe, self.styles).runs

    def _tableau(self, tableau: _Element, profondeur: int) -> None:
        """Read a table; one column only is a frame around ordinary blocks."""
        rangs = grilles.rangs(tableau)
        if grilles.est_un_cadre(rangs):
            for cellule in (cellule for rang in rangs for cellule in rang.cellules):
                self._descendre(cellule, profondeur)
            return
        rangees, entetes = grilles.rangees(rangs, self._contenu_de_cellule)
        self.montage.tableau(rangees, entetes=entetes)

    def _contenu_de_cellule(self, cellule: _Element) -> Contenu:
        """Paragraphs of a cell, those of nested tables too, one under the other."""
        runs: list[Texte] = []
        for paragraphe in cellule.iter(*_PARAGRAPHES):
            if (
                next(paragraphe.iterancestors(DRAW + "frame", TEXT + "note", TABLE + "table-cell"))
                is not cellule
            ):
                continue
            parent = paragraphe.getparent()
            puce = [Texte("• ")] if parent is not None and parent.tag == TEXT + "list-item" else []
            if contenu := normaliser(self._runs(paragraphe)):
                runs.extend([Texte("\n")] if runs else [])
                runs.extend([*puce, *(run for run in contenu if isinstance(run, Texte))])
        return normaliser(runs)

    def _cadre(self, cadre: _Element, profondeur: int) -> None:
        """Read a frame: the text it holds, else the alternative text of the image."""
        if next(cadre.iter(*_PARAGRAPHES), None) is not None:
            self._descendre(cadre, profondeur)
            return
        image = next(cadre.iter(DRAW + "image"), None)
        textes = (element.text for element in cadre.iter(SVG + "desc", SVG + "title"))
        alternative = " ".join(next((texte for texte in textes if texte), "").split())
        if image is not None and alternative and image.get(XLINK + "href"):
            self.montage.figure(Figure(alternative))

    def notes(self) -> None:
        """Add the notes called by the text, each behind its label."""
        for appel, note in self._notes:
            runs = [run for p in note.iter(*_PARAGRAPHES) for run in (Texte(" "), *self._simples(p))]
            if normaliser(runs):
                self.montage.paragraphe(normaliser([Texte(appel, exposant=True), *runs]))

    def marges(self, feuille: _Element | None) -> None:
        """Add once the headers and footers that say more than a page number or a line of the text."""
        for marge in () if feuille is None else feuille.iter(*_MARGES):
            for paragraphe in marge.iter(*_PARAGRAPHES):
                self.montage.marge(normaliser(self._simples(paragraphe)))
