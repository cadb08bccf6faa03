"""Reading the signatures of a PDF."""

from __future__ import annotations

import datetime
import logging
from typing import TYPE_CHECKING

from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DocInfoRule,
    DSSCompareRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.form_rules_api import FormUpdatingRule
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from convenir.documents.signature import certificats, lecteur
from convenir.documents.signature.forme import est_de_bonne_forme
from convenir.documents.signature.resultat import Portee, SignatureLue, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from asn1crypto import x509
    from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus

for _bavard in ("pyhanko", "pyhanko_certvalidator"):  # each doubt that they log is told here in a sentence
    logging.getLogger(_bavard).setLevel(logging.CRITICAL + 1)

_TENUE = (DocInfoRule(), XrefStreamRule(), ObjectStreamRule(), DSSCompareRule(), MetadataUpdateRule())
#: what may be added after a signature: other signatures, and what keeps them checkable; no form is filled
_AJOUTS = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),
        *(regle.as_qualified(ModificationLevel.LTA_UPDATES) for regle in _TENUE),
    ],
    form_rule=FormUpdatingRule(field_rules=[SigFieldCreationRule(), SigFieldModificationRule()]),
)
_USAGES = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
_ILLISIBLE = SignatureLue(Verdict.ILLISIBLE, Portee.PARTIE)


def verifier(octets: bytes, dossier: Path | None) -> tuple[SignatureLue, ...]:
    """The signatures of a file, oldest first, trusted when they lead to a certificate of the folder."""
    autorites = certificats.autorites(dossier)
    signatures = _signatures(octets)
    lues = tuple(_lire(octets, s, autorites) for s in signatures if s.sig_object_type == "/Sig")
    cachees = octets.count(lecteur.MARQUE) - len(signatures)
    return lues + (_ILLISIBLE,) * max(0, cachees)


def _signatures(octets: bytes) -> list[EmbeddedPdfSignature]:
    fichier = lecteur.ouvrir(octets)
    try:
        return list(fichier.embedded_signatures)
    except Exception:  # noqa: BLE001 -- a damaged file may break the parser in any way
        return []


def _lire(octets: bytes, signature: EmbeddedPdfSignature, autorites: list[x509.Certificate]) -> SignatureLue:
    try:
        etat = _valider(signature, autorites)
        portee = _portee(signature, etat)
        return _decrire(signature, etat, _verdict(octets, signature, etat, portee), portee)
    except Exception:  # noqa: BLE001 -- a damaged signature may break the parser in any way
        return _ILLISIBLE


def _valider(signature: EmbeddedPdfSignature, autorites: list[x509.Certificate]) -> PdfSignatureStatus:
    """Cryptographic state, at the moment that the signature declares; nothing is fetched."""
    contexte = ValidationContext(
        trust_roots=autorites,
        other_certs=signature.other_embedded_certs,
        moment=_instant(signature),
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    return validate_pdf_signature(signature, contexte, diff_policy=_AJOUTS, key_usage_settings=_USAGES)


def _instant(signature: EmbeddedPdfSignature) -> datetime.datetime | None:
    """The moment declared; universal time when it gives no time zone (ISO 32000-2 § 7.9.4)."""
    instant = signature.self_reported_timestamp
    return instant.replace(tzinfo=instant.tzinfo or datetime.UTC) if instant else None


def _portee(signature: EmbeddedPdfSignature, etat: PdfSignatureStatus) -> Portee:
    if etat.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return Portee.FICHIER
    derniere = signature.reader.xrefs.total_revisions - 1
    suivie = signature.signed_revision < derniere  # else what follows the signature belongs to no version
    if etat.coverage == SignatureCoverageLevel.ENTIRE_REVISION and etat.docmdp_ok and suivie:
        return Portee.VERSION
    return Portee.PARTIE


def _verdict(
    octets: bytes, signature: EmbeddedPdfSignature, etat: PdfSignatureStatus, portee: Portee
) -> Verdict:
    horodatage = etat.timestamp_validity
    if not (etat.intact and etat.valid and est_de_bonne_forme(octets, signature)):
        return Verdict.ALTEREE
    if horodatage and not (horodatage.intact and horodatage.valid):
        return Verdict.ALTEREE
    if portee is Portee.PARTIE:
        return Verdict.MODIFIE_ENSUITE
    instant = _instant(signature)
    if instant and not _est_en_cours(signature.signer_cert, instant):
        return Verdict.HORS_VALIDITE
    return Verdict.RECONNUE if etat.trusted else Verdict.NON_RECONNUE


def _est_en_cours(certificat: x509.Certificate, instant: datetime.datetime) -> bool:
    return bool(certificat.not_valid_before <= instant <= certificat.not_valid_after)


def _decrire(
    signature: EmbeddedPdfSignature, etat: PdfSignatureStatus, verdict: Verdict, portee: Portee
) -> SignatureLue:
    certificat, dit = signature.signer_cert, signature.sig_object
    horodatage = etat.timestamp_validity
    prouve = horodatage.timestamp if horodatage and horodatage.trusted else None
    return SignatureLue(
        verdict,
        portee,
        nom=_nom(certificat.subject),
        emetteur=_nom(certificat.issuer),
        declarant=str(dit.get("/Name", "")),
        motif=str(dit.get("/Reason", "")),
        lieu=str(dit.get("/Location", "")),
        instant=prouve or _instant(signature),
        est_horodatee=prouve is not None,
    )


def _nom(titulaire: x509.Name) -> str:
    """Name, then organisation: what a person recognises of the holder of a certificate."""
    champs = titulaire.native
    return ", ".join(str(champs[cle]) for cle in ("common_name", "organization_name") if champs.get(cle))
