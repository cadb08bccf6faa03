"""The package of an ODT: content, styles, metadata, fonts, images, manifest."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from convenir.documents.sortie import polices
from convenir.documents.sortie.balises import en_octets
from convenir.documents.sortie.odt.xml import ESPACES, o, paragraphe, span

if TYPE_CHECKING:
    from convenir.documents.sortie.odt.ecriture import Ecriture

MODELE = Path(__file__).with_name("modele") / "styles.xml"
NATURE = "application/vnd.oasis.opendocument.text"
_FILET = "0.5pt solid #cfc9bb"
_ACCENT = "1.2pt solid #0b5a54"
_IMAGES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif"}


def assembler(ecriture: Ecriture) -> bytes:
    """The whole file, always the same bytes for the same publication and day."""
    corps = ecriture.corps()
    fontes = {f"Fonts/{nom}.ttf": polices.fichier(nom).read_bytes() for nom in _faces()}
    parties = {
        "content.xml": en_octets(_contenu(ecriture, corps)),
        "styles.xml": en_octets(_styles(ecriture)),
        "meta.xml": en_octets(_metadonnees(ecriture)),
        **ecriture.images,
        **fontes,
    }
    parties["META-INF/manifest.xml"] = en_octets(_manifeste(parties))
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
        archive.writestr(_entree("mimetype"), NATURE, zipfile.ZIP_STORED)
        for nom in sorted(parties):
            archive.writestr(_entree(nom), parties[nom], zipfile.ZIP_DEFLATED)
    return tampon.getvalue()


def _entree(nom: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(nom, (1980, 1, 1, 0, 0, 0))


def _faces() -> list[str]:
    return [nom for _, faces in polices.FAMILLES.values() for nom in faces.values()]


def _polices() -> etree._Element:
    """Declarations of the families, with the files of their faces inside the package."""
    familles = []
    for famille, (genre, faces) in polices.FAMILLES.items():
        sources = [
            o(
                "svg:font-face-uri",
                o("svg:font-face-format", svg_string="truetype"),
                xlink_href=f"Fonts/{nom}.ttf",
                xlink_type="simple",
            )
            for nom in faces.values()
        ]
        familles.append(
            o(
                "style:font-face",
                o("svg:font-face-src", *sources),
                style_name=famille,
                svg_font_family=f"'{famille}'",
                style_font_family_generic=genre,
                style_font_pitch="variable",
            )
        )
    return o("office:font-face-decls", *familles)


def _contenu(ecriture: Ecriture, corps: list[etree._Element]) -> etree._Element:
    return o(
        "office:document-content",
        _polices(),
        o("office:automatic-styles", *_styles_automatiques(), *ecriture.styles),
        o("office:body", o("office:text", *corps)),
        office_version="1.3",
    )


def _styles_automatiques() -> list[etree._Element]:
    """Styles that belong to this text rather than to its model: page of the cover, tables, cells, rows."""
    ouverture = o(
        "style:style",
        style_name="Ouverture",
        style_family="paragraph",
        style_parent_style_name="Surtitre",
        style_master_page_name="Couverture",
    )
    avant = o(
        "style:style",
        o("style:paragraph-properties", fo_margin_bottom="7cm"),
        style_name="Avant_20_contractants",
        style_family="paragraph",
        style_parent_style_name="Standard",
    )
    return [ouverture, avant, *styles_de_table()]


def styles_de_table() -> list[etree._Element]:
    """Tables, rows and cells, used by the body and by the footer."""
    pied = {"fo_padding": "0.08cm", "style_vertical_align": "middle"}
    return [
        _table("Tableau", may_break="true"),
        _table("TableauCourt", may_break="false"),
        _table("TableauInsecable", may_break="false", fo_keep_with_next="auto"),
        _ligne("Rang"),
        _ligne("RangSignature", style_min_row_height="3.1cm"),
        _ligne("RangSuite", style_min_row_height="1.6cm"),
        _ligne("RangParaphes", style_min_row_height="0.7cm"),
        _cellule("Cellule", fo_padding="0.12cm", fo_border_bottom=_FILET),
        _cellule("CelluleDense", fo_padding="0.06cm", fo_border_bottom=_FILET),
        _cellule(
            "CelluleEntete",
            fo_padding="0.12cm",
            fo_background_color="#e6f0ee",
            fo_border_top=_ACCENT,
            fo_border_bottom="0.8pt solid #0b5a54",
        ),
        _cellule("CelluleNue", fo_padding="0.08cm"),
        _cellule("CelluleSignataire", fo_padding="0.08cm", fo_border_top=_ACCENT),
        _cellule("CelluleSignature", fo_padding="0.12cm", fo_border=_FILET),
        _cellule("CellulePied", **pied),
        _cellule("CelluleParaphe", **pied, fo_border=_FILET),
    ]


def _table(nom: str, *, may_break: str, **proprietes_en_plus: str) -> etree._Element:
    proprietes = o(
        "style:table-properties",
        style_width="15.8cm",
        table_align="left",
        table_border_model="collapsing",
        style_may_break_between_rows=may_break,
        **proprietes_en_plus,
    )
    return o("style:style", proprietes, style_name=nom, style_family="table")


def _ligne(nom: str, **proprietes: str) -> etree._Element:
    contenu = o("style:table-row-properties", fo_keep_together="always", **proprietes)
    return o("style:style", contenu, style_name=nom, style_family="table-row")


def _cellule(nom: str, **proprietes: str) -> etree._Element:
    contenu = o("style:table-cell-properties", **proprietes)
    return o("style:style", contenu, style_name=nom, style_family="table-cell")


def _styles(ecriture: Ecriture) -> etree._Element:
    """The styles of the model, with the fonts, the header and the footer of this document."""
    racine = etree.fromstring(MODELE.read_bytes(), etree.XMLParser(remove_blank_text=True))
    racine.replace(racine.find(f"{{{ESPACES['office']}}}font-face-decls"), _polices())
    automatiques = racine.find(f"{{{ESPACES['office']}}}automatic-styles")
    automatiques.extend(styles_de_table())
    automatiques.extend(_colonnes_du_pied(len(ecriture.publication.paraphes)))
    courante, couverture = racine.iter(f"{{{ESPACES['style']}}}master-page")
    projet = span(ecriture.publication.filigrane, "Projet") if ecriture.publication.filigrane else None
    titre = ecriture.publication.courant
    courante.append(
        o("style:header", paragraphe("Header", titre, o("tab") if projet is not None else None, projet))
    )
    for page in (courante, couverture):
        page.append(o("style:footer", *_pied(ecriture)))
    return racine


def _pied(ecriture: Ecriture) -> list[etree._Element]:
    publication = ecriture.publication
    page = paragraphe(
        "Pagination",
        "page ",
        o("page-number", "1", text_select_page="current"),
        " / ",
        o("page-count", str(ecriture.pages)),
    )
    if not publication.paraphes:
        return [page]
    cases = [o("table:table-cell", paragraphe("Footer", "Paraphes"), table_style_name="CellulePied")]
    for etiquette in publication.paraphes:
        for contenu, pose, style in (
            (etiquette, "Pagination", "CellulePied"),
            ("", "Footer", "CelluleParaphe"),
        ):
            cases.append(o("table:table-cell", paragraphe(pose, contenu), table_style_name=style))
    cases.append(o("table:table-cell", page, table_style_name="CellulePied"))
    largeurs = [
        "ColonneParaphe",
        *["ColonneEtiquette", "ColonneParaphe"] * len(publication.paraphes),
        "ColonnePage",
    ]
    colonnes = [o("table:table-column", table_style_name=nom) for nom in largeurs]
    rang = o("table:table-row", *cases, table_style_name="RangParaphes")
    return [o("table:table", *colonnes, rang, table_name="Paraphes", table_style_name="Tableau")]


def _colonnes_du_pied(paraphes: int) -> list[etree._Element]:
    largeurs = {
        "ColonneEtiquette": 2.0,
        "ColonneParaphe": 1.4,
        "ColonnePage": max(2.0, 14.4 - 3.4 * paraphes),
    }
    return [
        o(
            "style:style",
            o("style:table-column-properties", style_column_width=f"{largeur:.2f}cm"),
            style_name=nom,
            style_family="table-column",
        )
        for nom, largeur in largeurs.items()
    ]


def _metadonnees(ecriture: Ecriture) -> etree._Element:
    publication = ecriture.publication
    jour = publication.date or datetime.datetime.now(tz=datetime.UTC).date()
    return o(
        "office:document-meta",
        o(
            "office:meta",
            o("meta:generator", "Convenir"),
            o("dc:title", publication.titre),
            o("dc:subject", publication.sujet),
            o("dc:language", "fr-FR"),
            o("dc:date", f"{jour.isoformat()}T00:00:00"),
        ),
        office_version="1.3",
    )


def _manifeste(parties: dict[str, bytes]) -> etree._Element:
    natures = {"xml": "text/xml", "ttf": "application/x-font-ttf", **_IMAGES}
    entrees = [
        o("manifest:file-entry", manifest_full_path="/", manifest_media_type=NATURE, manifest_version="1.3")
    ]
    entrees += [
        o("manifest:file-entry", manifest_full_path=nom, manifest_media_type=natures[nom.rpartition(".")[2]])
        for nom in sorted(parties)
    ]
    return o("manifest:manifest", *entrees, manifest_version="1.3")
