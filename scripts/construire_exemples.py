"""Rebuild `exemples/`: one source text, with and without its planted defects, as .docx and .odt.

    python scripts/construire_exemples.py

The files are the same to the byte each time they are built from the same source.
"""

from __future__ import annotations

import datetime
import io
import sys
import tomllib
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

RACINE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RACINE))

from convenir.documents.blocs import Liste, Tableau, Titre, texte_brut  # noqa: E402 -- the project first
from convenir.documents.markdown import lire_markdown  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.documents.blocs import Bloc, Contenu, Rang

EXEMPLES = RACINE / "exemples"
INSTANT = (2026, 1, 1, 0, 0, 0)  # of every member of the archives
TITRE = "Convention territoriale globale du Val d’Ambre"


def construire() -> dict[str, bytes]:
    """The example files by name."""
    source = (EXEMPLES / "source" / "convention.md").read_text("utf-8")
    versions = {"convention-sans-defaut": source, "convention-avec-defauts": avec_defauts(source)}
    fichiers = {}
    for nom, markdown in versions.items():
        blocs = lire_markdown(markdown)
        fichiers[f"{nom}.docx"] = docx(blocs)
        fichiers[f"{nom}.odt"] = odt(blocs)
    return fichiers


def defauts() -> list[dict[str, str]]:
    """What is planted, in the order of the text: famille, regle, avant, apres, attendu."""
    liste: list[dict[str, str]] = tomllib.loads((EXEMPLES / "source" / "defauts.toml").read_text("utf-8"))[
        "defaut"
    ]
    return liste


def avec_defauts(source: str, plantes: Iterable[dict[str, str]] | None = None) -> str:
    """The source with defects planted, all by default; each passage to replace must be there once."""
    for defaut in defauts() if plantes is None else plantes:
        if source.count(defaut["avant"]) != 1:
            raise ValueError(f"« {defaut['avant']} » is {source.count(defaut['avant'])} times in the source")
        source = source.replace(defaut["avant"], defaut["apres"])
    return source


def docx(blocs: Iterable[Bloc]) -> bytes:
    """A Word file with real headings, lists and tables."""
    import docx as python_docx  # noqa: PLC0415 -- heavy

    document = python_docx.Document()
    document.core_properties.title = TITRE
    document.core_properties.language = "fr-FR"
    for nom in ("created", "modified"):
        setattr(document.core_properties, nom, _instant())
    for bloc in blocs:
        if isinstance(bloc, Titre):
            document.add_heading(texte_brut(bloc.contenu), level=bloc.niveau)
        elif isinstance(bloc, Liste):
            for element in bloc.elements:
                document.add_paragraph(texte_brut(element.contenu), style="List Bullet")
        elif isinstance(bloc, Tableau):
            _tableau_docx(document, bloc)
        else:
            document.add_paragraph(texte_brut(bloc.contenu))
    flux = io.BytesIO()
    document.save(flux)
    return _dater(flux.getvalue())


def _instant() -> datetime.datetime:
    return datetime.datetime(*INSTANT, tzinfo=datetime.UTC)


def _tableau_docx(document: Any, tableau: Tableau) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 -- heavy

    rangs = (*tableau.entetes, *tableau.rangs)
    grille = document.add_table(rows=len(rangs), cols=len(rangs[0].cellules), style="Table Grid")
    for rangee, rang in zip(grille.rows, rangs, strict=True):
        for cellule, lue in zip(rangee.cells, rang.cellules, strict=True):
            cellule.text = texte_brut(lue.contenu)
    for rangee in grille.rows[: len(tableau.entetes)]:
        rangee._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 -- python-docx has no door for it


def _dater(archive: bytes) -> bytes:
    """The same archive, its members at a fixed date."""
    with zipfile.ZipFile(io.BytesIO(archive)) as lue:
        return _archive({info.filename: lue.read(info) for info in lue.infolist()})


def _archive(membres: dict[str, bytes], *, nus: frozenset[str] = frozenset()) -> bytes:
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w") as zip_:
        for nom, octets in membres.items():
            info = zipfile.ZipInfo(nom, INSTANT)
            info.compress_type = zipfile.ZIP_STORED if nom in nus else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            zip_.writestr(info, octets)
    return flux.getvalue()


@dataclass(slots=True)
class Odt:
    """The body of an OpenDocument text, element after element."""

    elements: list[str] = field(default_factory=list)

    def ajouter(self, bloc: Bloc) -> None:
        if isinstance(bloc, Titre):
            texte = escape(texte_brut(bloc.contenu))
            style = f'text:style-name="Heading_20_{bloc.niveau}" text:outline-level="{bloc.niveau}"'
            self.elements.append(f"<text:h {style}>{texte}</text:h>")
        elif isinstance(bloc, Liste):
            items = (f"<text:list-item>{_p(e.contenu)}</text:list-item>" for e in bloc.elements)
            self.elements.append(f'<text:list text:style-name="Puces">{"".join(items)}</text:list>')
        elif isinstance(bloc, Tableau):
            self._tableau(bloc)
        else:
            self.elements.append(_p(bloc.contenu))

    def _tableau(self, tableau: Tableau) -> None:
        colonnes = len((*tableau.entetes, *tableau.rangs)[0].cellules)
        entetes = "".join(map(_rang, tableau.entetes))
        self.elements.append(
            f'<table:table><table:table-column table:number-columns-repeated="{colonnes}"/>'
            f"<table:table-header-rows>{entetes}</table:table-header-rows>"
            f"{''.join(map(_rang, tableau.rangs))}</table:table>"
        )


