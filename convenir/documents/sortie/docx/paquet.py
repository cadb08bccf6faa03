"""The package of a DOCX: its parts, their relations, our fonts embedded."""

from __future__ import annotations

import datetime
import io
import uuid
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from convenir.documents.sortie import polices
from convenir.documents.sortie.balises import en_octets, fabrique
from convenir.documents.sortie.docx.xml import champ, paragraphe, run, w

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from convenir.documents.publication import Publication
    from convenir.documents.sortie.docx.ecriture import Ecriture

MODELE = Path(__file__).with_name("modele")
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAQUET = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
rel = fabrique({"": f"{_PAQUET}/relationships"}, "")
ct = fabrique({"": f"{_PAQUET}/content-types"}, "")
ap = fabrique({"": _REL.replace("relationships", "extended-properties")}, "")


def assembler(ecriture: Ecriture) -> bytes:
    """The whole file, each part once, always the same bytes for the same publication and day."""
    corps = ecriture.corps()
    parties: dict[str, bytes] = {
        "word/document.xml": en_octets(w("document", w("body", *corps, _section(ecriture)))),
        "word/styles.xml": (MODELE / "styles.xml").read_bytes(),
        "word/settings.xml": (MODELE / "settings.xml").read_bytes(),
        "word/numbering.xml": en_octets(_numerotations(ecriture.listes)),
        "word/header1.xml": en_octets(w("hdr", _entete(ecriture.publication))),
        "word/header2.xml": en_octets(w("hdr", paragraphe("Pieddepage", *_projet(ecriture.publication)))),
        "word/footer1.xml": en_octets(_pied(ecriture)),
        "word/footer2.xml": en_octets(_pied(ecriture)),
        "docProps/core.xml": _proprietes(ecriture),
        "docProps/app.xml": _application(),
    }
    parties |= {f"word/{image.fichier}": image.octets for image in ecriture.images}
    polices_jointes = _polices(parties)
    parties["[Content_Types].xml"] = _types(parties)
    parties["_rels/.rels"] = _relations(
        [
            ("rId1", f"{_REL}/officeDocument", "word/document.xml"),
            ("rId2", f"{_PAQUET}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{_REL}/extended-properties", "docProps/app.xml"),
        ]
    )
    parties["word/_rels/document.xml.rels"] = _relations(_liens_du_document(ecriture), ecriture.liens)
    parties["word/_rels/fontTable.xml.rels"] = _relations(polices_jointes)
    return _zip(parties)


def _zip(parties: dict[str, bytes]) -> bytes:
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
        for nom in sorted(parties, key=lambda n: (n != "[Content_Types].xml", n)):
            archive.writestr(zipfile.ZipInfo(nom, (1980, 1, 1, 0, 0, 0)), parties[nom], zipfile.ZIP_DEFLATED)
    return tampon.getvalue()


def _section(ecriture: Ecriture) -> etree._Element:
    """A4, our margins, header but on the cover, footer everywhere."""
    couverture = ecriture.publication.couverture is not None
    return w(
        "sectPr",
        w("headerReference", type="default", r_id="rIdEntete1"),
        w("headerReference", type="first", r_id="rIdEntete2"),
        w("footerReference", type="default", r_id="rIdPied1"),
        w("footerReference", type="first", r_id="rIdPied2"),
        w("pgSz", w=11906, h=16838),
        w("pgMar", top=1361, right=1474, bottom=1474, left=1474, header=680, footer=567, gutter=0),
        w("titlePg") if couverture else None,
    )


def _entete(publication: Publication) -> etree._Element:
    """The short title on the left, "projet" on the right when the document is not final."""
    projet = _projet(publication)
    return paragraphe("En-tte", run(publication.courant), w("r", w("tab")) if projet else None, *projet)


def _projet(publication: Publication) -> list[etree._Element]:
    if not publication.filigrane:
        return []
    return [run(publication.filigrane, w("b"), w("caps"), w("color", val="8A4B00"))]


