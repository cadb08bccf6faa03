"""Images of a DOCX: read their size, place them inline with their alternative text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from convenir.documents.sortie.docx.xml import ESPACES, w
from convenir.documents.sortie.images import en_pixels

if TYPE_CHECKING:
    from convenir.documents.blocs import Figure

_EMU_PAR_POINT = 12700
_LARGEUR_MAXIMALE = 448  # points: the text area
_HAUTEUR_MAXIMALE = 620
_DESSIN = "http://schemas.openxmlformats.org/drawingml/2006/picture"


@dataclass(frozen=True, slots=True)
class Image:
    """An image to embed: `rang` names its part and its relation; sizes in points."""

    rang: int
    octets: bytes
    extension: str
    alternative: str
    largeur: float
    hauteur: float

    @property
    def fichier(self) -> str:
        return f"media/image{self.rang}.{self.extension}"


def lire_image(figure: Figure, rang: int) -> Image | None:
    """The image of a figure, fitted to the page; None when it has none that Word shows."""
    octets, mesure = en_pixels(figure.octets)
    if mesure is None:
        return None
    extension, largeur, hauteur = mesure
    points = (largeur * 0.75, hauteur * 0.75)  # 96 pixels per inch
    echelle = min(1.0, _LARGEUR_MAXIMALE / points[0], _HAUTEUR_MAXIMALE / points[1])
    return Image(rang, octets, extension, figure.alternative, points[0] * echelle, points[1] * echelle)


def dessin(image: Image) -> etree._Element:
    """The run that shows an image."""
    taille = {"cx": str(int(image.largeur * _EMU_PAR_POINT)), "cy": str(int(image.hauteur * _EMU_PAR_POINT))}
    wp, a, pic = (f"{{{ESPACES[p]}}}" for p in ("wp", "a", "pic"))
    inline = etree.Element(f"{wp}inline", distT="0", distB="0", distL="0", distR="0")
    etree.SubElement(inline, f"{wp}extent", taille)
    etree.SubElement(
        inline, f"{wp}docPr", id=str(image.rang), name=f"Image {image.rang}", descr=image.alternative
    )
    donnees = etree.SubElement(etree.SubElement(inline, f"{a}graphic"), f"{a}graphicData", uri=_DESSIN)
    photo = etree.SubElement(donnees, f"{pic}pic")
    noms = etree.SubElement(photo, f"{pic}nvPicPr")
    etree.SubElement(noms, f"{pic}cNvPr", id=str(image.rang), name=image.fichier, descr=image.alternative)
    etree.SubElement(noms, f"{pic}cNvPicPr")
    remplissage = etree.SubElement(photo, f"{pic}blipFill")
    source = etree.SubElement(remplissage, f"{a}blip")
    source.set(f"{{{ESPACES['r']}}}embed", f"rIdImage{image.rang}")
    etree.SubElement(etree.SubElement(remplissage, f"{a}stretch"), f"{a}fillRect")
    forme = etree.SubElement(photo, f"{pic}spPr")
    cadre = etree.SubElement(forme, f"{a}xfrm")
    etree.SubElement(cadre, f"{a}off", x="0", y="0")
    etree.SubElement(cadre, f"{a}ext", taille)
    etree.SubElement(etree.SubElement(forme, f"{a}prstGeom", prst="rect"), f"{a}avLst")
    return w("r", w("drawing", inline))