def _p(contenu: Contenu) -> str:
    return f"<text:p>{escape(texte_brut(contenu))}</text:p>"


def _rang(rang: Rang) -> str:
    attributs = 'table:style-name="Cellule" office:value-type="string"'
    cellules = (f"<table:table-cell {attributs}>{_p(c.contenu)}</table:table-cell>" for c in rang.cellules)
    return f"<table:table-row>{''.join(cellules)}</table:table-row>"


ESPACES = " ".join(
    f'xmlns:{nom}="urn:oasis:names:tc:opendocument:xmlns:{adresse}:1.0"'
    for nom, adresse in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
        ("meta", "meta"),
    )
)
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
TAILLES = {1: "17pt", 2: "13pt", 3: "12pt"}
STYLES_AUTOMATIQUES = (
    '<text:list-style style:name="Puces"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
    '<style:list-level-properties text:space-before="0.6cm" text:min-label-width="0.5cm"/>'
    "</text:list-level-style-bullet></text:list-style>"
    '<style:style style:name="Cellule" style:family="table-cell">'
    '<style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>'
)


def odt(blocs: Iterable[Bloc]) -> bytes:
    """An OpenDocument text with real headings, lists and tables."""
    corps = Odt()
    for bloc in blocs:
        corps.ajouter(bloc)
    contenu = (
        f'{XML}<office:document-content {ESPACES} office:version="1.3">'
        f"<office:automatic-styles>{STYLES_AUTOMATIQUES}</office:automatic-styles>"
        f"<office:body><office:text>{''.join(corps.elements)}</office:text></office:body>"
        "</office:document-content>"
    )
    membres = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": contenu,
        "styles.xml": _styles(),
        "meta.xml": (
            f'{XML}<office:document-meta {ESPACES} office:version="1.3" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<office:meta><dc:title>{TITRE}</dc:title><dc:language>fr-FR</dc:language></office:meta>"
            "</office:document-meta>"
        ),
        "META-INF/manifest.xml": _manifeste(),
    }
    return _archive({nom: texte.encode() for nom, texte in membres.items()}, nus=frozenset({"mimetype"}))


def _styles() -> str:
    titres = "".join(
        f'<style:style style:name="Heading_20_{niveau}" style:display-name="Heading {niveau}" '
        f'style:family="paragraph" style:default-outline-level="{niveau}">'
        '<style:paragraph-properties fo:margin-top="0.5cm" fo:margin-bottom="0.2cm"/>'
        f'<style:text-properties fo:font-size="{taille}" fo:font-weight="bold"/></style:style>'
        for niveau, taille in TAILLES.items()
    )
    return (
        f'{XML}<office:document-styles {ESPACES} office:version="1.3"><office:styles>'
        '<style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.2cm"/>'
        '<style:text-properties fo:font-size="11pt" fo:language="fr" fo:country="FR"/></style:default-style>'
        f"{titres}</office:styles></office:document-styles>"
    )


def _manifeste() -> str:
    espace = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entrees = "".join(
        f'<manifest:file-entry manifest:full-path="{nom}" manifest:media-type="{type_}"/>'
        for nom, type_ in (
            ("/", "application/vnd.oasis.opendocument.text"),
            ("content.xml", "text/xml"),
            ("styles.xml", "text/xml"),
            ("meta.xml", "text/xml"),
        )
    )
    ouverture = f'{XML}<manifest:manifest xmlns:manifest="{espace}" manifest:version="1.3">'
    return f"{ouverture}{entrees}</manifest:manifest>"


def lisezmoi() -> str:
    """What the examples are, and the defects planted."""
    lignes = [
        "# Exemples",
        "",
        "Une courte convention fictive, sans défaut puis avec ceux de la liste, en `.docx` et en `.odt`.",
        "Lieux et personnes sont inventés. Tout vient d’un seul texte, `source/convention.md`, et de",
        "`source/defauts.toml` ; `python scripts/construire_exemples.py` refait les quatre fichiers.",
        "",
        "```",
        "convenir lire exemples/convention-sans-defaut.docx",
        "convenir relire exemples/convention-avec-defauts.odt",
        "convenir editer exemples/convention-sans-defaut.docx --pdf convention.pdf",
        "```",
        "",
        "## Défauts plantés dans `convention-avec-defauts`",
        "",
        "| Famille | Règle | Ce que la relecture doit dire |",
        "| --- | --- | --- |",
        *(f"| {d['famille']} | `{d['regle']}` | {d['attendu']} |" for d in defauts()),
    ]
    return "\n".join(lignes) + "\n"


def main() -> None:
    for nom, octets in construire().items():
        (EXEMPLES / nom).write_bytes(octets)
        print(f"{nom} : {len(octets)} octets")
    (EXEMPLES / "LISEZMOI.md").write_text(lisezmoi(), encoding="utf-8")


if __name__ == "__main__":
    main()
