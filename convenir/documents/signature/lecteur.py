"""Opening a PDF to sign it or to read its signatures."""

from __future__ import annotations

import io

from pyhanko.pdf_utils.reader import PdfFileReader

from convenir.socle.erreurs import Refus

#: written by every signature, and nowhere else in a PDF
MARQUE = b"/ByteRange"


def ouvrir(octets: bytes) -> PdfFileReader:
    """A PDF whose structure reads. Raises `Refus` when it is no PDF, is damaged or protected."""
    if b"%PDF-" not in octets[:1024]:
        raise Refus("Ce fichier n’est pas un PDF : choisissez le PDF de la convention.")
    try:
        lecteur = PdfFileReader(io.BytesIO(octets), strict=True)
        pages = int(lecteur.root["/Pages"]["/Count"])
    except Exception:  # noqa: BLE001 -- a damaged file may break the parser in any way
        pages = 0
    if not pages:
        raise Refus(_abime(octets))
    if lecteur.encrypted:
        raise Refus("Ce PDF est protégé par un mot de passe : enregistrez-le sans protection.")
    return lecteur


def _abime(octets: bytes) -> str:
    if MARQUE in octets:
        return "Ce PDF signé a été altéré : il ne se lit plus. Demandez le fichier d’origine."
    return "Ce PDF est abîmé : il ne se lit plus. Demandez-le de nouveau, ou refaites-le."
