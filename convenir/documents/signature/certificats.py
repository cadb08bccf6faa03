"""Certificates: opening the one that signs, knowing those that are trusted, making one for show."""

from __future__ import annotations

import datetime
import secrets
from typing import TYPE_CHECKING

from asn1crypto import pem, x509
from asn1crypto.pkcs12 import Pfx
from cryptography import x509 as certificats
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.sign.signers import SimpleSigner

from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    from pathlib import Path

MENTION_DEMONSTRATION = "DÉMONSTRATION – sans valeur"
_DUREE_DEMONSTRATION = datetime.timedelta(days=5 * 365)
_NOM_MAXIMUM = 64  # X.520, ub-common-name
_SUFFIXES = frozenset({".pem", ".crt", ".cer", ".der"})


def ouvrir(p12: bytes, mot_de_passe: str, instant: datetime.datetime) -> SimpleSigner:
    """What signs with a PKCS#12 file at a given moment.

    Raises `Refus` when the file is damaged, holds no key, the password is wrong, or the certificate is not
    valid at that moment or not made for signing.
    """
    certificat = _certificat(p12, mot_de_passe)
    _exiger_en_cours(certificat, instant)
    _exiger_usage_signature(certificat)
    signeur: SimpleSigner | None = SimpleSigner.load_pkcs12_data(p12, [], mot_de_passe.encode())
    if signeur is None:
        raise Refus("Ce certificat n’est pas d’un genre connu : demandez-en un au format PKCS#12 (.p12).")
    return signeur


def _certificat(p12: bytes, mot_de_passe: str) -> certificats.Certificate:
    try:
        Pfx.load(p12, strict=True).native  # noqa: B018 -- reads every field, outside what is encrypted
    except (ValueError, TypeError):
        raise Refus(
            "Ce fichier n’est pas un certificat PKCS#12 (.p12 ou .pfx), ou il est abîmé : "
            "redemandez-le à l’organisme qui l’a délivré."
        ) from None
    try:
        cle, certificat, _ = pkcs12.load_key_and_certificates(p12, mot_de_passe.encode())
    except UnsupportedAlgorithm:
        raise Refus(
            "Ce certificat est protégé par un procédé trop ancien : exportez-le de nouveau, chiffré en AES."
        ) from None
    except ValueError:
        raise Refus("Le mot de passe du certificat est faux : vérifiez-le, puis recommencez.") from None
    if cle is None or certificat is None:
        raise Refus(
            "Ce fichier ne contient pas la clé qui signe : exportez le certificat avec sa clé privée."
        )
    return certificat


def _exiger_en_cours(certificat: certificats.Certificate, instant: datetime.datetime) -> None:
    debut, fin = certificat.not_valid_before_utc, certificat.not_valid_after_utc
    if instant > fin:
        raise Refus(f"Le certificat a expiré le {ecrire_date(fin.date())} : renouvelez-le avant de signer.")
    if instant < debut:
        raise Refus(
            f"Le certificat n’est valable qu’à partir du {ecrire_date(debut.date())} : "
            "signez à partir de cette date, ou avec un autre certificat."
        )


def _exiger_usage_signature(certificat: certificats.Certificate) -> None:
    """RFC 5280 § 4.2.1.3: contentCommitment is the usage of whoever commits to what they sign."""
    try:
        usages = certificat.extensions.get_extension_for_class(certificats.KeyUsage).value
    except certificats.ExtensionNotFound:
        usages = None
    if usages is None or not usages.content_commitment:
        raise Refus(
            "Ce certificat n’est pas fait pour signer (usage « non-répudiation » absent) : "
            "demandez un certificat de signature électronique."
        )


def autorites(dossier: Path | None) -> list[x509.Certificate]:
    """The certificates of a folder, in the order of their files; none without a folder.

    Raises `Refus` when the folder is absent or one of its files is no certificate.
    """
    if dossier is None:
        return []
    if not dossier.is_dir():
        raise Refus(f"Le dossier des autorités reconnues « {dossier} » n’existe pas : créez-le.")
    chemins = sorted(c for c in dossier.iterdir() if c.suffix.lower() in _SUFFIXES)
    return [certificat for chemin in chemins for certificat in _lire(chemin)]


def _lire(chemin: Path) -> list[x509.Certificate]:
    try:
        octets = chemin.read_bytes()
        ders = [der for _, _, der in pem.unarmor(octets, multiple=True)] if pem.detect(octets) else [octets]
        lus = [x509.Certificate.load(der, strict=True) for der in ders]
        for certificat in lus:
            certificat.native  # noqa: B018 -- reads every field now, rather than at the first signature
    except (OSError, ValueError, TypeError):
        raise Refus(
            f"« {chemin.name} », dans le dossier des autorités reconnues, n’est pas un certificat : "
            "retirez-le ou remplacez-le."
        ) from None
    return lus


def creer_demonstration(nom: str) -> tuple[bytes, str]:
    """(PKCS#12 file, password) of a certificate that signs for itself, from yesterday and for five years."""
    cle = ec.generate_private_key(ec.SECP256R1())
    sujet = certificats.Name(
        [
            certificats.NameAttribute(NameOID.COMMON_NAME, nom[:_NOM_MAXIMUM]),
            certificats.NameAttribute(NameOID.ORGANIZATION_NAME, MENTION_DEMONSTRATION),
        ]
    )
    debut = datetime.datetime.now(tz=datetime.UTC) - datetime.timedelta(days=1)
    certificat = (
        certificats.CertificateBuilder()
        .subject_name(sujet)
        .issuer_name(sujet)
        .public_key(cle.public_key())
        .serial_number(certificats.random_serial_number())
        .not_valid_before(debut)
        .not_valid_after(debut + _DUREE_DEMONSTRATION)
        .add_extension(_usage_de_signature(), critical=True)
        .add_extension(certificats.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(cle, hashes.SHA256())
    )
    mot_de_passe = secrets.token_urlsafe(12)
    chiffrement = BestAvailableEncryption(mot_de_passe.encode())
    p12 = pkcs12.serialize_key_and_certificates(nom.encode(), cle, certificat, None, chiffrement)
    return p12, mot_de_passe


def _usage_de_signature() -> certificats.KeyUsage:
    return certificats.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
