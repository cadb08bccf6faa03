"""Whether the bytes of a signature are written the one way they can be.

The digest covers all of a file but the signature's own container, and the container's own digest covers
only a part of it. What is left could be changed without any digest noticing: it must read as it was written.

One thing escapes: the names in a certificate that the message carries and that its signer's does not come
from. It proves nothing, and is given no part in the verdict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asn1crypto import cms
from cryptography.exceptions import InvalidSignature
from cryptography.x509 import load_der_x509_certificate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asn1crypto import x509
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature


def est_de_bonne_forme(octets: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Whether the container of a signature holds nothing that is not accounted for."""
    message = cms.ContentInfo.load(signature.pkcs7_content)  # read anew: checking a message may rewrite it
    return (
        _est_complet(message)
        and _est_bien_place(octets, signature, message.dump().hex())
        and all(map(_est_coherent, _messages(message["content"])))
    )


def _est_bien_place(octets: bytes, signature: EmbeddedPdfSignature, hexadecimal: str) -> bool:
    """ISO 32000-2 § 12.8.1: one gap in the digest, exactly the hexadecimal container padded with zeros."""
    debut, avant, apres, reste = (int(borne) for borne in signature.byte_range)
    if debut or apres + reste > len(octets):
        return False
    zone = octets[avant:apres]
    attendu = hexadecimal.ljust(len(zone) - 2, "0")
    return zone in {f"<{attendu}>".encode(), f"<{attendu.upper()}>".encode()}


def _est_complet(sequence: Any) -> bool:
    """Whether the fields read are all of a sequence: the parser leaves aside what it does not know."""
    return sum(len(sequence[champ].dump()) for champ in sequence) == len(sequence.contents)


def _messages(message: cms.SignedData) -> Iterator[cms.SignedData]:
    """A signed message, then those of its time stamps."""
    yield message
    for attribut in message["signer_infos"][0]["unsigned_attrs"] or ():
        if attribut["type"].native == "signature_time_stamp_token":
            yield attribut["values"][0]["content"]


def _est_coherent(message: cms.SignedData) -> bool:
    """RFC 5652 § 5.1 and 5.3: versions, algorithms and names follow from the rest of the message."""
    (signataire,) = message["signer_infos"]
    if not (_est_complet(message) and _est_complet(signataire)):
        return False
    message.native  # noqa: B018 -- a field that does not parse is raised here
    portes = [c.chosen for c in message["certificates"]]
    designe = signataire["sid"].chosen
    par_emetteur = signataire["sid"].name == "issuer_and_serial_number"
    simple = par_emetteur and message["encap_content_info"]["content_type"].native == "data"
    return (
        signataire["version"].native == ("v1" if par_emetteur else "v3")
        and message["version"].native == ("v1" if simple else "v3")
        and [a.native for a in message["digest_algorithms"]] == [signataire["digest_algorithm"].native]
        and (not par_emetteur or designe["issuer"].dump() in [c.issuer.dump() for c in portes])
        and _certificats_intacts(portes)
    )


def _certificats_intacts(portes: list[x509.Certificate]) -> bool:
    """Whether each certificate was really issued by the one of the message that bears its issuer's name."""
    return all(
        _delivre(emetteur, certificat)
        for certificat in portes
        for emetteur in portes
        if emetteur.subject == certificat.issuer
    )


def _delivre(emetteur: Any, certificat: Any) -> bool:
    try:
        lu = load_der_x509_certificate(certificat.dump())
        lu.verify_directly_issued_by(load_der_x509_certificate(emetteur.dump()))
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True
