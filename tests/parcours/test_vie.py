"""The whole life of a convention in a browser: written, signed three ways, joined, amended, defended, renewed."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convenir.acteurs.enums import Role
from convenir.adhesions.models import Adhesion
from convenir.conventions.models import Avenant, Circuit, Convention, Procedure, Sceau, Signataire
from convenir.documents.entree import lire_octets
from convenir.documents.queries import octets
from convenir.lecture.demonstration import charger_demonstration
from convenir.socle.formats import ecrire_date
from tests.documents.signature.fabrique import certifier_aujourd_hui as certifier
from tests.factories.acteurs import PersonneFactory
from tests.factories.conventions import MembreFactory

pytestmark = [pytest.mark.parcours, pytest.mark.django_db(transaction=True)]
NOMS = ("Zoé Un", "Luc Deux", "Ève Trois")
LES_TROIS = [datetime.date(2025, 6, 30), datetime.date(2026, 3, 1), datetime.date(2099, 1, 1)]
EFFET = datetime.date(2027, 1, 1)


@pytest.fixture
def convention(settings, tmp_path, redactrice):
    """The convention of the demonstration, its three signatories fictional; the pilot is the one signed in."""
    settings.MEDIA_ROOT = tmp_path
    charger_demonstration()
    convention = Convention.objects.get()
    signataires = Signataire.objects.filter(partie__convention=convention).order_by("partie__ordre", "ordre")
    for signataire, nom in zip(signataires, NOMS, strict=True):
        Signataire.objects.filter(pk=signataire.pk).update(nom=nom)
    MembreFactory(convention=convention, personne=redactrice, role=Role.PILOTAGE)
    return convention


@pytest.fixture
def signataire(convention):
    """An account that may sign, second factor apart: a reader needs none."""

    def ouvrir(complet):
        prenom, nom = complet.split()
        personne = PersonneFactory(prenom=prenom, nom=nom)
        MembreFactory(convention=convention, personne=personne, role=Role.LECTURE, signataire=True)
        return personne

    return ouvrir


@pytest.fixture
def entrer(page, live_server):
    """The same browser, somebody else signed in."""

    def changer(personne):
        client = Client()
        client.force_login(personne)
        page.context.clear_cookies()
        session = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.reload()

    return changer


def donner(page, champ, bouton, contenu, nom="exemplaire"):
    """Give a file to the field of that label, and send it."""
    fichier = {"name": nom, "mimeType": "application/octet-stream", "buffer": contenu}
    page.get_by_label(champ).set_input_files(fichier)
    page.get_by_role("button", name=bouton).click()


def principal(page):
    """What the page says, apart from its header and footer."""
    return page.get_by_role("main").inner_text()


def test_convention_lives_from_its_draft_to_the_next_one(
    page, verifier_axe, convention, signataire, redactrice, entrer
):
    signent = [signataire(nom) for nom in NOMS[:2]]
    ecrire_et_dire_prete(page, verifier_axe, convention)
    pdf = signer_a_trois(page, verifier_axe, entrer, redactrice, signent)
    verifier(page, verifier_axe, pdf)

    page.goto(reverse("adhesions:registre", args=[convention.code]))
    entrer(redactrice)
    faire_adherer(page, verifier_axe, convention)
    amender(page, verifier_axe, convention)
    lire_en_vigueur(page, verifier_axe, convention)
    mettre_en_demeure(page, verifier_axe, convention)
    renouveler(page, verifier_axe, convention)


def ecrire_et_dire_prete(page, verifier_axe, convention):
    """A comment answered by its author, the text proofread, then said ready."""
    article = convention.dispositions.get(type="article", ordre=2)
    page.goto(reverse("lecture:section", args=[convention.code, article.cle]))
    page.get_by_label("Votre commentaire").fill("Le territoire est-il bien nommé ?")
    page.get_by_role("button", name="Commenter").click()
    page.goto(reverse("conventions:redaction", args=[convention.code]))
    assert "Un commentaire n’est pas clos." in principal(page)
    assert page.get_by_role("button", name="Dire le texte prêt à signer").count() == 0
    page.goto(reverse("conventions:commentaires", args=[convention.code]))
    page.get_by_role("button", name="Clore").click()
    page.goto(reverse("relecture:relecture", args=[convention.code]))
    page.get_by_role("button", name="Relire").click()
    page.get_by_text("Relue le").first.wait_for()
    page.goto(reverse("conventions:redaction", args=[convention.code]))
    verifier_axe()
    page.get_by_role("button", name="Dire le texte prêt à signer").click()


def signer_a_trois(page, verifier_axe, entrer, redactrice, signent):
    """One signs here, one with a certificate, one on paper: the PDF that is sealed."""
    page.get_by_role("link", name="Envoyer à la signature").click()
    verifier_axe()
    page.get_by_label("Lieu de la signature").fill("Ambremont")
    page.get_by_role("button", name="Composer l’exemplaire et l’envoyer").click()
    page.get_by_role("heading", name="En cours de signature").wait_for()
    verifier_axe()

    entrer(signent[0])
    page.get_by_role("link", name="Lire et signer", exact=True).click()
    verifier_axe()
    page.get_by_role("checkbox", name="J’ai lu le document et je le signe.").check()
    page.get_by_role("button", name="Signer le document").click()
    page.get_by_text("La signature de Zoé Un est enregistrée.").wait_for()

    entrer(signent[1])
    page.get_by_role("link", name="Lire et signer", exact=True).click()
    pdf = certifier(octets(Circuit.objects.get().courant), "Luc Deux")
    page.get_by_text("Avec un certificat, dans un autre logiciel").click()
    donner(page, "Exemplaire signé avec un certificat", "Déposer l’exemplaire signé", pdf)
    page.get_by_text("La signature de Luc Deux est enregistrée.").wait_for()

    entrer(redactrice)
    page.get_by_role("link", name="Enregistrer sa signature : Ève Trois").click()
    verifier_axe()
    donner(page, "Exemplaire signé et numérisé", "Enregistrer la copie", b"\x89PNG\r\n\x1a\n" + bytes(40))
    page.get_by_role("heading", name="Signé et scellé").wait_for()
    verifier_axe()
    assert octets(Sceau.objects.get().fichier) == pdf
    assert Convention.objects.get().statut == "signee"
    return pdf


def verifier(page, verifier_axe, pdf):
    """Anybody, without an account: the file is the sealed one; with one byte altered, it is not."""
    page.context.clear_cookies()
    page.goto(reverse("signature:verifier", args=[Circuit.objects.get().cle]))
    verifier_axe()
    donner(page, "Fichier à vérifier", "Vérifier ce fichier", pdf)
    page.get_by_role("heading", name="C’est bien lui").wait_for()
    verifier_axe()
    altere = pdf[:-5] + bytes([pdf[-5] ^ 1]) + pdf[-4:]
    donner(page, "Fichier à vérifier", "Vérifier ce fichier", altere)
    page.get_by_text("un octet a été altéré").wait_for()


def faire_adherer(page, verifier_axe, convention):
    """Thirty-five communes: some voted in time, some later, some not yet; the annexe at three dates."""
    autres = Adhesion.objects.exclude(statut="votee").order_by("insee")  # one has voted already
    noms = list(autres.values_list("nom", flat=True))
    jours = ["2025-06-10"] * 20 + ["2025-12-09"] * 10
    lignes = [["Commune", "Délibération du", "Reçue le", "Publiée le", "Mode de publication"]]
    for nom, jour in zip(noms, jours, strict=False):
        lignes.append([nom, jour, jour[:8] + "15", jour[:8] + "16", "électronique"])
    tableau = "\n".join(";".join(ligne) for ligne in lignes)
    page.get_by_role("link", name="Importer").click()
    donner(page, "Tableau des délibérations", "Lire le tableau", tableau.encode(), "votes.csv")
    page.get_by_role("button", name="Enregistrer 30 lignes").click()
    attendus = []
    for jour in LES_TROIS:
        adresse = reverse("adhesions:annexe", args=[convention.code])
        page.goto(f"{adresse}?au={jour.isoformat()}")
        attendus.append(page.locator("caption").inner_text().split(" :")[0])
    verifier_axe()
    assert len(noms) == 34
    assert attendus == ["20 sur 35 communes", "31 sur 35 communes", "31 sur 35 communes"]


def amender(page, verifier_axe, convention):
    """An avenant on one article and on the term, signed on paper by all."""
    page.goto(reverse("conventions:avenants", args=[convention.code]))
    page.get_by_label("Que faut-il changer").fill("Prolonger la convention d’un an")
    page.get_by_role("button", name="Ouvrir un avenant").click()
    page.get_by_label("Prend effet le").fill(EFFET.isoformat())
    page.get_by_label("Nouveau terme de la convention").fill("2030-12-31")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    verifier_axe()
    page.get_by_role("link", name="Modifier Article 11").click()
    page.get_by_label("Nouveau texte").fill("La convention court jusqu’à la fin de l’année 2030.")
    verifier_axe()
    page.get_by_role("button", name="Enregistrer dans l’avenant").click()
    page.get_by_role("button", name="Dire l’avenant prêt à signer").click()
    page.get_by_role("link", name="Envoyer à la signature").click()
    page.get_by_role("button", name="Composer l’exemplaire et l’envoyer").click()
    page.get_by_role("heading", name="En cours de signature").wait_for()
    for nom in NOMS:
        page.get_by_role("link", name=f"Enregistrer sa signature : {nom}").click()
        donner(page, "Exemplaire signé et numérisé", "Enregistrer la copie", b"\x89PNG\r\n\x1a\n" + bytes(40))
    page.get_by_role("heading", name="Signé et scellé").wait_for()
    verifier_axe()
    assert (Avenant.objects.get().statut, Sceau.objects.count()) == ("signee", 2)


def lire_en_vigueur(page, verifier_axe, convention):
    """The consolidated PDF at three dates: before the avenant, on its day, after."""
    veille = EFFET - datetime.timedelta(days=1)
    dits = []
    for jour in (veille, EFFET, datetime.date(2028, 1, 1)):
        adresse = reverse("edition:documents", args=[convention.code])
        page.goto(f"{adresse}?au={jour.isoformat()}")
        document = page.locator("#convention-pdf-au")
        document.get_by_role("button", name="Préparer").click()
        with page.expect_download() as telechargement:
            page.locator("#convention-pdf-au").get_by_role("link", name="Télécharger").click()
        texte = " ".join(lire_octets("texte.pdf", telechargement.value.path().read_bytes()).source.lignes)
        assert f"Texte en vigueur au {ecrire_date(jour)}" in texte
        dits.append("jusqu’à la fin de l’année 2030" in texte)
    verifier_axe()
    assert dits == [False, True, True]


def mettre_en_demeure(page, verifier_axe, convention):
    """A formal notice, sent, received, cured in time: the convention goes on."""
    page.goto(reverse("fin:fin", args=[convention.code]))
    verifier_axe()
    page.get_by_role("link", name="Préparer une procédure").click()
    page.get_by_role("radio", name="Une obligation de la convention n’est pas tenue").check()
    parties = page.get_by_label("Partie qui agit").locator("option").all_inner_texts()[1:]
    page.get_by_label("Partie qui agit").select_option(parties[1])
    page.get_by_label("Partie à qui elle écrit").select_option(parties[0])
    page.get_by_label("Ce qui est reproché ou demandé").fill("Le relais n’est plus soutenu (article 6).")
    verifier_axe()
    page.get_by_role("button", name="Préparer la lettre").click()
    page.get_by_role("button", name="Noter l’envoi").click()
    page.get_by_label("Reçue le").fill(timezone.localdate().isoformat())
    page.get_by_role("button", name="Noter la réception").click()
    page.get_by_label("Ce qui a été fait").fill("Le soutien est rétabli.")
    verifier_axe()
    page.get_by_role("button", name="Noter le remède").click()
    page.get_by_text("la convention continue").first.wait_for()
    assert Procedure.objects.get().etat == "remediee"
    assert Convention.objects.get().statut == "signee"


def renouveler(page, verifier_axe, convention):
    """The next convention: a draft in the words in force, from the day after the new term."""
    page.goto(reverse("fin:fin", args=[convention.code]))
    page.get_by_role("link", name="Préparer le renouvellement").click()
    verifier_axe()
    assert page.get_by_label("Premier jour").input_value() == "2031-01-01"
    page.get_by_role("button", name="Commencer la convention suivante").click()
    suivante = Convention.objects.get(precedente=convention)
    assert suivante.nom in page.get_by_role("heading", level=1).inner_text()
    verifier_axe()
    assert (suivante.statut, suivante.debut) == ("brouillon", datetime.date(2031, 1, 1))
    assert "jusqu’à la fin de l’année 2030" in suivante.dispositions.get(cle="duree").texte
