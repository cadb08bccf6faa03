"""Sent, signed by everybody in order, sealed; refused, withdrawn; each act alone, with one clear message."""

import datetime
import uuid

import pytest
from django.utils import timezone

from convenir.conventions.enums import EtatCircuit, EtatSignature, ModeSignature, Statut
from convenir.conventions.models import Convention, Disposition, Sceau
from convenir.conventions.signature import operations
from convenir.conventions.signature.operations import Envoi
from convenir.conventions.signature.queries import groupe_en_cours
from convenir.documents.operations import conserver
from convenir.documents.queries import octets
from convenir.journal.models import Evenement
from convenir.journal.operations import Auteur
from convenir.notifications.models import Courriel
from convenir.relecture.operations import relire_convention
from convenir.socle.erreurs import Refus
from tests.factories.signatures import FAUX_PDF, envoyer_le_texte, prete

pytestmark = pytest.mark.django_db
ICI = Auteur(nom="Ida Inventée", cle="personne:1")
HIER = timezone.localdate() - datetime.timedelta(days=1)
SCAN = b"\x89PNG\r\n\x1a\n image"


def etats(circuit):
    return list(circuit.signatures.order_by("pk").values_list("etat", flat=True))


def destinataires():
    return list(Courriel.objects.order_by("cree_le").values_list("adresse", flat=True))


def tout_signer(attendues, signataires):
    for attendue, personne in zip(attendues, signataires, strict=False):
        operations.signer(attendue, personne, lu=True, auteur=ICI)
    return operations.constater_sur_papier(attendues[2], HIER, "Une élue présente", auteur=ICI)


def test_envoyer_freezes_the_text_and_writes_to_the_first_group(circuit, convention, signataires):
    convention.refresh_from_db()
    assert convention.statut == Statut.EN_SIGNATURE
    assert circuit.version.contenu["titre"] == convention.titre
    assert octets(circuit.exemplaire) == FAUX_PDF
    assert destinataires() == [p.email for p in signataires]
    assert f"/conventions/{convention.code}/signature/" in Courriel.objects.first().texte


def test_envoyer_refuses_what_misses_something(texte, attendus):
    texte.convention.parties.filter(cle="caf").get().signataires.all().delete()
    with pytest.raises(Refus, match="Personne ne signe encore"):
        envoyer_le_texte(texte, attendus)
    assert Convention.objects.get().statut == Statut.PRETE


def test_envoyer_refuses_a_text_that_changed_since_it_was_printed(texte, attendus):
    version = operations.figer_pour_la_signature(texte)
    Disposition.objects.filter(cle="objet").update(texte="Un autre objet.")
    relire_convention(texte.convention.code)
    with pytest.raises(Refus, match="a changé pendant"):
        operations.envoyer(texte, Envoi(version, uuid.uuid4(), FAUX_PDF, tuple(attendus)))


def test_envoyer_refuses_a_signatory_without_the_function(texte, attendus, convention, signataires):
    convention.membres.filter(personne=signataires[0]).update(signataire=False)
    with pytest.raises(Refus, match="n’a pas la fonction"):
        envoyer_le_texte(texte, attendus)


def test_last_signature_seals_the_bytes_and_the_data(circuit, attendues, signataires, convention):
    tout_signer(attendues, signataires)
    circuit.refresh_from_db()
    convention.refresh_from_db()
    sceau = Sceau.objects.get()
    assert (circuit.etat, convention.statut) == (EtatCircuit.ACHEVE, Statut.SIGNEE)
    assert (sceau.sha256, octets(sceau.fichier)) == (circuit.courant.sha256, FAUX_PDF)
    assert [(s["nom"], s["mode"]) for s in sceau.donnees["signatures"]] == [
        ("Zoé Un", "simple"),
        ("Luc Deux", "simple"),
        ("Ève Trois", "papier"),
    ]
    assert sceau.donnees["contenu"] == circuit.version.contenu
    assert Evenement.objects.filter(type="convention.scellee").count() == 1


