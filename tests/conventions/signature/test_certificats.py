"""Signing with certificates, real ones: the copy grows by signatures alone, and stays PDF/UA and PDF/A."""

import io

import pikepdf
import pytest
from django.utils import timezone
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from convenir.conventions.enums import ModeSignature
from convenir.conventions.models import Sceau
from convenir.conventions.signature import operations
from convenir.documents.queries import octets
from convenir.documents.signature import (
    creer_certificat_de_demonstration,
    n_ajoute_que_des_signatures,
    verifier_pdf,
)
from convenir.socle.erreurs import Refus
from tests.documents.signature.fabrique import certifier_aujourd_hui as certifier
from tests.documents.signature.fabrique import document
from tests.factories.signatures import envoyer_le_texte

pytestmark = pytest.mark.django_db


@pytest.fixture
def circuit(texte, attendus):
    return envoyer_le_texte(texte, attendus, document())


def tourner_une_page(pdf):
    """The same PDF with something else changed than signatures."""
    ecrivain = IncrementalPdfFileWriter(io.BytesIO(pdf + b"\n"))
    page = ecrivain.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = generic.NumberObject(90)
    ecrivain.update_container(page)
    sortie = io.BytesIO()
    ecrivain.write(sortie)
    return sortie.getvalue()


def test_three_people_sign_and_the_file_sealed_bears_every_certificate(circuit, attendues, signataires):
    certificat, mot_de_passe = creer_certificat_de_demonstration("Zoé Un")
    operations.signer_avec_un_certificat(
        attendues[0], signataires[0], certificat, mot_de_passe, lieu="Ambremont"
    )
    circuit.refresh_from_db()
    pdf = certifier(octets(circuit.courant), "Luc Deux")
    operations.joindre_l_exemplaire_certifie(attendues[1], pdf)
    operations.constater_sur_papier(attendues[2], timezone.localdate(), "Une élue")
    sceau = Sceau.objects.get()
    scelle = octets(sceau.fichier)
    assert scelle == pdf
    assert scelle.startswith(document())
    assert [lue.verdict.est_intacte for lue in verifier_pdf(scelle)] == [True, True]
    assert [s["mode"] for s in sceau.donnees["signatures"]] == ["certificat", "certificat", "papier"]
    assert "Luc Deux" in sceau.donnees["signatures"][1]["attestation"]


@pytest.mark.parametrize(
    ("titulaire", "reserve"),
    [("UN Zoé", ""), ("Zoé Un, Caf de l’Ambre", ""), ("Luc Deux", " (et non de Zoé Un)")],
)
def test_certificate_of_somebody_else_is_told_with_the_signature(circuit, attendues, titulaire, reserve):
    pdf = certifier(octets(circuit.courant), titulaire)
    signee = operations.joindre_l_exemplaire_certifie(attendues[0], pdf)
    sans_valeur = "DÉMONSTRATION – sans valeur"
    assert signee.attestation == (
        f"Certificat au nom de {titulaire}, {sans_valeur}{reserve}, délivré par {titulaire}, {sans_valeur}"
    )


def test_sealed_file_keeps_the_marks_of_accessibility_and_archiving(circuit, attendues, signataires):
    certificat, mot_de_passe = creer_certificat_de_demonstration("Zoé Un")
    operations.signer_avec_un_certificat(attendues[0], signataires[0], certificat, mot_de_passe)
    circuit.refresh_from_db()
    with pikepdf.open(io.BytesIO(octets(circuit.courant))) as pdf, pdf.open_metadata() as marques:
        assert (marques["pdfuaid:part"], marques["pdfaid:part"], marques["pdfaid:conformance"]) == (
            "1",
            "2",
            "A",
        )
        assert bool(pdf.Root.MarkInfo.Marked)


@pytest.mark.parametrize(
    "autre",
    [
        lambda: certifier(tourner_une_page(document())),
        lambda: certifier(document().replace(b"/Type", b"/Tipe", 1)),
        lambda: document()[:-1] + b" ",
        lambda: b"%PDF-1.7 rien",
    ],
    ids=["page tournée avant de signer", "octets changés", "dernier octet", "autre fichier"],
)
def test_file_that_is_not_the_copy_and_one_signature_is_refused(circuit, attendues, autre):
    try:
        pdf = autre()
    except Refus:
        pytest.skip("this file cannot even be signed")
    with pytest.raises(Refus):
        operations.joindre_l_exemplaire_certifie(attendues[0], pdf)
    attendues[0].refresh_from_db()
    circuit.refresh_from_db()
    assert (attendues[0].mode, circuit.courant) == ("", circuit.exemplaire)


def test_unsigned_copy_is_refused(circuit, attendues):
    with pytest.raises(Refus, match="aucune nouvelle signature"):
        operations.joindre_l_exemplaire_certifie(attendues[0], document())


def test_second_to_deposit_the_same_copy_must_sign_the_new_one(circuit, attendues):
    un, deux = certifier(document(), "Zoé Un"), certifier(document(), "Luc Deux")
    operations.joindre_l_exemplaire_certifie(attendues[0], un)
    with pytest.raises(Refus, match="téléchargez celui d’aujourd’hui"):
        operations.joindre_l_exemplaire_certifie(attendues[1], deux)
    operations.joindre_l_exemplaire_certifie(attendues[1], certifier(un, "Luc Deux"))
    attendues[1].refresh_from_db()
    assert attendues[1].mode == ModeSignature.CERTIFICAT


def test_wrong_password_signs_nothing(circuit, attendues, signataires):
    certificat, _ = creer_certificat_de_demonstration("Zoé Un")
    with pytest.raises(Refus, match="mot de passe"):
        operations.signer_avec_un_certificat(attendues[0], signataires[0], certificat, "faux")
    attendues[0].refresh_from_db()
    assert attendues[0].mode == ""


def test_only_signatures_may_be_added_to_a_pdf():
    une = certifier(document())
    deux = certifier(une, "Luc Deux")
    assert [n_ajoute_que_des_signatures(document(), pdf) for pdf in (document(), une, deux)] == [True] * 3
    assert n_ajoute_que_des_signatures(une, deux)
    assert not n_ajoute_que_des_signatures(document(), certifier(tourner_une_page(document())))
    assert not n_ajoute_que_des_signatures(document(), tourner_une_page(document()))
