import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.serialization import pkcs12
from lxml import etree

from convenir.documents.signature import code_qr, creer_certificat_de_demonstration, empreinte
from convenir.socle.erreurs import Refus


def test_empreinte_is_the_sha256():
    assert empreinte(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_certificate_of_demonstration_says_that_it_is_worth_nothing():
    p12, mot_de_passe = creer_certificat_de_demonstration("Mme Une")

    _, certificat, _ = pkcs12.load_key_and_certificates(p12, mot_de_passe.encode())

    assert certificat.subject == certificat.issuer
    assert [a.value for a in certificat.subject] == ["Mme Une", "DÉMONSTRATION – sans valeur"]


def test_code_qr_is_a_square_of_vectors_without_text():
    dessin = etree.fromstring(code_qr("https://exemple.fr/verifier/ABC"))
    cote = 4 + 29 + 4  # version 3 of ISO/IEC 18004, with its quiet zone

    assert dessin.get("viewBox") == f"0 0 {cote} {cote}"
    assert [e.tag for e in dessin] == ["{http://www.w3.org/2000/svg}path"]


@pytest.mark.parametrize("adresse", ["", "https://exemple.fr/" + "a" * 300])
def test_code_qr_that_no_phone_would_read_is_refused(adresse):
    with pytest.raises(Refus):
        code_qr(adresse)


def test_heavy_libraries_are_not_loaded_before_they_serve():
    programme = (
        "import sys, convenir.documents.signature, convenir.documents.sortie.pdf;"
        "print([m for m in ('pyhanko', 'segno', 'aiohttp', 'cryptography.x509') if m in sys.modules])"
    )

    fini = subprocess.run([sys.executable, "-c", programme], capture_output=True, text=True, check=True)

    assert fini.stdout.strip() == "[]"