def test_group_waits_for_the_one_before_then_is_written_to(circuit, attendues, signataires):
    troisieme = attendues[2]
    with pytest.raises(Refus, match="pas encore le tour de Ève Trois : signent d’abord Zoé Un, Luc Deux"):
        operations.joindre_l_exemplaire_certifie(troisieme, FAUX_PDF)
    operations.designer(troisieme, signataires[0], conserver("d.pdf", FAUX_PDF), auteur=ICI)
    assert len(destinataires()) == 2
    for attendue, personne in zip(attendues, signataires, strict=False):
        operations.signer(attendue, personne, lu=True, auteur=ICI)
    assert groupe_en_cours(circuit) == [troisieme]
    assert destinataires()[2:] == [signataires[0].email]


def test_paper_is_recorded_whatever_the_order(attendues):
    operations.joindre_le_scan(attendues[2], "scan.png", SCAN, HIER, qui="Une élue", auteur=ICI)
    attendues[2].refresh_from_db()
    assert (attendues[2].mode, attendues[2].preuve.format) == (ModeSignature.SCAN, "png")


def test_signer_somebody_else_is_refused_until_a_delegation_is_recorded(attendues, signataires):
    _, epci = signataires
    with pytest.raises(Refus, match="délégation"):
        operations.signer(attendues[0], epci, lu=True)
    with pytest.raises(Refus, match="n’est pas Zoé Un"):
        operations.designer(attendues[0], epci, auteur=ICI)
    operations.designer(attendues[0], epci, conserver("d.pdf", FAUX_PDF), auteur=ICI)
    operations.signer(attendues[0], epci, lu=True)
    attendues[0].refresh_from_db()
    assert attendues[0].etat == EtatSignature.APPOSEE


def test_signer_without_reading_is_refused(attendues, signataires):
    with pytest.raises(Refus, match="Cochez"):
        operations.signer(attendues[0], signataires[0], lu=False)


@pytest.mark.parametrize(
    ("scan", "jour", "message"),
    [
        (b"MZ programme", HIER, "un PDF, une image"),
        (SCAN, HIER + datetime.timedelta(days=3), "à venir"),
    ],
)
def test_scan_unfit_is_refused(attendues, scan, jour, message):
    with pytest.raises(Refus, match=message):
        operations.joindre_le_scan(attendues[0], "scan", scan, jour)


def test_refusal_stops_the_round_and_tells_those_who_pilot(circuit, attendues, signataires):
    with pytest.raises(Refus, match="Dites pourquoi"):
        operations.refuser(attendues[0], signataires[0], " ")
    operations.refuser(attendues[0], signataires[0], "Le montant a changé.", auteur=ICI)
    operations.signer(attendues[1], signataires[1], lu=True)
    assert etats(circuit) == [EtatSignature.REFUSEE, EtatSignature.APPOSEE, EtatSignature.ATTENDUE]
    assert groupe_en_cours(circuit) == []


def test_retirer_keeps_what_was_signed_and_sends_again(circuit, attendues, signataires, texte, attendus):
    operations.signer(attendues[0], signataires[0], lu=True)
    with pytest.raises(Refus, match="Dites pourquoi"):
        operations.retirer(circuit, "")
    operations.retirer(circuit, "Une date fausse.", auteur=ICI)
    attendues[0].refresh_from_db()
    assert (attendues[0].etat, attendues[0].mode) == (EtatSignature.CADUQUE, ModeSignature.SIMPLE)
    assert etats(circuit) == [EtatSignature.CADUQUE] * 3
    assert Convention.objects.get().statut == Statut.PRETE
    nouveau = envoyer_le_texte(texte, attendus)
    assert nouveau.version == circuit.version
    assert etats(nouveau) == [EtatSignature.ATTENDUE] * 3


def test_relancer_waits_between_two_mails(attendues):
    with pytest.raises(Refus, match="déjà été adressé"):
        operations.relancer_le_signataire(attendues[0], auteur=ICI)
    Courriel.objects.update(cree_le=timezone.now() - datetime.timedelta(days=4))
    operations.relancer_le_signataire(attendues[0], auteur=ICI)
    assert Courriel.objects.count() == 3
    with pytest.raises(Refus, match="pas encore le tour"):
        operations.relancer_le_signataire(attendues[2], auteur=ICI)


#: every state of a signature that the acts meet, and what each act answers then
DEJA = {
    EtatSignature.APPOSEE: "déjà enregistrée",
    EtatSignature.REFUSEE: "a refusé de signer",
    EtatSignature.CADUQUE: "retiré de la signature",
}


