"""The real format of a file, told by its content; what is not read is refused with what to give instead."""

from __future__ import annotations

import re

from convenir.documents.entree.archive import Archive, chiffre
from convenir.socle.erreurs import Refus

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = re.compile(rb"%PDF-\d")
ENCODAGE_DECLARE = re.compile(
    rb"""(?:charset|encoding)\s{0,3}=\s{0,3}["']?([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE
)
_DEBUT = 1024  # bytes
_TETE = 5000  # characters: where the first tags of a page stand
_PROLOGUE = re.compile(r"(?:<\?xml[^>]*\?>|<!--.*?-->|\s)*+", re.DOTALL)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_XML_BUREAUTIQUE = re.compile(r"<(?:office:document|w:wordDocument|pkg:package)\b")
_BALISE = re.compile(r"<(?:p|h[1-6]|div|table|ul|ol|br)\b[^<>]{0,200}>", re.IGNORECASE)
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"8BPS")
_PROGRAMMES = (b"\x7fELF", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"BZh")
_AUTRES_ZIP = {
    "xl/workbook.xml": "un classeur",
    "ppt/presentation.xml": "un diaporama",
    "META-INF/container.xml": "un livre électronique",
}
_ODF = "application/vnd.oasis.opendocument."


def reconnaitre_binaire(nom: str, octets: bytes) -> str:
    """`pdf`, `docx` or `odt` by the content, or nothing when it may be text.

    Raises `Refus` for what is recognised and not read: images, programs, archives, .doc, macros…
    """
    debut = octets[:_DEBUT]
    if _PDF.search(debut):
        return "pdf"
    if debut.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _dans_le_zip(nom, octets)
    if debut.startswith(_OLE):
        raise _ancien_office(nom, octets)
    if debut.startswith(b"{\\rtf"):
        raise _a_convertir(nom, "au format RTF")
    _refuser_image_ou_programme(nom, debut)
    return ""


def reconnaitre_texte(nom: str, chaine: str) -> str:
    """`html`, `md` or `txt`: HTML shows by its first tags, Markdown by the name only."""
    tete = chaine.lstrip()[:_TETE]
    if tete.startswith("<?xml") and _XML_BUREAUTIQUE.search(tete):
        raise _a_convertir(nom, "en XML")
    suffixe = nom.rpartition(".")[2].lower()
    prologue = _PROLOGUE.match(tete)
    if _HTML.match(tete, prologue.end() if prologue else 0) or (
        suffixe in ("html", "htm", "xhtml") and _BALISE.search(chaine)
    ):
        return "html"
    return "md" if suffixe in ("md", "markdown") else "txt"


def _refuser_image_ou_programme(nom: str, debut: bytes) -> None:
    heic = debut[4:8] == b"ftyp"
    if debut.startswith(_IMAGES) or heic or (debut[:4] == b"RIFF" and debut[8:12] == b"WEBP"):
        raise Refus(
            f"Le fichier « {nom} » est une image : donnez le document d’origine, "
            "ou passez d’abord l’image à la reconnaissance de caractères."
        )
    if debut.startswith(_PROGRAMMES) or (debut.startswith(b"MZ") and b"\x00" in debut):
        raise Refus(
            f"Le fichier « {nom} » est un programme, pas un document : donnez le fichier de la convention."
        )
    if debut.startswith(_ARCHIVES):
        raise _archive(nom)


def _dans_le_zip(nom: str, octets: bytes) -> str:
    archive = Archive(nom, octets)
    if any(piece.endswith(("vbaProject.bin", "vbaData.xml")) for piece in archive.noms) or any(
        piece.startswith(("Basic/", "Scripts/")) and not piece.endswith("/") for piece in archive.noms
    ):
        raise Refus(
            f"Le fichier « {nom} » contient des macros : enregistrez-le en .docx sans macros, puis réessayez."
        )
    if "word/document.xml" in archive.noms or b"wordprocessingml.document.main" in archive.lire(
        "[Content_Types].xml"
    ):
        return "docx"
    return _opendocument(nom, archive)


def _opendocument(nom: str, archive: Archive) -> str:
    genre = archive.lire("mimetype").decode("ascii", "replace").strip()
    if genre.startswith(_ODF + "text") or (not genre and "content.xml" in archive.noms):
        if b"encryption-data" in archive.lire("META-INF/manifest.xml"):
            raise chiffre(nom)
        return "odt"
    if genre.startswith(_ODF):
        raise _autre_document(nom, "un classeur ou un diaporama")
    for piece, description in _AUTRES_ZIP.items():
        if piece in archive.noms:
            raise _autre_document(nom, description)
    raise _archive(nom)


def _ancien_office(nom: str, octets: bytes) -> Refus:
    """Old binary Office files, and encrypted .docx which hide in the same envelope."""
    if "EncryptedPackage".encode("utf-16-le") in octets:
        return chiffre(nom)
    return _a_convertir(nom, "dans un ancien format (.doc)")


def _a_convertir(nom: str, etat: str) -> Refus:
    return Refus(
        f"Le fichier « {nom} » est enregistré {etat} : "
        "ouvrez-le dans votre traitement de texte et enregistrez-le en .docx."
    )


def _autre_document(nom: str, description: str) -> Refus:
    return Refus(
        f"Le fichier « {nom} » est {description} : donnez la convention en .docx, .odt, .pdf, .html ou .txt."
    )


def _archive(nom: str) -> Refus:
    return Refus(
        f"Le fichier « {nom} » est une archive : extrayez-en la convention, puis donnez ce fichier-là."
    )
