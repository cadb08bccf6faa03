"""Blocs → the body of a DOCX."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from convenir.documents.blocs import (
    Champ,
    Figure,
    Liste,
    Paragraphe,
    Saut,
    Tableau,
    Texte,
    Titre,
    texte_brut,
)
from convenir.documents.publication import ANNEXES, PAGES, Encadre, Publication, Signatures, titres
from convenir.documents.sortie.docx.images import Image, dessin, lire_image
from convenir.documents.sortie.docx.tableaux import boite, signatures, tableau
from convenir.documents.sortie.docx.xml import champ, paragraphe, run, w
from convenir.documents.sortie.pagination import avec_suite
from convenir.documents.sortie.preparation import A_COMPLETER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from convenir.documents.blocs import Contenu, Element, Fragment
    from convenir.documents.publication import BlocPublie, Couverture

STYLES = {
    "partie": "Partie",
    "citation": "Partie",
    "visas": "Visa",
    "acte": "Acte",
    "signatures": "Cloture",
    "bloquant": "ConstatBloquant",
    "avertissement": "ConstatAvertissement",
    "information": "ConstatInformation",
    "preuve": "Preuve",
}
_PUCES, _NUMEROS = 1, 2  # numbering definitions of modele/numbering.xml


@dataclass(slots=True)
class Ecriture:
    """One document being written: the body, and what it needs around it (images, links, numberings)."""

    publication: Publication
    pages: int
    page_des_titres: dict[str, int]
    images: list[Image] = field(default_factory=list)
    liens: list[str] = field(default_factory=list)
    listes: int = 0
    signets: dict[str, str] = field(default_factory=dict)
    nouvelle_page: bool = False

    def corps(self) -> list[etree._Element]:
        """Every paragraph and table of the document, in order."""
        prete = self.publication
        self.signets = {t.ancre: f"_Toc{n:08d}" for n, t in enumerate(titres(prete), start=1)}
        elements = self.couverture(prete.couverture) if prete.couverture else []
        elements = elements or [paragraphe("Titre", run(prete.titre))]
        if prete.sommaire:
            elements += [self.sommaire(), *self.blocs(prete.apres_sommaire, "Mention")]
        self.nouvelle_page = prete.couverture is not None or prete.sommaire
        return elements + self.blocs(prete.blocs)

    # ── first pages ────────────────────────────────────────────────────────────────────────────
    def couverture(self, couverture: Couverture) -> list[etree._Element]:
        elements = [
            paragraphe("Surtitre", run(couverture.surtitre)),
            paragraphe("Titre", run(self.publication.titre)),
            paragraphe("Sous-titre", run(couverture.periode)),
            w("p", w("pPr", w("spacing", before=4200, after=0))),
            *(p for rang, nom in enumerate(couverture.parties) for p in _contractant(nom, premier=not rang)),
            *self.blocs(couverture.contenu, "Mention"),
            *(paragraphe("Mention", run(mention)) for mention in couverture.mentions),
        ]
        if self.publication.manques:
            elements.append(paragraphe("Mention", run(self.publication.phrase_manques)))
        return elements

    def sommaire(self) -> etree._Element:
        """The contents field, filled in advance: links, and page numbers of the printed document."""
        prete = self.publication
        entrees = [t for t in titres(prete) if t.niveau <= prete.profondeur]
        lignes = [self.entree(t) for t in entrees] or [paragraphe("TM1")]
        instruction = w("instrText", f' TOC \\o "1-{prete.profondeur}" \\h \\z \\u ')
        debut = [
            w("r", w("fldChar", fldCharType="begin")),
            w("r", instruction),
            w("r", w("fldChar", fldCharType="separate")),
        ]
        place = 1 if len(lignes[0]) and lignes[0][0].tag.endswith("}pPr") else 0
        for rang, element in enumerate(debut):
            lignes[0].insert(place + rang, element)
        lignes[-1].append(w("r", w("fldChar", fldCharType="end")))
        galerie = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
        titre = paragraphe("En-ttedetabledesmatires", run(prete.titre_sommaire))
        return w("sdt", w("sdtPr", galerie), w("sdtContent", titre, *lignes))

    def entree(self, titre: Titre) -> etree._Element:
        signet = self.signets[titre.ancre]
        page = str(self.page_des_titres.get(titre.ancre, ""))
        lien = w(
            "hyperlink",
            run(titre.numero, w("rStyle", val="Numerodedisposition"), w("sz", val=16))
            if titre.numero
            else None,
            w("r", w("tab")),
            run(texte_brut(titre.contenu)),
            w("r", w("tab")),
            *champ(f"PAGEREF {signet} \\h", page),
            anchor=signet,
            history=1,
        )
        return paragraphe(f"TM{min(titre.niveau, 3)}", lien)

    # ── blocs ──────────────────────────────────────────────────────────────────────────────────
    def blocs(self, blocs: Iterable[BlocPublie], style: str = "Normal") -> list[etree._Element]:
        return [
            element for bloc, suivi in avec_suite(blocs) for element in self.bloc(bloc, style, suivi=suivi)
        ]

    def bloc(self, bloc: BlocPublie, style: str, *, suivi: bool) -> list[etree._Element]:  # noqa: PLR0911 -- one case per kind of bloc
        match bloc:
            case Titre():
                return [self.titre(bloc)]
            case Paragraphe():
                return [paragraphe(style, *self.contenu(bloc.contenu), page=self._page(), suivant=suivi)]
            case Liste():
                numero = self._numerotation() if bloc.ordonnee else _PUCES
                return self.elements(bloc.elements, numero, 0, style)
            case Tableau():
                return [*self._saut(), *tableau(bloc, self.contenu)]
            case Figure():
                return [self.figure(bloc)]
            case Saut():
                self.nouvelle_page = True
            case Encadre():
                return self.encadre(bloc, style)
            case Signatures():
                return [*self._saut(), *signatures(bloc)]
        return []

    def _page(self) -> bool:
        attendue, self.nouvelle_page = self.nouvelle_page, False
        return attendue

    def _saut(self) -> list[etree._Element]:
        return [paragraphe("Textedetableau", page=True)] if self._page() else []

    def _numerotation(self) -> int:
        self.listes += 1
        return _NUMEROS + self.listes

    def titre(self, titre: Titre) -> etree._Element:
        rang = int(self.signets[titre.ancre].removeprefix("_Toc"))
        numero = (
            [run(titre.numero, w("rStyle", val="Numerodedisposition")), run(" – ")] if titre.numero else []
        )
        return paragraphe(
            f"Titre{titre.niveau}",
            w("bookmarkStart", id=rang, name=self.signets[titre.ancre]),
            *numero,
            *self.contenu(titre.contenu),
            w("bookmarkEnd", id=rang),
            page=self._page(),
        )

    def elements(
        self, elements: tuple[Element, ...], numero: int, niveau: int, style: str
    ) -> list[etree._Element]:
        """The items of a list; a list in a frame keeps the voice of the frame."""
        nom = "Listepuces" if numero == _PUCES else "Listenumros"
        ecrits = []
        for element in elements:
            item = paragraphe(nom, *self.contenu(element.contenu), page=self._page())
            rangs = w("numPr", w("ilvl", val=min(niveau, 2)), w("numId", val=numero))
            style_pose = item.find(f"{{{item.nsmap['w']}}}pPr/{{{item.nsmap['w']}}}pStyle")
            style_pose.addnext(rangs)
            ecrits += [item, *self.elements(element.sous, _PUCES, niveau + 1, style)]
        return ecrits

    def encadre(self, encadre: Encadre, style: str) -> list[etree._Element]:
        if encadre.genre == "suite":
            return boite(self.blocs(encadre.blocs, "Textedetableau"))
        elements = self.blocs(encadre.blocs, STYLES.get(encadre.genre, style))
        if encadre.genre == "acte" and elements:
            elements.append(paragraphe("Normal"))
        return elements

    def figure(self, figure: Figure) -> etree._Element:
        image = lire_image(figure, len(self.images) + 1)
        if image is None:
            return paragraphe("Tracedefigure", run(f"Figure : {figure.alternative}"), page=self._page())
        self.images.append(image)
        return paragraphe("Figure", dessin(image), page=self._page())

    # ── inline ─────────────────────────────────────────────────────────────────────────────────
    def contenu(self, contenu: Contenu) -> list[etree._Element]:
        return [element for fragment in contenu for element in self.fragment(fragment)]

    def fragment(self, fragment: Fragment) -> list[etree._Element]:
        if isinstance(fragment, Champ):
            return self.champ(fragment)
        if not isinstance(fragment, Texte):
            return [run(fragment.texte)]
        ecrit = run(
            fragment.texte,
            w("rStyle", val="Lienhypertexte") if fragment.lien else None,
            w("b") if fragment.gras else None,
            w("i") if fragment.italique else None,
            w("u", val="single") if fragment.souligne else None,
            w("vertAlign", val="superscript") if fragment.exposant else None,
        )
        if not fragment.lien:
            return [ecrit]
        self.liens.append(fragment.lien)
        return [w("hyperlink", ecrit, r_id=f"rIdLien{len(self.liens)}")]

    def champ(self, absent: Champ) -> list[etree._Element]:
        if absent.cle == PAGES:
            return champ("NUMPAGES", str(self.pages))
        if absent.cle == ANNEXES:
            return [run(str(self.publication.annexes))]
        return [run(A_COMPLETER, w("rStyle", val="Acompleter"))]


def _contractant(nom: str, *, premier: bool) -> list[etree._Element]:
    lien = run("Entre" if premier else "et", w("rStyle", val="Numerodedisposition"), w("sz", val=17))
    return [paragraphe("Mention", lien, suivant=True), paragraphe("Contractant", run(nom))]
