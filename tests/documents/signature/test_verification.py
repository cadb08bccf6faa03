import asyncio
import io
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from convenir.documents.signature import Portee, Verdict, verifier_pdf
from convenir.socle.erreurs import Refus
from tests.documents.signature.fabrique import (
    autorite,
    certifier,
    cle_elliptique,
    delivre_par_l_autorite,
    document,
    dossier_des_autorites,
    p12,
    signe_trois_fois,
    signer,
)


def est_vu(octets):
    """Whether someone who checks the file is told that something is wrong."""
    try:
        lues = verifier_pdf(octets)
    except Refus:
        return True
    return not all(s.verdict.est_intacte for s in lues) and bool(lues)


def basculer(octets, position, bit=0):
    altere = bytearray(octets)
    altere[position] ^= 1 << bit
    return bytes(altere)


def conteneur():
    """(start, end) of the hexadecimal container of the last signature, zeros included."""
    debut = signe_trois_fois().rindex(b"/Contents <") + len(b"/Contents <")
    return debut, signe_trois_fois().index(b">", debut)


def test_letter_case_of_a_name_outside_any_digest_is_seen():
    debut, fin = conteneur()
    dernier_nom = signe_trois_fois().rindex("DÉMONSTRATION".encode().hex().upper().encode(), debut, fin)

    assert est_vu(basculer(signe_trois_fois(), dernier_nom, bit=1))


def test_container_that_swallows_its_padding_is_seen():
    debut, _ = conteneur()
    entete, chiffre_des_seizaines = b"3082", 2

    assert signe_trois_fois()[debut : debut + 4] == entete
    assert est_vu(basculer(signe_trois_fois(), debut + len(entete) + chiffre_des_seizaines))


def test_file_that_nobody_signed_has_no_signature():
    assert verifier_pdf(document()) == ()


@settings(max_examples=20)
@given(st.integers(0, 10**6), st.integers(0, 7))
def test_one_bit_changed_anywhere_is_seen(rang, bit):
    octets = signe_trois_fois()

    assert est_vu(basculer(octets, rang % len(octets), bit))


@settings(max_examples=20)
@given(st.integers(0, 20_000), st.integers(0, 3))
def test_one_bit_changed_in_what_was_added_by_signing_is_seen(recul, bit):
    octets = signe_trois_fois()
    position = len(octets) - 1 - recul % (len(octets) - len(document()))

    assert est_vu(basculer(octets, position, bit))


@settings(max_examples=20)
@given(st.integers(0, 10**6), st.integers(0, 5))
def test_one_bit_changed_in_the_container_of_the_last_signature_is_seen(rang, bit):
    debut, fin = conteneur()

    assert est_vu(basculer(signe_trois_fois(), debut + rang % (fin - debut), bit))


@settings(max_examples=20)
@given(st.integers(0, 3000))
def test_file_that_is_cut_is_seen(longueur):
    assert est_vu(signe_trois_fois()[: -longueur - 2])


def test_byte_changed_in_the_text_breaks_every_signature():
    lues = verifier_pdf(basculer(signe_trois_fois(), 2000))

    assert [s.verdict for s in lues] == [Verdict.ALTEREE] * 3
    assert lues[0].phrase == Verdict.ALTEREE.phrase


def test_what_is_added_after_a_signature_is_told():
    fichier = io.BytesIO(signer(document(), delivre_par_l_autorite()))
    ajout = IncrementalPdfFileWriter(fichier)
    page = ajout.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = NumberObject(90)
    ajout.update_container(page)
    ajout.write_in_place()

    (lue,) = verifier_pdf(fichier.getvalue())

    assert (lue.verdict, lue.portee) == (Verdict.MODIFIE_ENSUITE, Portee.PARTIE)


def test_bytes_added_outside_any_version_are_told():
    signe = signe_trois_fois()

    lues = verifier_pdf(signe + b"ajout\n" + signe[signe.rindex(b"startxref") :])

    assert [s.verdict for s in lues] == [Verdict.NON_RECONNUE, Verdict.NON_RECONNUE, Verdict.MODIFIE_ENSUITE]


def test_verification_works_while_an_event_loop_runs():
    async def verifier():
        return verifier_pdf(signe_trois_fois())

    with ThreadPoolExecutor() as ailleurs:  # the thread of the tests may already run a browser's loop
        lues = ailleurs.submit(lambda: asyncio.run(verifier())).result()
    assert [s.verdict for s in lues] == [Verdict.NON_RECONNUE] * 3


def test_signature_hidden_from_the_form_is_told():
    sans_formulaire = signe_trois_fois().replace(b"/AcroForm", b"/AcroFrom")

    assert [s.verdict for s in verifier_pdf(sans_formulaire)] == [Verdict.ILLISIBLE] * 3


def test_certificate_of_a_trusted_authority_is_recognised(tmp_path):
    signe = signer(document(), delivre_par_l_autorite())

    (lue,) = verifier_pdf(signe, autorites=dossier_des_autorites(tmp_path))

    assert (lue.verdict, lue.portee) == (Verdict.RECONNUE, Portee.FICHIER)
    assert lue.phrase == (
        "La signature est intacte et son certificat est reconnu par cette installation. "
        "Elle couvre le fichier entier."
    )


def test_self_made_certificate_is_not_recognised(tmp_path):
    cle = cle_elliptique()

    (lue,) = verifier_pdf(
        signer(document(), p12(certifier("Mme Une", cle), cle)), autorites=dossier_des_autorites(tmp_path)
    )

    assert lue.verdict is Verdict.NON_RECONNUE
    assert "n’est pas reconnu par cette installation" in lue.phrase


def test_certificate_of_a_false_authority_with_the_same_name_is_not_recognised(tmp_path):
    cle, cle_fausse = cle_elliptique(), cle_elliptique()
    fausse = certifier("Autorité fictive", cle_fausse, usages=("key_cert_sign",))
    certificat = certifier("Mme Une", cle, (fausse, cle_fausse))

    (lue,) = verifier_pdf(
        signer(document(), p12(certificat, cle, [fausse])), autorites=dossier_des_autorites(tmp_path)
    )

    assert lue.verdict is Verdict.NON_RECONNUE


def test_folder_of_authorities_reads_der_and_pem_and_nothing_else(tmp_path):
    (tmp_path / "a.der").write_bytes(autorite()[0].public_bytes(Encoding.DER))
    (tmp_path / "LISEZMOI.txt").write_text("rien")

    (lue,) = verifier_pdf(signer(document(), delivre_par_l_autorite()), autorites=tmp_path)

    assert lue.verdict is Verdict.RECONNUE


def test_folder_of_authorities_that_is_wrong_is_told(tmp_path):
    (tmp_path / "abime.pem").write_text("-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n")

    with pytest.raises(Refus, match=r"« abime\.pem »"):
        verifier_pdf(document(), autorites=tmp_path)
    with pytest.raises(Refus, match="n’existe pas"):
        verifier_pdf(document(), autorites=tmp_path / "absent")


def test_pdf_written_by_another_tool_is_read(tmp_path):
    reecrit = io.BytesIO()
    with pikepdf.open(io.BytesIO(document())) as ouvert:
        ouvert.save(reecrit, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    signe = signer(signer(reecrit.getvalue(), delivre_par_l_autorite()), delivre_par_l_autorite())

    assert [s.verdict for s in verifier_pdf(signe, autorites=dossier_des_autorites(tmp_path))] == [
        Verdict.RECONNUE
    ] * 2