@pytest.mark.parametrize("etat", DEJA)
@pytest.mark.parametrize(
    "acte", ["signer", "refuser", "scan", "papier", "certificat", "designer", "relancer"]
)
def test_signature_no_longer_expected_refuses_every_act(circuit, attendues, signataires, etat, acte):
    signature, personne = attendues[0], signataires[0]
    if etat == EtatSignature.APPOSEE:
        operations.signer(signature, personne, lu=True)
    elif etat == EtatSignature.REFUSEE:
        operations.refuser(signature, personne, "Non.")
    else:
        operations.retirer(circuit, "Une erreur.")
    actes = {
        "signer": lambda: operations.signer(signature, personne, lu=True),
        "refuser": lambda: operations.refuser(signature, personne, "Non."),
        "scan": lambda: operations.joindre_le_scan(signature, "s.png", SCAN, HIER),
        "papier": lambda: operations.constater_sur_papier(signature, HIER, "Elle"),
        "certificat": lambda: operations.joindre_l_exemplaire_certifie(signature, FAUX_PDF),
        "designer": lambda: operations.designer(signature, personne),
        "relancer": lambda: operations.relancer_le_signataire(signature, auteur=ICI),
    }
    nombre = Evenement.objects.count()
    with pytest.raises(Refus, match=DEJA[etat]):
        actes[acte]()
    assert Evenement.objects.count() == nombre


@pytest.mark.parametrize("statut", Statut)
def test_each_state_of_the_text_lets_or_refuses_to_send(texte, attendus, statut):
    Convention.objects.update(statut=statut)
    texte.convention.refresh_from_db()
    if statut == Statut.PRETE:
        assert envoyer_le_texte(texte, attendus).etat == EtatCircuit.OUVERT
    else:
        with pytest.raises(Refus, match="Seul un texte dit prêt"):
            envoyer_le_texte(texte, attendus)
        assert Convention.objects.get().statut == statut


@pytest.mark.parametrize("statut", Statut)
def test_each_state_of_the_text_lets_or_refuses_paper(texte, statut):
    Convention.objects.update(statut=statut)
    exemplaire = operations.ExemplairePapier("s.pdf", FAUX_PDF, HIER, "Une élue")
    if statut in {Statut.BROUILLON, Statut.PRETE}:
        sceau = operations.enregistrer_signee_sur_papier(texte, exemplaire, auteur=ICI)
        assert octets(sceau.fichier) == FAUX_PDF
        assert Convention.objects.get().statut == Statut.SIGNEE
        modes = sceau.circuit.signatures.values_list("etat", "mode")
        assert set(modes) == {(EtatSignature.APPOSEE, ModeSignature.PAPIER)}
    else:
        with pytest.raises(Refus, match="ne s’enregistre plus"):
            operations.enregistrer_signee_sur_papier(texte, exemplaire)
        assert Convention.objects.get().statut == statut


@pytest.mark.parametrize("fin", [EtatCircuit.ACHEVE, EtatCircuit.RETIRE])
def test_round_that_is_over_is_not_withdrawn(circuit, attendues, signataires, fin):
    if fin == EtatCircuit.ACHEVE:
        tout_signer(attendues, signataires)
    else:
        operations.retirer(circuit, "Une erreur.")
    with pytest.raises(Refus, match=r"scellé|retiré"):
        operations.retirer(circuit, "Encore.")


def test_paper_of_a_convention_without_dates_gives_them(texte):
    Convention.objects.update(debut=None, fin=None, statut=Statut.BROUILLON)
    dates = {"debut": datetime.date(2025, 1, 1), "fin": datetime.date(2029, 12, 31)}
    sans = operations.ExemplairePapier("s.pdf", FAUX_PDF, HIER, "Une élue")
    with pytest.raises(Refus, match="premier et le dernier jour"):
        operations.enregistrer_signee_sur_papier(texte, sans)
    avec = operations.ExemplairePapier("s.pdf", FAUX_PDF, HIER, "Une élue", **dates)
    operations.enregistrer_signee_sur_papier(texte, avec)
    assert Convention.objects.filter(**dates, statut=Statut.SIGNEE).exists()


def test_convention_is_ready_again_for_another_round_once_withdrawn(circuit, convention):
    operations.retirer(circuit, "Une erreur.")
    assert prete(convention).statut == Statut.PRETE
