import http.server
import io
import threading

import pikepdf
import pytest
from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from convenir.documents.signature import Portee, Verdict, signer_pdf, verifier_pdf
from convenir.socle.erreurs import Refus
from tests.documents.signature.fabrique import (
    INSTANT,
    MOT_DE_PASSE,
    certifier,
    cle_elliptique,
    delivre_par_l_autorite,
    document,
    dossier_des_autorites,
    horodateur_certifie,
    p12,
    signe_trois_fois,
    signer,
)
from tests.documents.sortie.test_pdf import structure, texte_du_pdf


def balises(octets):
    with pikepdf.open(io.BytesIO(octets)) as document_lu:
        return [(str(e.S), str(e.get("/Alt", ""))) for e in structure(document_lu.Root.StructTreeRoot.K)]


def metadonnees(octets):
    with pikepdf.open(io.BytesIO(octets)) as document_lu:
        informations = {cle: str(valeur) for cle, valeur in document_lu.docinfo.items()}
        return document_lu.Root.Metadata.read_bytes(), informations, document_lu.pdf_version


def test_three_signers_one_after_another_are_all_valid():
    lues = verifier_pdf(signe_trois_fois())

    assert [(s.verdict, s.portee, s.declarant) for s in lues] == [
        (Verdict.NON_RECONNUE, Portee.VERSION, "Mme Une, directrice"),
        (Verdict.NON_RECONNUE, Portee.VERSION, "M. Deux, président"),
        (Verdict.NON_RECONNUE, Portee.FICHIER, "Mme Trois, maire"),
    ]


def test_signing_only_adds_bytes_after_the_file():
    assert signe_trois_fois().startswith(document() + b"\n")


def test_signed_file_keeps_tags_text_title_dates_and_standards():
    avant, apres = document(), signe_trois_fois()

    assert balises(apres) == balises(avant)
    assert metadonnees(apres) == metadonnees(avant)
    assert texte_du_pdf(apres) == texte_du_pdf(avant)
    assert b"<pdfuaid:part>1<" in metadonnees(apres)[0]


def test_signature_fields_are_printable_named_and_outside_the_page():
    """What PDF/UA-1 § 7.18 and PDF/A-2 § 6.3 ask of a field that shows nothing."""
    with pikepdf.open(io.BytesIO(signe_trois_fois())) as signe:
        champs = list(signe.Root.AcroForm.Fields)
        page = signe.pages[0]
        print_lock = 4 | 128

        assert [str(c.T) for c in champs] == ["Signature1", "Signature2", "Signature3"]
        assert str(champs[0].TU) == "Signature de Mme Une, directrice"
        assert {int(c.F) for c in champs} == {print_lock}
        assert all(float(borne) < 0 for c in champs for borne in c.Rect)
        assert str(page.Tabs) == "/S"
        assert len(page.Annots) == 3
        assert "/Version" not in signe.Root


def test_signature_says_who_why_where_and_when():
    (lue,) = verifier_pdf(signer(document(), delivre_par_l_autorite(), motif="Avenant n° 1"))

    assert (lue.nom, lue.emetteur, lue.declarant) == ("Mme Une", "Autorité fictive", "Mme Une, directrice")
    assert (lue.motif, lue.lieu, lue.instant) == ("Avenant n° 1", "Trifouillis", INSTANT)
    assert not lue.est_horodatee


def test_wrong_password_is_refused():
    with pytest.raises(Refus, match="Le mot de passe du certificat est faux"):
        signer(document(), delivre_par_l_autorite(), "autre")


@pytest.mark.parametrize(
    "octets", [b"", b"abc", delivre_par_l_autorite()[:-40]], ids=["vide", "autre", "coupe"]
)
def test_certificate_file_that_is_damaged_is_refused(octets):
    with pytest.raises(Refus, match="n’est pas un certificat PKCS#12"):
        signer(document(), octets)


