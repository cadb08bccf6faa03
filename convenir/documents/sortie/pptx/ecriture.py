"""Slides written with python-pptx: real titles, native tables, pictures described, French said as such."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu, Inches, Pt

from convenir.documents.blocs import texte_brut
from convenir.documents.sortie.grille import est_chiffre, grille, places
from convenir.documents.sortie.images import en_pixels
from convenir.documents.sortie.pptx.plan import (
    HAUT,
    HAUTEUR,
    LARGEUR,
    MARGE,
    PLEINE,
    UTILE,
    Ligne,
    hauteurs_de,
    largeurs_de,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from convenir.documents.blocs import Figure, Tableau
    from convenir.documents.publication import Publication
    from convenir.documents.sortie.pptx.plan import Diapositive

_COUVERTURE, _TEXTE, _SECTION, _TITRE_SEUL = 0, 1, 2, 5  # layouts of the library's own template
_ENCRE, _ACCENT, _BANDE, _CLAIR = map(RGBColor.from_string, ("1D2327", "0B4A45", "F1EEE6", "FFFEFB"))
_DESSIN = 6.4  # inches of the width of a drawing
_TITRE, _CORPS, _CELLULE, _A_COTE = Pt(30), Pt(20), Pt(14), Pt(16)
_ORIGINE = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 -- the library wants a naive date


def ecrire(publication: Publication, diapositives: Sequence[Diapositive]) -> bytes:
    """The file of a cover and its slides."""
    diaporama = Presentation()
    diaporama.slide_width, diaporama.slide_height = Inches(LARGEUR), Inches(HAUTEUR)
    _situer_les_gabarits(diaporama)
    _couvrir(diaporama, publication)
    for diapositive in diapositives:
        _ajouter(diaporama, diapositive, publication.langue)
    _decrire(diaporama, publication)
    flux = io.BytesIO()
    diaporama.save(flux)
    return flux.getvalue()


def _situer_les_gabarits(diaporama: Any) -> None:
    """The layouts of the template are for a narrower slide: their places are set for this one."""
    grands = [diaporama.slide_layouts[numero] for numero in (_COUVERTURE, _SECTION)]
    for gabarit in (diaporama.slide_master, *diaporama.slide_layouts):
        titre, corps = ((2.0, 1.6), (3.8, 2.2)) if gabarit in grands else ((0.45, 1.0), (HAUT, UTILE))
        for place in gabarit.placeholders:
            genre = place.placeholder_format.type
            if genre in {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}:
                _cadrer(place, MARGE, titre[0], PLEINE, titre[1])
            elif genre in {PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT}:
                _cadrer(place, MARGE, corps[0], PLEINE, corps[1])


def _cadrer(forme: Any, gauche: float, haut: float, largeur: float, hauteur: float) -> None:
    forme.left, forme.top = Inches(gauche), Inches(haut)
    forme.width, forme.height = Inches(largeur), Inches(hauteur)


def _couvrir(diaporama: Any, publication: Publication) -> None:
    diapositive = diaporama.slides.add_slide(diaporama.slide_layouts[_COUVERTURE])
    couverture = publication.couverture
    _intituler(diapositive, publication.titre, publication.langue, Pt(44))
    sous_titre = diapositive.placeholders[1]
    dits = [couverture.surtitre, couverture.periode, *couverture.mentions] if couverture else []
    lignes = [Ligne(dit, intertitre=rang == 0) for rang, dit in enumerate(filter(None, dits))]
    _lignes(sous_titre.text_frame, lignes or [Ligne(publication.courant)], publication.langue, Pt(24))


def _ajouter(diaporama: Any, contenu: Diapositive, langue: str) -> None:
    numero = _SECTION if contenu.section else _TITRE_SEUL if contenu.tableau or contenu.figure else _TEXTE
    diapositive = diaporama.slides.add_slide(diaporama.slide_layouts[numero])
    _intituler(diapositive, contenu.titre, langue, Pt(40) if contenu.section else _TITRE)
    if contenu.section:
        _oter(diapositive.placeholders[1])
    elif contenu.tableau is not None:
        _tableau(diapositive, contenu.tableau, contenu.titre, langue)
    elif contenu.figure is not None:
        _dessin(diapositive, contenu.figure, contenu.lignes, langue)
    else:
        _lignes(diapositive.placeholders[1].text_frame, contenu.lignes, langue, _CORPS)
    if contenu.notes:
        _remplir(diapositive.notes_slide.notes_text_frame, [contenu.notes], langue)


def _intituler(diapositive: Any, titre: str, langue: str, taille: Pt) -> None:
    cadre = diapositive.shapes.title.text_frame
    cadre.word_wrap = True
    cadre.vertical_anchor = MSO_ANCHOR.MIDDLE
    _remplir(cadre, [titre], langue)
    paragraphe = cadre.paragraphs[0]
    paragraphe.alignment = PP_ALIGN.LEFT
    for passage in paragraphe.runs:
        passage.font.size, passage.font.bold, passage.font.color.rgb = taille, True, _ACCENT
        passage._r.get_or_add_rPr().set("cap", "none")  # noqa: SLF001 -- capitals are read letter by letter


def _remplir(cadre: Any, dits: Iterable[str], langue: str) -> None:
    for rang, dit in enumerate(dits):
        paragraphe = cadre.paragraphs[0] if rang == 0 else cadre.add_paragraph()
        paragraphe.text = dit
        paragraphe.alignment = PP_ALIGN.LEFT
        _parler(paragraphe, langue)


def _parler(paragraphe: Any, langue: str) -> None:
    """Say the language of what is written: a reader aloud needs it."""
    for passage in paragraphe.runs:
        passage._r.get_or_add_rPr().set("lang", f"{langue}-FR" if langue == "fr" else langue)  # noqa: SLF001


def _oter(forme: Any) -> None:
    """Take an empty placeholder away: it would be read as something to fill."""
    forme._element.getparent().remove(forme._element)  # noqa: SLF001


def _lignes(cadre: Any, lignes: Sequence[Ligne], langue: str, taille: Pt) -> None:
    cadre.word_wrap = True
    for rang, ligne in enumerate(lignes):
        paragraphe = cadre.paragraphs[0] if rang == 0 else cadre.add_paragraph()
        paragraphe.text, paragraphe.level = ligne.texte, min(ligne.niveau, 4)
        paragraphe.space_after = Pt(6)
        if ligne.intertitre:
            paragraphe._p.get_or_add_pPr().insert(0, OxmlElement("a:buNone"))  # noqa: SLF001
        for passage in paragraphe.runs:
            passage.font.size, passage.font.color.rgb = taille, _ENCRE
            passage.font.bold = ligne.intertitre
        _parler(paragraphe, langue)


def _dessin(diapositive: Any, figure: Figure, lignes: Sequence[Ligne], langue: str) -> None:
    """The drawing at its proportions, then what is said of it."""
    octets, mesure = en_pixels(figure.octets)
    if mesure is None:
        dite = diapositive.shapes.add_textbox(Inches(MARGE), Inches(HAUT), Inches(PLEINE), Inches(UTILE))
        dite.text_frame.word_wrap = True
        _remplir(dite.text_frame, [figure.alternative], langue)
        return
    _, large, haut = mesure
    echelle = min(_DESSIN / large, UTILE / haut)
    image = diapositive.shapes.add_picture(
        io.BytesIO(octets),
        Inches(MARGE),
        Inches(HAUT),
        Inches(large * echelle),
        Inches(haut * echelle),
    )
    _nommer(image, figure.alternative)
    if lignes:
        gauche = MARGE + _DESSIN + 0.4
        texte = diapositive.shapes.add_textbox(
            Inches(gauche), Inches(HAUT), Inches(LARGEUR - gauche - MARGE), Inches(UTILE)
        )
        _lignes(texte.text_frame, lignes, langue, _A_COTE)


def _nommer(forme: Any, description: str) -> None:
    """What a reader aloud says of a picture or of a table."""
    forme._element.xpath(".//p:cNvPr")[0].set("descr", description)  # noqa: SLF001


def _tableau(diapositive: Any, tableau: Tableau, titre: str, langue: str) -> None:
    rangs = (*tableau.entetes, *tableau.rangs)
    largeurs, hauteurs = largeurs_de(tableau), hauteurs_de(tableau)
    forme = diapositive.shapes.add_table(
        len(rangs), len(largeurs), Inches(MARGE), Inches(HAUT), Inches(PLEINE), Inches(sum(hauteurs))
    )
    _nommer(forme, tableau.legende or titre)
    table = forme.table
    table.first_row, table.horz_banding = bool(tableau.entetes), True
    for colonne, largeur in zip(table.columns, largeurs, strict=True):
        colonne.width = Inches(largeur)
    for rang, hauteur in zip(table.rows, hauteurs, strict=True):
        rang.height = Emu(int(Inches(hauteur)))
    chiffres = grille(tableau).chiffres
    for rang, colonne, cellule in places(rangs):
        case = table.cell(rang, colonne)
        if cellule.colonnes > 1 or cellule.rangs > 1:
            case.merge(table.cell(rang + cellule.rangs - 1, colonne + cellule.colonnes - 1))
        entete = rang < len(tableau.entetes)
        droite = colonne in chiffres and (entete or est_chiffre(cellule))
        _case(case, texte_brut(cellule.contenu), langue, (entete, droite, rang % 2 == 0))


def _case(case: Any, dit: str, langue: str, allure: tuple[bool, bool, bool]) -> None:
    entete, droite, bande = allure
    case.margin_left = case.margin_right = Inches(0.08)
    case.margin_top = case.margin_bottom = Inches(0.04)
    case.vertical_anchor = MSO_ANCHOR.MIDDLE
    case.fill.solid()
    case.fill.fore_color.rgb = _ACCENT if entete else _BANDE if bande else _CLAIR
    case.text_frame.word_wrap = True
    _remplir(case.text_frame, dit.split("\n"), langue)
    for paragraphe in case.text_frame.paragraphs:
        paragraphe.alignment = PP_ALIGN.RIGHT if droite else PP_ALIGN.LEFT
        for passage in paragraphe.runs:
            passage.font.size, passage.font.bold = _CELLULE, entete
            passage.font.color.rgb = _CLAIR if entete else _ENCRE


def _decrire(diaporama: Any, publication: Publication) -> None:
    """Title, subject and language of the file; its dates are those of the document."""
    faits = diaporama.core_properties
    faits.title, faits.subject, faits.language = publication.titre, publication.sujet, publication.langue
    faits.author, faits.keywords = publication.auteur, ", ".join(publication.mots_cles)
    jour = publication.date
    faits.created = faits.modified = (
        datetime.datetime(jour.year, jour.month, jour.day) if jour else _ORIGINE  # noqa: DTZ001
    )