def _pied(ecriture: Ecriture) -> etree._Element:
    """Boxes for initials on the left, page x / y on the right."""
    publication = ecriture.publication
    page = paragraphe(
        "Pieddepage",
        run("page "),
        *champ("PAGE", "1"),
        run(" / "),
        *champ("NUMPAGES", str(ecriture.pages)),
        droite=True,
    )
    if not publication.paraphes:
        return w("ftr", page)
    cadre = ("top", "left", "bottom", "right")
    cases = [(820, paragraphe("Pieddepage", run("Paraphes")), False)]
    for etiquette in publication.paraphes:
        largeur = min(1100, 200 + 90 * len(etiquette))
        cases += [
            (largeur, paragraphe("Pieddepage", run(etiquette), droite=True), False),
            (740, paragraphe("Pieddepage"), True),
        ]
    reste = max(1200, 8958 - sum(largeur for largeur, _, _ in cases))
    cases.append((reste, page, False))
    bords = {"val": "single", "sz": 4, "space": 0, "color": "CFC9BB"}
    rang = w(
        "tr",
        w("trPr", w("trHeight", val=400, hRule="exact")),
        *(
            w(
                "tc",
                w(
                    "tcPr",
                    w("tcW", w=largeur, type="dxa"),
                    w("tcBorders", *(w(c, **bords) for c in cadre)) if encadree else None,
                    w("vAlign", val="center"),
                ),
                texte,
            )
            for largeur, texte, encadree in cases
        ),
    )
    proprietes = w(
        "tblPr",
        w("tblW", w=sum(largeur for largeur, _, _ in cases), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblCellMar", w("left", w=40, type="dxa"), w("right", w=40, type="dxa")),
        w("tblLook", val="0000", firstRow=0, noHBand=1, noVBand=1),
        w("tblDescription", val="Emplacements des paraphes et numéro de page"),
    )
    colonnes = w("tblGrid", *(w("gridCol", w=largeur) for largeur, _, _ in cases))
    return w("ftr", w("tbl", proprietes, colonnes, rang), paragraphe("Pieddepage"))


def _numerotations(listes: int) -> etree._Element:
    """Bullets, and one restarted numbering for each ordered list."""
    puces = w(
        "abstractNum",
        w("multiLevelType", val="hybridMultilevel"),
        *_niveaux("bullet", "•–·"),
        abstractNumId=0,
    )
    numeros = w(
        "abstractNum",
        w("multiLevelType", val="hybridMultilevel"),
        *_niveaux("decimal", ("%1.", "%2.", "%3.")),
        abstractNumId=1,
    )
    nums = [w("num", w("abstractNumId", val=0), numId=1), w("num", w("abstractNumId", val=1), numId=2)]
    nums += [
        w(
            "num",
            w("abstractNumId", val=1),
            w("lvlOverride", w("startOverride", val=1), ilvl=0),
            numId=2 + rang,
        )
        for rang in range(1, listes + 1)
    ]
    return w("numbering", puces, numeros, *nums)


def _niveaux(format_: str, textes: str | tuple[str, ...]) -> list[etree._Element]:
    return [
        w(
            "lvl",
            w("start", val=1),
            w("numFmt", val=format_),
            w("lvlText", val=texte),
            w("lvlJc", val="left"),
            w("pPr", w("ind", left=397 * (niveau + 1), hanging=284)),
            w("rPr", w("color", val="0B5A54")),
            ilvl=niveau,
        )
        for niveau, texte in enumerate(textes)
    ]


def _polices(parties: dict[str, bytes]) -> list[tuple[str, str, str]]:
    """Add the embedded fonts and their table to the parts; the relations of the table."""
    relations: list[tuple[str, str, str]] = []
    familles = []
    for famille, (genre, faces) in polices.FAMILLES.items():
        jointes = []
        for face, nom in faces.items():
            rang = len(relations) + 1
            cle = uuid.uuid5(uuid.NAMESPACE_DNS, nom)
            parties[f"word/fonts/font{rang}.odttf"] = _masquer(polices.fichier(nom).read_bytes(), cle)
            relations.append((f"rId{rang}", f"{_REL}/font", f"fonts/font{rang}.odttf"))
            jointes.append(w(f"embed{face}", r_id=f"rId{rang}", w_fontKey=f"{{{str(cle).upper()}}}"))
        familles.append(
            w(
                "font",
                w("charset", val="00"),
                w("family", val=genre),
                w("pitch", val="variable"),
                *jointes,
                name=famille,
            )
        )
    parties["word/fontTable.xml"] = en_octets(w("fonts", *familles))
    return relations


def _masquer(octets: bytes, cle: uuid.UUID) -> bytes:
    """Font obfuscation of ECMA-376 part 4, § 17.8.1: the first 32 bytes are XORed with the key, reversed."""
    masque = bytes.fromhex(cle.hex)[::-1] * 2
    return bytes(a ^ b for a, b in zip(octets[:32], masque, strict=True)) + octets[32:]


def _liens_du_document(ecriture: Ecriture) -> list[tuple[str, str, str]]:
    simples = [
        ("rIdStyles", "styles"),
        ("rIdReglages", "settings"),
        ("rIdNumeros", "numbering"),
        ("rIdPolices", "fontTable"),
    ]
    liens = [(nom, f"{_REL}/{genre}", f"{genre}.xml") for nom, genre in simples]
    liens += [(f"rIdEntete{n}", f"{_REL}/header", f"header{n}.xml") for n in (1, 2)]
    liens += [(f"rIdPied{n}", f"{_REL}/footer", f"footer{n}.xml") for n in (1, 2)]
    return liens + [(f"rIdImage{i.rang}", f"{_REL}/image", i.fichier) for i in ecriture.images]


def _relations(internes: list[tuple[str, str, str]], externes: Sequence[str] = ()) -> bytes:
    liens = [rel("Relationship", Id=nom, Type=genre, Target=cible) for nom, genre, cible in internes]
    liens += [
        rel("Relationship", Id=f"rIdLien{n}", Type=f"{_REL}/hyperlink", Target=lien, TargetMode="External")
        for n, lien in enumerate(externes, start=1)
    ]
    return en_octets(rel("Relationships", *liens))


def _types(parties: dict[str, bytes]) -> bytes:
    defauts = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
        "png": "image/png",
        "jpg": "image/jpeg",
        "gif": "image/gif",
    }
    propres = {
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "/word/document.xml": f"{_TYPE}.document.main+xml",
        "/word/fontTable.xml": f"{_TYPE}.fontTable+xml",
    }
    for genre in ("styles", "settings", "numbering"):
        propres[f"/word/{genre}.xml"] = f"{_TYPE}.{genre}+xml"
    for nom in parties:
        for genre in ("header", "footer"):
            if nom.startswith(f"word/{genre}"):
                propres[f"/{nom}"] = f"{_TYPE}.{genre}+xml"
    types = [ct("Default", Extension=nom, ContentType=nature) for nom, nature in defauts.items()]
    types += [ct("Override", PartName=nom, ContentType=nature) for nom, nature in propres.items()]
    return en_octets(ct("Types", *types))


def _proprietes(ecriture: Ecriture) -> bytes:
    publication = ecriture.publication
    espaces = {
        "cp": f"{_PAQUET}/metadata/core-properties",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    cp = fabrique(espaces, "cp")
    jour = publication.date or datetime.datetime.now(tz=datetime.UTC).date()
    date = f"{jour.isoformat()}T00:00:00Z"
    return en_octets(
        cp(
            "coreProperties",
            cp("dc:title", publication.titre),
            cp("dc:subject", publication.sujet),
            cp("dc:creator", publication.auteur),
            cp("dc:language", "fr-FR"),
            cp("dcterms:created", date, xsi_type="dcterms:W3CDTF"),
            cp("dcterms:modified", date, xsi_type="dcterms:W3CDTF"),
        )
    )


def _application() -> bytes:
    return en_octets(ap("Properties", ap("Application", "Convenir")))
