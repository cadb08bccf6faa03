"""Blocs → the body of an ODT."""

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
from convenir.documents.sortie.images import en_pixels
from convenir.documents.sortie.odt.tableaux import boite, signatures, tableau
from convenir.documents.sortie.odt.xml import inline, o, paragraphe, span
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
    "bloquant": "Constat_20_bloquant",
    "avertissement": "Constat_20_avertissement",
    "information": "Constat_20_information",
    "preuve": "Preuve",
}
_MARQUES = (("gras", "Gras"), ("italique", "Italique"), ("souligne", "Souligne"), ("exposant", "Exposant"))
_LARGEUR, _HAUTEUR = 15.8, 22.0  # centimetres: the text area


@dataclass(slots=True)
class Ecriture:
    """One document being written: the body, its images, the column styles of its tables."""

    publication: Publication
    pages: int
    page_des_titres: dict[str, int]
    images: dict[str, bytes] = field(default_factory=dict)
    styles: list[etree._Element] = field(default_factory=list)

    def corps(self) -> list[etree._Element]:
        """Every paragraph and table of the document, in order."""
        prete = self.publication
        if prete.couverture:
            elements = self.couverture(prete.couverture)
        else:
            elements = [paragraphe("Title", span(prete.titre))]
        if prete.sommaire:
            elements += [self.sommaire(), *self.blocs(prete.apres_sommaire, "Mention")]
        if prete.sommaire or prete.couverture:
            elements.append(paragraphe("Nouvelle_20_page"))
        return elements + self.blocs(prete.blocs)

    def couverture(self, couverture: Couverture) -> list[etree._Element]:
        elements = [
            paragraphe("Ouverture", span(couverture.surtitre))
            if couverture.surtitre
            else paragraphe("Ouverture"),
            paragraphe("Title", *inline(self.publication.titre)),
            paragraphe("Subtitle", *inline(couverture.periode)),
            paragraphe("Avant_20_contractants"),
            *(p for rang, nom in enumerate(couverture.parties) for p in _contractant(nom, premier=not rang)),
            *self.blocs(couverture.contenu, "Mention"),
            *(paragraphe("Mention", *inline(mention)) for mention in couverture.mentions),
        ]
        if self.publication.manques:
            elements.append(paragraphe("Mention", span(self.publication.phrase_manques)))
        return elements

    def sommaire(self) -> etree._Element:
        """The contents, filled in advance with links and page numbers."""
        prete = self.publication
        entrees = [self.entree(t) for t in titres(prete) if t.niveau <= prete.profondeur]
        modeles = [_modele(niveau) for niveau in range(1, prete.profondeur + 1)]
        source = o(
            "table-of-content-source",
            o("index-title-template", prete.titre_sommaire, text_style_name="Contents_20_Heading"),
            *modeles,
            outline_level=prete.profondeur,
        )
        titre = o(
            "index-title", paragraphe("Contents_20_Heading", prete.titre_sommaire), name="Titre du sommaire"
        )
        return o(
            "table-of-content", source, o("index-body", titre, *entrees), name="Sommaire", protected="false"
        )

    def entree(self, titre: Titre) -> etree._Element:
        numero = [span(titre.numero, "Numero_20_au_20_sommaire")] if titre.numero else []
        page = str(self.page_des_titres.get(titre.ancre, ""))
        contenu = [*numero, o("tab"), *inline(texte_brut(titre.contenu)), o("tab"), page]
        lien = o(
            "a",
            *contenu,
            xlink_type="simple",
            xlink_href=f"#{titre.ancre}",
            text_style_name="Index_20_Link",
            text_visited_style_name="Index_20_Link",
        )
        return paragraphe(f"Contents_20_{min(titre.niveau, 3)}", lien)

    def blocs(self, blocs: Iterable[BlocPublie], style: str = "Standard") -> list[etree._Element]:
        return [
            element for bloc, suivi in avec_suite(blocs) for element in self.bloc(bloc, style, suivi=suivi)
        ]

    def bloc(self, bloc: BlocPublie, style: str, *, suivi: bool) -> list[etree._Element]:  # noqa: PLR0911 -- one case per kind of bloc
        match bloc:
            case Titre():
                return [self.titre(bloc)]
            case Paragraphe():
                pose = "Annonce" if suivi and style == "Standard" else style
                return [paragraphe(pose, *self.contenu(bloc.contenu))]
            case Liste():
                return [self.liste(bloc.elements, ordonnee=bloc.ordonnee)]
            case Tableau():
                return tableau(bloc, self.contenu, self.styles)
            case Figure():
                return [self.figure(bloc)]
            case Saut():
                return [paragraphe("Nouvelle_20_page")]
            case Encadre(genre="suite"):
                return boite(self.blocs(bloc.blocs, "Texte_20_de_20_tableau"))
            case Encadre():
                return self.blocs(bloc.blocs, STYLES.get(bloc.genre, style))
            case Signatures():
                return signatures(bloc, self.styles)
        return []

    def titre(self, titre: Titre) -> etree._Element:
        numero = [span(titre.numero, "Numero_20_de_20_disposition"), " – "] if titre.numero else []
        return o(
            "h",
            o("bookmark-start", name=titre.ancre),
            *numero,
            *self.contenu(titre.contenu),
            o("bookmark-end", name=titre.ancre),
            text_style_name=f"Heading_20_{titre.niveau}",
            outline_level=titre.niveau,
        )

    def liste(self, elements: tuple[Element, ...], *, ordonnee: bool) -> etree._Element:
        items = []
        for element in elements:
            texte = paragraphe("List_20_Contents", *self.contenu(element.contenu))
            sous = self.liste(element.sous, ordonnee=False) if element.sous else None
            items.append(o("list-item", texte, sous))
        return o("list", *items, text_style_name="Numeros" if ordonnee else "Puces")

    def figure(self, figure: Figure) -> etree._Element:
        octets, mesure = en_pixels(figure.octets)
        if mesure is None:
            return paragraphe("Trace_20_de_20_figure", f"Figure : {figure.alternative}")
        extension, largeur, hauteur = mesure
        nom = f"Pictures/image{len(self.images) + 1}.{extension}"
        self.images[nom] = octets
        centimetres = (largeur * 2.54 / 96, hauteur * 2.54 / 96)  # 96 pixels per inch
        echelle = min(1.0, _LARGEUR / centimetres[0], _HAUTEUR / centimetres[1])
        image = o(
            "draw:image", xlink_href=nom, xlink_type="simple", xlink_show="embed", xlink_actuate="onLoad"
        )
        cadre = o(
            "draw:frame",
            image,
            o("svg:title", figure.alternative),
            text_anchor_type="as-char",
            svg_width=f"{centimetres[0] * echelle:.2f}cm",
            svg_height=f"{centimetres[1] * echelle:.2f}cm",
            draw_name=f"Image {len(self.images)}",
        )
        return paragraphe("Figure", cadre)

    def contenu(self, contenu: Contenu) -> list[etree._Element | str]:
        return [self.fragment(fragment) for fragment in contenu]

    def fragment(self, fragment: Fragment) -> etree._Element | str:
        if isinstance(fragment, Champ):
            return self.champ(fragment)
        if not isinstance(fragment, Texte):
            return span(fragment.texte)
        ecrit = span(fragment.texte, *(style for marque, style in _MARQUES if getattr(fragment, marque)))
        if not fragment.lien:
            return ecrit
        return o(
            "a", ecrit, xlink_type="simple", xlink_href=fragment.lien, text_style_name="Internet_20_link"
        )

    def champ(self, absent: Champ) -> etree._Element | str:
        if absent.cle == PAGES:
            return o("page-count", str(self.pages))
        if absent.cle == ANNEXES:
            return str(self.publication.annexes)
        return span(A_COMPLETER, "A_20_completer")


def _contractant(nom: str, *, premier: bool) -> list[etree._Element]:
    lien = span("Entre" if premier else "et", "Numero_20_de_20_disposition")
    return [paragraphe("Mention", lien), paragraphe("Contractant", *inline(nom))]


def _modele(niveau: int) -> etree._Element:
    """What LibreOffice rebuilds the contents with."""
    return o(
        "table-of-content-entry-template",
        o("index-entry-link-start"),
        o("index-entry-text"),
        o("index-entry-tab-stop", style_type="right", style_leader_char="."),
        o("index-entry-page-number"),
        o("index-entry-link-end"),
        outline_level=niveau,
        text_style_name=f"Contents_20_{min(niveau, 3)}",
    )
