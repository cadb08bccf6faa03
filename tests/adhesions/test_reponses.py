"""A commune answers by the link of a mail: one act, once, without a session."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from convenir.acteurs.enums import Role
from convenir.acteurs.models import LienDeReponse
from convenir.acteurs.reponses.operations import effacer_liens
from convenir.acteurs.rules import empreinte_du_jeton
from convenir.adhesions.models import Adhesion
from convenir.adhesions.operations import relancer
from convenir.journal.models import Evenement
from convenir.notifications.models import Courriel
from tests.factories.acteurs import OrganisationFactory, PersonneFactory
from tests.factories.adhesions import AdhesionFactory
from tests.factories.conventions import MembreFactory

pytestmark = pytest.mark.django_db
DEMAIN = timezone.localdate() + datetime.timedelta(days=1)
HIER = timezone.localdate() - datetime.timedelta(days=1)


@pytest.fixture
def adhesion():
    adhesion = AdhesionFactory(demandee=True)
    MembreFactory(
        convention=adhesion.convention,
        personne=PersonneFactory(nom="Secrétaire", email="mairie@exemple.invalid"),
        organisation=OrganisationFactory(nom="Rombies", type="commune", insee="59505"),
        role=Role.LECTURE,
    )
    return adhesion


@pytest.fixture
def lien(adhesion):
    """The path of the link that the reminder carries."""
    relancer(adhesion, auteur=PersonneFactory(nom="Pilote").en_auteur(None))
    return re.search(r"/repondre/[^/\s]+/", Courriel.objects.get().texte).group()


def test_secretary_says_when_the_council_meets(adhesion, lien):
    client = Client()
    page = client.get(lien)
    assert (page.status_code, "Le vote de Rombies-et-Marchipont" in page.content.decode()) == (200, True)
    reponse = client.post(lien, {"reponse": "prevu", "date": DEMAIN.isoformat()})
    assert "Merci" in reponse.content.decode()
    adhesion.refresh_from_db()
    assert adhesion.conseil_le == DEMAIN
    evenement = Evenement.objects.get(type="acteurs.lien_servi")
    assert evenement.personnel.champs["auteur"] == "Ida Secrétaire"
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize(("sens", "statut"), [("pour", "votee"), ("contre", "refusee")])
def test_secretary_says_what_was_voted_and_who_says_so_is_kept(adhesion, lien, sens, statut):
    Client().post(lien, {"reponse": sens, "date": HIER.isoformat()})
    adhesion.refresh_from_db()
    assert (adhesion.statut, adhesion.deliberee_le) == (statut, HIER)
    assert adhesion.attestation == "Ida Secrétaire, en réponse à un courriel"


def test_opening_the_link_uses_nothing_up_and_answering_does(adhesion, lien):
    client = Client()
    for _ in range(3):
        client.get(lien)
        client.head(lien)
    champs = {"reponse": "prevu", "date": DEMAIN.isoformat()}
    assert client.post(lien, champs).status_code == 200
    rejouee = client.post(lien, champs)
    assert (rejouee.status_code, client.get(lien).status_code) == (404, 404)
    assert "Ce lien ne fonctionne plus" in rejouee.content.decode()
    assert Evenement.objects.filter(type="adhesion.conseil_annonce").count() == 1


def test_refused_answer_leaves_the_link_usable(adhesion, lien):
    reponse = Client().post(lien, {"reponse": "prevu", "date": HIER.isoformat()})
    assert (reponse.status_code, "est passé" in reponse.content.decode()) == (422, True)
    assert Client().post(lien, {"reponse": "prevu", "date": DEMAIN.isoformat()}).status_code == 200


def test_expired_and_forged_links_are_answered_alike(adhesion, lien):
    LienDeReponse.objects.update(
        cree_le=timezone.now() - datetime.timedelta(days=8),
        expire_le=timezone.now() - datetime.timedelta(days=1),
    )
    perimee, forgee = (
        Client().post(adresse, {"reponse": "pour", "date": HIER.isoformat()})
        for adresse in (lien, "/repondre/forge/")
    )
    assert perimee.status_code == forgee.status_code == 404
    assert perimee.content == forgee.content
    assert Adhesion.objects.get().statut == "demandee"


def test_secret_is_kept_nowhere_and_the_name_goes_with_the_answer(adhesion, lien):
    jeton = lien.split("/")[2]
    garde = LienDeReponse.objects.get()
    assert (garde.empreinte, garde.destinataire_nom) == (empreinte_du_jeton(jeton), "Ida Secrétaire")
    Client().post(lien, {"reponse": "pour", "date": HIER.isoformat()})
    garde.refresh_from_db()
    assert (garde.destinataire_nom, garde.adresse) == ("", "")


def test_address_is_told_to_nobody(lien):
    reponse = Client().get(lien)
    entetes = {nom: reponse[nom] for nom in ("Referrer-Policy", "Cache-Control", "X-Robots-Tag")}
    assert entetes == {
        "Referrer-Policy": "strict-origin",
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex, nofollow",
    }


def test_vote_recorded_meanwhile_ends_the_link(adhesion, lien):
    Adhesion.objects.update(statut="votee", deliberee_le=HIER, source="papier", attestation="Registre")
    assert Client().get(lien).status_code == 404


def test_erasure_kills_the_link(lien):
    assert effacer_liens("mairie@exemple.invalid", "Demande") == 1
    assert Client().get(lien).status_code == 404