@pytest.mark.parametrize(
    ("options", "phrase"),
    [
        ({"de": 2024, "a": 2027}, "Le certificat a expiré le 1er janvier 2027"),
        ({"de": 2031}, "Le certificat n’est valable qu’à partir du 1er janvier 2031"),
        ({"usages": ("digital_signature",)}, "n’est pas fait pour signer"),
        ({"usages": None}, "n’est pas fait pour signer"),
    ],
)
def test_certificate_that_cannot_sign_now_is_refused(options, phrase):
    cle = cle_elliptique()

    with pytest.raises(Refus, match=phrase):
        signer(document(), p12(certifier("Mme Une", cle, **options), cle))


def test_certificate_without_its_key_is_refused():
    with pytest.raises(Refus, match="ne contient pas la clé"):
        signer(document(), p12(certifier("Mme Une", cle_elliptique()), None))


@pytest.mark.parametrize(
    ("octets", "phrase"),
    [(b"", "n’est pas un PDF"), (b"PK\x03\x04", "n’est pas un PDF"), (b"%PDF-1.7\nrien", "est abîmé")],
)
def test_file_that_is_no_pdf_is_refused(octets, phrase):
    with pytest.raises(Refus, match=phrase):
        signer(octets, delivre_par_l_autorite())


def test_protected_pdf_is_refused():
    protege = io.BytesIO()
    with pikepdf.open(io.BytesIO(document())) as ouvert:
        ouvert.save(protege, encryption=pikepdf.Encryption(owner="a", user="b"))

    with pytest.raises(Refus, match="protégé par un mot de passe"):
        signer(protege.getvalue(), delivre_par_l_autorite())


def test_file_whose_signature_is_broken_is_not_signed_again():
    altere = bytearray(signe_trois_fois())
    altere[2000] ^= 1

    with pytest.raises(Refus, match="déjà posée sur ce PDF ne vaut plus"):
        signer(bytes(altere), delivre_par_l_autorite())


class Horodatage(http.server.BaseHTTPRequestHandler):
    """A time-stamping authority (RFC 3161) on this machine."""

    def do_POST(self):
        certificat, cle = horodateur_certifie()
        prive = cle.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        tiers = DummyTimeStamper(
            asn1.Certificate.load(certificat.public_bytes(Encoding.DER)),
            keys.PrivateKeyInfo.load(prive),
            fixed_dt=INSTANT.replace(minute=31),
        )
        demande = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        reponse = tiers.request_tsa_response(demande).dump()
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.end_headers()
        self.wfile.write(reponse)

    def log_message(self, *args):
        pass


@pytest.fixture
def horodatage():
    with http.server.HTTPServer(("127.0.0.1", 0), Horodatage) as serveur:
        threading.Thread(target=serveur.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serveur.server_port}/"
        serveur.shutdown()


def signer_horodate(adresse):
    return signer_pdf(
        document(),
        certificat=delivre_par_l_autorite(),
        mot_de_passe=MOT_DE_PASSE,
        horodatage=adresse,
        nom="Mme Une",
        qualite="",
        motif="",
        lieu="",
        instant=INSTANT,
    )


def test_time_stamp_of_a_trusted_authority_gives_the_moment(horodatage, tmp_path):
    (lue,) = verifier_pdf(signer_horodate(horodatage), autorites=dossier_des_autorites(tmp_path))

    assert (lue.verdict, lue.est_horodatee, lue.instant) == (
        Verdict.RECONNUE,
        True,
        INSTANT.replace(minute=31),
    )


def test_time_stamp_that_nobody_trusts_leaves_the_moment_declared(horodatage):
    (lue,) = verifier_pdf(signer_horodate(horodatage))

    assert (lue.verdict, lue.est_horodatee, lue.instant) == (Verdict.NON_RECONNUE, False, INSTANT)


def test_time_stamp_made_unreadable_is_told(horodatage):
    octets = signer_horodate(horodatage)
    attributs_non_signes = octets.rindex(b"A18205")

    (lue,) = verifier_pdf(octets[:attributs_non_signes] + b"C" + octets[attributs_non_signes + 1 :])

    assert lue.verdict is Verdict.ALTEREE


def test_time_stamping_service_that_does_not_answer_is_told():
    with pytest.raises(Refus, match="Le service d’horodatage ne répond pas"):
        signer_horodate("http://127.0.0.1:9/")
