"""Signing PDFs and reading their signatures: PAdES, certificates, fingerprints, QR codes.

This module is the door of the folder. The libraries behind it are heavy: they are loaded when a file
is signed or checked, never at start.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from convenir.documents.signature.resultat import Portee, SignatureLue, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Unpack

    from convenir.documents.signature.apposition import Mention

__all__ = [
    "Portee",
    "SignatureLue",
    "Verdict",
    "code_qr",
    "creer_certificat_de_demonstration",
    "empreinte",
    "n_ajoute_que_des_signatures",
    "signer_pdf",
    "verifier_pdf",
]

T = TypeVar("T")


def empreinte(octets: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal: what identifies a sealed file."""
    return hashlib.sha256(octets).hexdigest()


def signer_pdf(
    octets: bytes,
    *,
    certificat: bytes,
    mot_de_passe: str,
    horodatage: str = "",
    **mention: Unpack[Mention],
) -> bytes:
    """The same PDF with one more signature, PAdES B-B (B-T with a time stamp), ETSI EN 319 142-1.

    `certificat` is a PKCS#12 file (.p12, .pfx) and `mot_de_passe` opens it; neither is kept.
    `mention` is what the signature says: `nom`, `qualite`, `motif`, `lieu`, and `instant` (with its time
    zone), the moment written as that of the signing. `horodatage` is the address of a time-stamping
    authority (RFC 3161), none by default.

    The signature only adds bytes after those of the file: earlier ones stay valid. It prints nothing,
    because a visible field breaks PDF/UA-1. Raises `Refus` when either is not fit for it.
    """
    from convenir.documents.signature import apposition

    return _a_part(lambda: apposition.apposer(octets, mention, (certificat, mot_de_passe), horodatage))


def verifier_pdf(octets: bytes, *, autorites: Path | None = None) -> tuple[SignatureLue, ...]:
    """Every signature of a PDF, oldest first; none when nobody signed it.

    `autorites` is a folder of certificates (.pem, .crt, .cer, .der) that this installation trusts. Nothing
    is fetched: revocation is known only from what the file itself carries. Raises `Refus` when the file is
    no PDF, is protected, or no longer reads.
    """
    from convenir.documents.signature import verification

    return _a_part(lambda: verification.verifier(octets, autorites))


def n_ajoute_que_des_signatures(avant: bytes, apres: bytes) -> bool:
    """Whether a PDF shows all that another shows, unchanged, with nothing more but signatures.

    Raises `Refus` when either is no PDF, is protected, or no longer reads.
    """
    from convenir.documents.signature import prolongement

    return _a_part(lambda: prolongement.n_ajoute_que_des_signatures(avant, apres))


def _a_part(acte: Callable[[], T]) -> T:
    """Do it in a thread of its own: pyHanko opens an event loop, and a thread runs one at a time."""
    with ThreadPoolExecutor(max_workers=1) as fil:
        return fil.submit(acte).result()


def creer_certificat_de_demonstration(nom: str) -> tuple[bytes, str]:
    """A self-made certificate (PKCS#12) and its password, for the demonstration and the tests.

    Its subject and issuer say that it is worth nothing: it proves nobody's identity.
    """
    from convenir.documents.signature import certificats

    return certificats.creer_demonstration(nom)


def code_qr(texte: str) -> str:
    """A QR code as SVG, without any text of its own: whoever places it gives the alternative text.

    `texte` is most often an address. Raises `Refus` when it is too long for a code that a phone reads.
    """
    from convenir.documents.signature import qr

    return qr.svg(texte)
