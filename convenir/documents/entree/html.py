"""Web pages (.html) → blocs: headings, paragraphs, lists, tables; scripts and styles are not text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from convenir.documents.blocs import Cellule, DocumentLu, Figure, Source, Texte
from convenir.documents.entree.archive import BALISES_MAXIMUM, abime, demesure
from convenir.documents.entree.enrichi import normaliser
from convenir.documents.entree.montage import Montage, Unite

if TYPE_CHECKING:
    from lxml.etree import _Element

    from convenir.documents.blocs import Contenu

_TUS = frozenset(
    ("script", "style", "head", "noscript", "template", "svg", "iframe", "object", "canvas", "audio", "video")
)
_STYLES = {
    **dict.fromkeys(("b", "strong"), "gras"),
    **dict.fromkeys(("i", "em", "cite", "dfn"), "italique"),
    **dict.fromkeys(("u", "ins"), "souligne"),
    "sup": "exposant",
}
_TITRES = {f"h{niveau}": niveau for niveau in range(1, 7)}
_EN_LIGNE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|dfn|em|font|i|img|ins|kbd|label|mark|q|samp|small|span|strong"
    "|sub|sup|time|tt|u|var|wbr"
)
_SUPPRIME = frozenset(("del", "s", "strike"))
_PORTEE_MAXIMUM = 200


def lire(nom: str, chaine: str, *, sha256: str, taille: int) -> DocumentLu:
    """Read the characters of a page."""
    from lxml import etree  # noqa: PLC0415 -- reading a plain text does not pay for it
    from lxml import html as lxml_html  # noqa: PLC0415

    if chaine.count("<") > BALISES_MAXIMUM:
        raise demesure(nom)
    parseur = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        racine = lxml_html.document_fromstring(chaine.encode("utf-8", "replace"), parser=parseur)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise abime(nom) from None
    lecture = _Lecture()
    _parcourir(lecture, racine)
    lecture.clore()
    titre = " ".join((racine.findtext(".//title") or "").split())
    source = Source(nom, "html", (), numerotee=False, sha256=sha256, taille=taille)
    return lecture.montage.document(source, titre=titre, langue=(racine.get("lang") or "fr")[:2].lower())


@dataclass(slots=True)
class _Lecture:
    """The text being gathered until the end of its block, and where it stands."""

    montage: Montage = field(default_factory=Montage)
    runs: list[Texte] = field(default_factory=list)
    listes: list[str] = field(default_factory=list)  # open lists, "ul" or "ol" with a number
    titre: int = 0
    item: bool = False  # the next text starts an item
    nombre: int = 0

    def clore(self) -> None:
        """End the block: its text becomes a heading, an item or a paragraph."""
        contenu = _sans_blancs(self.runs)
        self.runs = []
        if not contenu:
            return
        if self.titre:
            self.montage.titre(self.titre, contenu)
        elif self.listes and self.item:
            ordonnee = self.listes[-1].startswith("ol")
            unite = Unite("item", contenu, len(self.listes), ordonnee=ordonnee, liste=self.listes[-1])
            self.montage.item(unite)
            self.item = False
        else:
            self.montage.paragraphe(contenu)


def _parcourir(lecture: _Lecture, racine: _Element) -> None:
    """Walk the tree without recursion: a page may nest as deep as it likes."""
    pile = [(racine, Texte(""), iter(racine))]
    _ouvrir(lecture, racine)
    _texte(lecture, racine.text, pile[-1][1])
    while pile:
        parent, modele, enfants = pile[-1]
        enfant = next(enfants, None)
        if enfant is None:
            pile.pop()
            _fermer(lecture, parent)
            _texte(lecture, parent.tail if pile else None, pile[-1][1] if pile else modele)
        elif not isinstance(enfant.tag, str) or _muet(enfant) or _entier(lecture, enfant, modele):
            _texte(lecture, enfant.tail, modele)
        else:
            style = _format(modele, enfant)
            _ouvrir(lecture, enfant)
            _texte(lecture, enfant.text, style)
            pile.append((enfant, style, iter(enfant)))


def _muet(element: _Element) -> bool:
    """Tell whether an element shows nothing."""
    return (
        element.tag in _TUS
        or element.tag in _SUPPRIME
        or element.get("hidden") is not None
        or "display:none" in element.get("style", "").replace(" ", "").lower()
    )


def _entier(lecture: _Lecture, element: _Element, modele: Texte) -> bool:
    """Read at once an element that is not entered; false for the others."""
    if element.tag == "br":
        lecture.runs.append(replace(modele, texte="\n"))
    elif element.tag == "hr":
        lecture.clore()
        lecture.montage.saut("section")
    elif element.tag == "img":
        if alternative := " ".join(element.get("alt", "").split()):
            lecture.clore()
            lecture.montage.figure(Figure(alternative))
    elif element.tag == "table" and _en_colonnes(element):
        lecture.clore()
        _tableau(lecture.montage, element)
    else:
        return False
    return True


def _ouvrir(lecture: _Lecture, element: _Element) -> None:
    if _EN_LIGNE.fullmatch(element.tag):
        return
    lecture.clore()
    if element.tag in ("ul", "ol"):
        lecture.nombre += 1
        lecture.listes.append(f"{element.tag} {lecture.nombre}")
    elif element.tag in ("li", "dd"):
        lecture.item = element.tag == "li"
    lecture.titre = _TITRES.get(element.tag, lecture.titre)


def _fermer(lecture: _Lecture, element: _Element) -> None:
    if _EN_LIGNE.fullmatch(element.tag):
        return
    lecture.clore()
    if element.tag in ("ul", "ol") and lecture.listes:
        lecture.listes.pop()
        lecture.item = False
    if element.tag in _TITRES:
        lecture.titre = 0


def _texte(lecture: _Lecture, chaine: str | None, modele: Texte) -> None:
    if chaine:
        lecture.runs.append(replace(modele, texte=chaine))


def _format(modele: Texte, element: _Element) -> Texte:
    style = element.get("style", "").replace(" ", "").lower()
    marque = _STYLES.get(element.tag, "")
    if not (style or marque or element.tag == "a"):
        return modele
    lien = element.get("href", "") if element.tag == "a" else ""
    return Texte(
        "",
        gras=modele.gras or marque == "gras" or "font-weight:bold" in style or "font-weight:700" in style,
        italique=modele.italique or marque == "italique" or "font-style:italic" in style,
        souligne=modele.souligne or marque == "souligne" or "text-decoration:underline" in style,
        exposant=modele.exposant or marque == "exposant" or "vertical-align:super" in style,
        lien=lien if lien.startswith(("http://", "https://", "mailto:")) else modele.lien,
    )


def _sans_blancs(runs: list[Texte]) -> Contenu:
    """White space as a browser shows it: one space, none around a forced line break."""
    propres: list[Texte] = []
    blanc = True
    for run in runs:
        if run.texte == "\n":
            propres.append(run)
            blanc = True
            continue
        chaine = _un_seul_blanc(run.texte)
        chaine = chaine.lstrip(" ") if blanc else chaine
        if chaine:
            propres.append(replace(run, texte=chaine))
            blanc = chaine.endswith(" ")
    return normaliser(propres)


def _un_seul_blanc(chaine: str) -> str:
    """ASCII white space collapsed; a no-break space is a character."""
    mots = chaine.translate({ord(c): " " for c in "\t\n\r\f"}).split(" ")
    milieu = " ".join(mot for mot in mots if mot)
    if not milieu:
        return " " if chaine else ""
    return f"{'' if mots[0] else ' '}{milieu}{'' if mots[-1] else ' '}"


def _rangs(tableau: _Element) -> list[_Element]:
    """Rows of a table, not those of the tables inside it."""
    return [rang for rang in tableau.iter("tr") if next(rang.iterancestors("table"), None) is tableau]


def _en_colonnes(tableau: _Element) -> bool:
    """Tell a table from a frame: a row of two cells at least, and no table inside (a layout)."""
    if next(tableau.iterdescendants("table"), None) is not None:
        return False
    return any(sum(1 for cellule in rang if cellule.tag in ("td", "th")) > 1 for rang in tableau.iter("tr"))


def _tableau(montage: Montage, tableau: _Element) -> None:
    rangs = _rangs(tableau)
    legende = tableau.find("caption")
    if legende is not None and (contenu := contenu_de(legende)):
        montage.paragraphe(contenu)
    grilles = [[c for c in rang if isinstance(c.tag, str) and c.tag in ("td", "th")] for rang in rangs]
    entetes = next((n for n, grille in enumerate(grilles) if not _est_entete(rangs[n], grille)), 0)
    montage.tableau(
        [
            [Cellule(contenu_de(c), portee(c, "colspan"), portee(c, "rowspan")) for c in grille]
            for grille in grilles
            if grille
        ],
        entetes=entetes,
    )


def _est_entete(rang: _Element, cellules: list[_Element]) -> bool:
    parent = rang.getparent()
    return (parent is not None and parent.tag == "thead") or all(cellule.tag == "th" for cellule in cellules)


def portee(cellule: _Element, nom: str) -> int:
    """Span of a cell, at least 1."""
    chaine = cellule.get(nom, "1").strip()
    return (
        max(1, min(int(chaine), _PORTEE_MAXIMUM)) if chaine.isdecimal() and len(chaine) <= len("1000") else 1
    )


def contenu_de(cellule: _Element) -> Contenu:
    """Everything a cell shows, each block or item on its line."""
    lecture = _Lecture()
    _parcourir(lecture, cellule)
    lecture.clore()
    return lecture.montage.en_ligne()
