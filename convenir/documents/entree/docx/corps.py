"""The body of a Word document, its notes, headers and footers → blocs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from convenir.documents.blocs import DocumentLu, Figure, Source, Texte
from convenir.documents.entree.archive import Archive, abime
from convenir.documents.entree.docx import grilles, marges
from convenir.documents.entree.docx.fragments import Ligne, lire_paragraphe
from convenir.documents.entree.docx.noms import W, en_transitionnel, entier, retrait, val
from convenir.documents.entree.docx.numerotation import NIVEAUX, Marque, Numerotation, lire_numerotation
from convenir.documents.entree.docx.styles import Style, Styles, lire_styles
from convenir.documents.entree.enrichi import normaliser
from convenir.documents.entree.montage import Montage, Unite

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from convenir.documents.blocs import Contenu, Fragment

_CORPS = "word/document.xml"
_PROFONDEUR_MAXIMUM = 20  # of tables, text boxes and containers in each other
_CONTENEURS = frozenset(W + nom for nom in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NIVEAU_DE_CORPS = 9
_CRAN = 180  # twips: smaller differences of indent are accidents
_MOT = re.compile(r"[^\W\d_]{4,}")
_DECIMAL = re.compile(r"\d\.\d")
_FORMATS_D_IMAGE = {"png": b"\x89PNG", "jpeg": b"\xff\xd8\xff"}


def lire(nom: str, octets: bytes, *, sha256: str, taille: int) -> DocumentLu:
    """Read the bytes of a .docx.

    `place.repere` is "p:<index>", the index of the w:p in `word/document.xml` as `paragraphes_docx`
    counts them (for a table row, that of its first paragraph); empty for headers and footers.
    """
    archive = Archive(nom, octets)
    lecture = _Lecture(
        archive=archive,
        styles=lire_styles(_partie(archive, "word/styles.xml")),
        numerotation=lire_numerotation(_partie(archive, "word/numbering.xml")),
    )
    racine = _racine(archive)
    lecture.reperes = {paragraphe: f"p:{rang}" for rang, paragraphe in paragraphes_docx(racine)}
    corps = racine.find(W + "body")
    lecture.blocs(racine if corps is None else corps)
    lecture.notes()
    lecture.entetes_et_pieds()
    return lecture.montage.document(Source(nom, "docx", (), numerotee=False, sha256=sha256, taille=taille))


def paragraphes_docx(racine: _Element) -> Iterator[tuple[int, _Element]]:
    """Every w:p of the root of `word/document.xml` with its index, from 0, in document order.

    All of them count: body, cells, text boxes (both renditions of an alternative content). With
    python-docx, `document.element` is that root: the readers and the writers of comments agree.
    """
    return enumerate(racine.iter(W + "p"))


def _racine(archive: Archive) -> _Element:
    racine = _partie(archive, _CORPS)
    if racine is None:
        raise abime(archive.nom)
    return racine


def _partie(archive: Archive, piece: str) -> _Element | None:
    racine = archive.xml(piece)
    return None if racine is None else en_transitionnel(racine)


@dataclass(slots=True)
class _Lecture:
    archive: Archive
    styles: Styles
    numerotation: Numerotation
    montage: Montage = field(default_factory=Montage)
    reperes: dict[_Element, str] = field(default_factory=dict)
    appels: dict[tuple[str, str], int] = field(default_factory=dict)
    lieux_des_notes: dict[tuple[str, str], str] = field(default_factory=dict)
    relations: dict[str, str] | None = None

    def blocs(self, parent: _Element, profondeur: int = 0) -> None:
        """Read the blocks of a container, in order."""
        for enfant in parent:
            if enfant.tag == W + "p":
                self._paragraphe(enfant, profondeur)
            elif enfant.tag == W + "tbl":
                self._tableau(enfant, profondeur)
            elif enfant.tag in _CONTENEURS or enfant.tag in (_MC + "AlternateContent", _MC + "Choice"):
                self._descendre(enfant, profondeur)

    def _descendre(self, conteneur: _Element, profondeur: int) -> None:
        if profondeur < _PROFONDEUR_MAXIMUM:
            self.blocs(conteneur, profondeur + 1)
            return
        for paragraphe in conteneur.iter(W + "p"):
            self._paragraphe(paragraphe, profondeur)

    def _paragraphe(self, paragraphe: _Element, profondeur: int) -> None:
        style = self.styles.de(val(paragraphe, "pPr/pStyle"))
        ligne = lire_paragraphe(paragraphe, self.styles, style, self.appels)
        repere = self.reperes.get(paragraphe, "")
        if ligne.saut or val(paragraphe, "pPr/pageBreakBefore") or _coupe(paragraphe):
            self.montage.saut()
        self._poser(paragraphe, style, ligne, repere)
        for note in ligne.notes:
            self.lieux_des_notes.setdefault(note, repere)
        for alternative, relation in ligne.images:
            self._image(alternative, relation, repere)
        for zone in ligne.zones:
            self._descendre(zone, profondeur)

    def _poser(self, paragraphe: _Element, style: Style, ligne: Ligne, repere: str) -> None:
        contenu = ligne.contenu
        if not contenu:
            return
        niveau, liste = _contour(paragraphe, style), self._liste(paragraphe, style)
        marque = self.numerotation.marquer(*liste) if liste else None
        if style.sommaire:
            self.montage.sommaire(contenu, repere=repere)
        elif niveau:
            self.montage.titre(niveau, normaliser(_prefixe(marque, contenu)), repere=repere)
        elif marque and liste and not _en_lettres(marque):
            niveau = _niveau_d_item(paragraphe, style, marque, liste[1])
            unite = Unite("item", contenu, niveau, ordonnee=marque.ordonnee, liste=liste[0])
            self.montage.item(unite, repere=repere)
        else:
            retrait_tape = (retrait(paragraphe.find(W + "pPr")) or 0) // _CRAN + ligne.blancs
            self.montage.paragraphe(
                normaliser(_prefixe(marque, contenu)), retrait=retrait_tape, repere=repere
            )

    def _liste(self, paragraphe: _Element, style: Style) -> tuple[str, int] | None:
        """Numbering and level of a paragraph: its own, else those of its style; numId 0 takes them away."""
        numero = val(paragraphe, "pPr/numPr/numId")
        niveau = val(paragraphe, "pPr/numPr/ilvl")
        if numero == "0":
            return None
        if numero:
            return numero, entier(niveau)
        return style.liste and (style.liste[0], entier(niveau, style.liste[1]))

    def _tableau(self, tableau: _Element, profondeur: int) -> None:
        """Read a table; one column only is a frame around ordinary blocks."""
        rangees = grilles.rangees(tableau)
        if max((len(cellules) for _, cellules in rangees), default=0) <= 1:
            for cellule in (cellule for _, cellules in rangees for cellule in cellules):
                self._descendre(cellule, profondeur)
            return
        self.montage.tableau(
            grilles.fusionner(rangees, self._contenu_de_cellule),
            entetes=grilles.entetes(rangees),
            reperes=[self.reperes.get(next(rang.iter(W + "p"), rang), "") for rang, _ in rangees],
        )

    def _contenu_de_cellule(self, cellule: _Element) -> Contenu:
        """Paragraphs of a cell, those of nested tables too, one under the other."""
        runs: list[Texte] = []
        for paragraphe in grilles.paragraphes(cellule):
            style = self.styles.de(val(paragraphe, "pPr/pStyle"))
            liste = self._liste(paragraphe, style)
            marque = self.numerotation.marquer(*liste) if liste else None
            ligne = lire_paragraphe(paragraphe, self.styles, style, self.appels)
            for note in ligne.notes:
                self.lieux_des_notes.setdefault(note, self.reperes.get(paragraphe, ""))
            if ligne.contenu:
                runs.extend([Texte("\n")] if runs else [])
                runs.extend(_prefixe(marque, ligne.runs, puce="• "))
        return normaliser(runs)

    def _image(self, alternative: str, relation: str, repere: str) -> None:
        """Keep an image that says something, or that can be shown."""
        if self.relations is None:
            self.relations = marges.relations(self.archive, _CORPS)
        octets = self.archive.lire(self.relations.get(relation, ""))
        genre = next((genre for genre, signe in _FORMATS_D_IMAGE.items() if octets.startswith(signe)), "")
        if alternative or genre:
            figure = Figure(" ".join(alternative.split()), octets if genre else b"", genre)
            self.montage.figure(figure, repere=repere)

    def notes(self) -> None:
        """Add the footnotes and endnotes called by the text, each behind its number."""
        for (genre, identifiant), numero in self.appels.items():
            contenu = marges.note(self.archive, genre, identifiant, self._runs)
            repere = self.lieux_des_notes.get((genre, identifiant), "")
            if contenu:
                appel = Texte(str(numero), exposant=True)
                self.montage.paragraphe((appel, Texte(" "), *contenu), repere=repere)

    def entetes_et_pieds(self) -> None:
        """Add once the headers and footers that say more than a page number or a line of the text."""
        for partie in marges.entetes_et_pieds(self.archive):
            for paragraphe in grilles.paragraphes(partie):
                self.montage.marge(normaliser(self._runs(paragraphe)))

    def _runs(self, paragraphe: _Element) -> list[Texte]:
        return lire_paragraphe(paragraphe, self.styles, self.styles.defaut, {}).runs


def _coupe(paragraphe: _Element) -> bool:
    """Tell whether a section ends with this paragraph and the next starts a page."""
    section = paragraphe.find(f"{W}pPr/{W}sectPr")
    return section is not None and val(section, "type") not in ("continuous", "nextColumn")


def _contour(paragraphe: _Element, style: Style) -> int:
    """Heading level of a paragraph: its own outline level, else that of its style."""
    contour = val(paragraphe, "pPr/outlineLvl")
    if not contour:
        return style.niveau
    niveau = entier(contour, _NIVEAU_DE_CORPS)
    return niveau + 1 if niveau < _NIVEAU_DE_CORPS else 0


def _niveau_d_item(paragraphe: _Element, style: Style, marque: Marque, niveau: int) -> int:
    """Order of an item among the levels: its indent first, nested lists being often two lists."""
    de_la_liste = (style.retrait, marque.retrait) if style.liste else (marque.retrait, style.retrait)
    retraits = (retrait(paragraphe.find(W + "pPr")), *de_la_liste)
    gauche = next((twips for twips in retraits if twips is not None), niveau * _CRAN)
    return round(gauche / _CRAN) * NIVEAUX + min(niveau, NIVEAUX - 1)


def _en_lettres(marque: Marque) -> bool:
    """Tell whether an automatic number says something ("Article 1 -", "2.1"): then it belongs to the text."""
    return bool(_MOT.search(marque.texte) or _DECIMAL.search(marque.texte))


def _prefixe(marque: Marque | None, runs: Sequence[Fragment], puce: str = "") -> list[Texte]:
    """Put the automatic number that people see before the text, or `puce` for a bullet."""
    textes = [run for run in runs if isinstance(run, Texte)]
    signe = "" if marque is None else f"{marque.texte} " if marque.texte else puce
    return [Texte(signe, gras=textes[0].gras), *textes] if signe and textes else textes
