"""Adding one signature to a PDF."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, TypedDict

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError

from convenir.documents.signature import certificats, verification
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    import datetime

    from pyhanko.pdf_utils.writer import BasePdfFileWriter
    from pyhanko.sign.signers.pdf_signer import PdfSigningSession
    from pyhanko.sign.timestamps import TimeStamper

_DELAI_HORODATAGE = 15  # seconds


class Mention(TypedDict):
    """What a signature says of itself: who signs, in which capacity, why, where and when."""

    nom: str
    qualite: str
    motif: str
    lieu: str
    instant: datetime.datetime


def apposer(octets: bytes, mention: Mention, certificat: tuple[bytes, str], horodatage: str = "") -> bytes:
    """The file, untouched, followed by one signature. `certificat` is (PKCS#12 file, its password)."""
    rang = 1 + _signatures_intactes(octets)
    signeur = _Signeur(
        _description(mention, rang),
        certificats.ouvrir(*certificat, mention["instant"]),
        timestamper=_horodateur(horodatage),
        new_field_spec=_champ(mention, rang),
    )
    signeur.instant = mention["instant"]
    # Typst ends on "%%EOF" without a line break: what is appended must start on a line of its own
    fichier = io.BytesIO(octets if octets.endswith((b"\n", b"\r")) else octets + b"\n")
    try:
        return bytes(signeur.sign_pdf(_Ajout(fichier)).getvalue())
    except (TimestampRequestError, OSError):
        raise Refus(
            "Le service d’horodatage ne répond pas : réessayez plus tard, ou signez sans horodatage."
        ) from None
    except SigningError:
        raise Refus("Ce PDF n’accepte pas d’autre signature : repartez du document non signé.") from None


class _Ajout(IncrementalPdfFileWriter):
    """What is added to a file; its title, dates and PDF/A and PDF/UA marks stay as they were sealed."""

    def _update_meta(self) -> None:
        pass


class _Signeur(PdfSigner):
    """A signer for whom the moment of signing is given."""

    instant: datetime.datetime

    def init_signing_session(self, *args: Any, **options: Any) -> PdfSigningSession:
        session = super().init_signing_session(*args, **options)
        session.system_time = self.instant
        return session

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:  # noqa: ARG002
        """PAdES alone (EN 319 142-1): the other extensions would make it PDF 2.0, against PDF/A-2."""
        pdf_out.register_extension(ESIC_EXTENSION_1)


def _signatures_intactes(octets: bytes) -> int:
    """How many signatures the file bears. Raises `Refus` when one of them is broken."""
    signatures = verification.verifier(octets, None)
    if not all(signature.verdict.est_intacte for signature in signatures):
        raise Refus(
            "Une signature déjà posée sur ce PDF ne vaut plus : "
            "repartez du fichier que ses signataires ont signé."
        )
    return len(signatures)


def _description(mention: Mention, rang: int) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=_nom_du_champ(rang),
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=_signataire(mention),
        reason=mention["motif"] or None,
        location=mention["lieu"] or None,
    )


def _champ(mention: Mention, rang: int) -> SigFieldSpec:
    """A field that nothing shows.

    Outside the page, so that it needs no tag (PDF/UA-1 § 7.18.1); printable (PDF/A-2 § 6.3.2).
    """
    return SigFieldSpec(
        _nom_du_champ(rang),
        on_page=0,
        invis_sig_settings=InvisSigSettings(box_out_of_bounds=True),
        readable_field_name=f"Signature de {_signataire(mention)}",
    )


def _nom_du_champ(rang: int) -> str:
    return f"Signature{rang}"


def _signataire(mention: Mention) -> str:
    return ", ".join(filter(None, (mention["nom"], mention["qualite"])))


def _horodateur(adresse: str) -> TimeStamper | None:
    return HTTPTimeStamper(adresse, timeout=_DELAI_HORODATAGE) if adresse else None
