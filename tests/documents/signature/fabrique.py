"""Certificates of every kind, and PDFs signed with them."""

from __future__ import annotations

import datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from convenir.documents.signature import creer_certificat_de_demonstration, signer_pdf
from convenir.documents.sortie import pdf
from tests.documents.sortie.exemples import publication

MOT_DE_PASSE = "un mot de passe à accents"
INSTANT = datetime.datetime(2030, 2, 1, 14, 30, tzinfo=datetime.UTC)
SIGNATAIRES = (("Mme Une", "directrice"), ("M. Deux", "président"), ("Mme Trois", "maire"))
USAGES = (
    *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
    *("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
)


def nommer(nom):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, nom)])


def certifier(nom, cle, emetteur=None, *, de=2029, a=2032, usages=("content_commitment",), fins=()):
    """A certificate for a key; signed by `emetteur`, a (certificate, key) pair, else by itself."""
    autorite = "key_cert_sign" in (usages or ())
    delivre_par, cle_du_delivreur = emetteur or (None, cle)
    constructeur = (
        x509.CertificateBuilder()
        .subject_name(nommer(nom))
        .issuer_name(delivre_par.subject if delivre_par else nommer(nom))
        .public_key(cle.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.datetime(de, 1, 1, tzinfo=datetime.UTC))
        .not_valid_after(datetime.datetime(a, 1, 1, tzinfo=datetime.UTC))
        .add_extension(x509.BasicConstraints(ca=autorite, path_length=None), critical=True)
    )
    if usages is not None:
        usage = x509.KeyUsage(**{u: u in usages for u in USAGES})
        constructeur = constructeur.add_extension(usage, critical=True)
    if fins:
        constructeur = constructeur.add_extension(x509.ExtendedKeyUsage(fins), critical=True)
    return constructeur.sign(cle_du_delivreur, hashes.SHA256())


def p12(certificat, cle, chaine=None):
    chiffrement = BestAvailableEncryption(MOT_DE_PASSE.encode())
    return pkcs12.serialize_key_and_certificates(b"essai", cle, certificat, chaine, chiffrement)


def cle_elliptique():
    return ec.generate_private_key(ec.SECP256R1())


def cle_rsa():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def autorite():
    """(certificate, key) of an authority that delivers certificates."""
    cle = cle_elliptique()
    certificat = certifier("Autorité fictive", cle, usages=("key_cert_sign",), a=2040)
    return certificat, cle


@cache
def delivre_par_l_autorite():
    """The PKCS#12 of an RSA certificate delivered by the authority."""
    cle = cle_rsa()
    return p12(certifier("Mme Une", cle, autorite()), cle, [autorite()[0]])


def horodateur_certifie():
    """(certificate, key) of a time-stamping authority."""
    cle = cle_rsa()
    fins = [ExtendedKeyUsageOID.TIME_STAMPING]
    return certifier("Horodatage fictif", cle, autorite(), usages=("digital_signature",), fins=fins), cle


def dossier_des_autorites(dossier):
    """A folder where the authority is trusted."""
    (dossier / "autorite.pem").write_bytes(autorite()[0].public_bytes(Encoding.PEM))
    return dossier


@cache
def document():
    return pdf.rendre(publication())


def signer(octets, certificat, mot_de_passe=MOT_DE_PASSE, **mention):
    valeurs = {"nom": "Mme Une", "qualite": "directrice", "motif": "Signature", "lieu": "Trifouillis"}
    valeurs |= {"instant": INSTANT} | mention
    return signer_pdf(octets, certificat=certificat, mot_de_passe=mot_de_passe, **valeurs)


def certifier_aujourd_hui(octets, nom="Mme Une"):
    """Signed now, with a certificate made for that name."""
    certificat, mot_de_passe = creer_certificat_de_demonstration(nom)
    return signer(octets, certificat, mot_de_passe, nom=nom, instant=datetime.datetime.now(tz=datetime.UTC))


@cache
def signe_trois_fois():
    octets = document()
    for rang, (nom, qualite) in enumerate(SIGNATAIRES):
        certificat, mot_de_passe = creer_certificat_de_demonstration(nom)
        instant = datetime.datetime.now(tz=datetime.UTC).replace(microsecond=rang)
        octets = signer(octets, certificat, mot_de_passe, nom=nom, qualite=qualite, instant=instant)
    return octets
