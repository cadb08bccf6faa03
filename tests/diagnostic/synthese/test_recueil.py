"""Issues asked by mail, answered by a link without an account, once; the silent ones reminded."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convenir.acteurs.enums import Role
from convenir.acteurs.models import LienDeReponse
from convenir.conventions.models import Membre
from convenir.diagnostic.models import EnjeuRemonte, Sollicitation
from convenir.diagnostic.synthese.operations import relancer, solliciter
from convenir.diagnostic.synthese.operations.recueil import Interlocuteur
from convenir.diagnostic.synthese.purge import effacer_les_adresses
from convenir.diagnostic.synthese.queries import adresses_connues, sollicitations_de
from convenir.notifications.models import Courriel
from convenir.socle.erreurs import Refus
from tests.factories.acteurs import OrganisationFactory, PersonneFactory
from tests.factories.conventions import MembreFactory
from tests.factories.synthese import SollicitationFactory

pytestmark = pytest.mark.django_db
ANZIN = Interlocuteur("Anzin", "mairie@exemple.invalid", "59014")
REPONSE = {
    "reponse": "enjeux",
    "theme_1": "jeunesse",
    "texte_1": "Un local pour les jeunes",
    "besoin_1": "Un lieu",
}


@pytest.fixture
def jour():
    return timezone.localdate() + datetime.timedelta(days=20)


@pytest.fixture
def pilote(db):
    return PersonneFactory(nom="Pilote").en_auteur(None)


@pytest.fixture
def lien(convention, jour, pilote):
    """The path of the link that the mail carries."""
    solliciter(convention, [ANZIN], jour, auteur=pilote)
    return adresse_du_lien()


def adresse_du_lien():
    return re.search(r"/repondre/[^/\s]+/", Courriel.objects.latest("cree_le").texte).group()


def test_each_is_written_to_with_a_link_until_the_day_chosen(convention, jour, pilote):
    ludo = Interlocuteur("Ludothèque", "ludo@exemple.invalid")
    assert len(solliciter(convention, [ANZIN, ludo, ANZIN], jour, auteur=pilote)) == 2
    assert set(Courriel.objects.values_list("adresse", flat=True)) == {ANZIN.courriel, ludo.courriel}
    fins = {timezone.localtime(lien.expire_le).date() for lien in LienDeReponse.objects.all()}
    assert fins == {jour}


@pytest.mark.parametrize("dans", [0, 61])
def test_day_past_or_too_far_is_refused(convention, pilote, dans):
    with pytest.raises(Refus, match="Choisissez un jour"):
        solliciter(convention, [ANZIN], timezone.localdate() + datetime.timedelta(days=dans), auteur=pilote)


@pytest.mark.parametrize("courriel", ["", "pas une adresse"])
def test_wrong_address_writes_to_nobody(convention, jour, pilote, courriel):
    with pytest.raises(Refus):
        solliciter(convention, [ANZIN, Interlocuteur("Marly", courriel, "59383")], jour, auteur=pilote)
    assert (Sollicitation.objects.count(), Courriel.objects.count()) == (0, 0)


def test_who_is_awaited_already_is_left_alone(convention, jour, pilote, lien):
    with pytest.raises(Refus, match="Personne à qui écrire"):
        solliciter(convention, [ANZIN], jour, auteur=pilote)
    assert Courriel.objects.count() == 1


def test_commune_raises_an_issue_without_an_account(convention, lien):
    client = Client()
    assert "Vos enjeux : Anzin" in client.get(lien).text
    reponse = client.post(lien, REPONSE)
    assert "1 enjeu remonté par Anzin." in reponse.text
    enjeu = EnjeuRemonte.objects.get()
    assert (enjeu.theme, enjeu.texte, enjeu.besoin, enjeu.ou, enjeu.par, enjeu.origine, enjeu.etat) == (
        *("jeunesse", "Un local pour les jeunes", "Un lieu", "Anzin", "Anzin"),
        *("lien", "recu"),
    )
    assert Sollicitation.objects.values_list("enjeux", flat=True).get() == 1
    assert "sessionid" not in client.cookies


def test_nothing_to_raise_is_an_answer(convention, lien):
    assert "Aucun enjeu à signaler." in Client().post(lien, {"reponse": "rien"}).text
    tenu = sollicitations_de(convention)
    assert (len(tenu.repondues), tenu.silencieuses, EnjeuRemonte.objects.count()) == (1, (), 0)


def test_answer_is_given_once_and_a_forwarded_link_says_so(convention, lien):
    Client().post(lien, REPONSE)
    rejouee = Client().post(lien, REPONSE)
    assert (rejouee.status_code, "Ce lien ne fonctionne plus" in rejouee.text) == (404, True)
    assert EnjeuRemonte.objects.count() == 1


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"texte_1": " "}, "Écrivez un enjeu au moins"),
        ({"theme_1": ""}, "Choisissez la thématique de cet enjeu."),
        ({"texte_2": "Un second"}, "Choisissez la thématique de cet enjeu."),
    ],
)
def test_incomplete_answer_is_asked_again_and_the_link_still_works(convention, lien, champs, phrase):
    reponse = Client().post(lien, REPONSE | champs)
    assert (reponse.status_code, phrase in reponse.text) == (422, True)
    assert EnjeuRemonte.objects.count() == 0
    assert Client().post(lien, REPONSE).status_code == 200


def test_reminder_waits_a_week_then_kills_the_former_link(convention, jour, pilote, lien):
    attendue = Sollicitation.objects.get()
    with pytest.raises(Refus, match="de nouveau à partir du"):
        relancer(attendue, jour, auteur=pilote)
    Courriel.objects.update(cree_le=timezone.now() - datetime.timedelta(days=8))
    relancer(attendue, jour, auteur=pilote)
    assert "pas encore reçu votre réponse" in Courriel.objects.latest("cree_le").texte
    assert (Client().get(lien).status_code, Client().get(adresse_du_lien()).status_code) == (404, 200)


def test_who_answered_is_not_reminded(convention, jour, pilote, lien):
    Client().post(lien, {"reponse": "rien"})
    with pytest.raises(Refus, match="déjà arrivée"):
        relancer(Sollicitation.objects.get(), jour, auteur=pilote)


def test_address_is_erased_on_demand(convention):
    SollicitationFactory(convention=convention)
    assert effacer_les_adresses("MAIRIE@exemple.invalid", "demande") == 1
    assert Sollicitation.objects.get().courriel == ""


def test_known_address_is_that_of_a_member_before_the_one_used_last(convention):
    SollicitationFactory(convention=convention)
    SollicitationFactory(convention=convention, organisation="Marly", insee="59383")
    MembreFactory(
        convention=convention,
        personne=PersonneFactory(email="maire@exemple.invalid"),
        organisation=OrganisationFactory(nom="Commune d’Anzin", type="commune", insee="59014"),
        role=Role.LECTURE,
    )
    assert adresses_connues(convention) == {
        "59014": "maire@exemple.invalid",
        "59383": "mairie@exemple.invalid",
    }


@pytest.fixture
def page(convention):
    Membre.objects.update(role=Role.PILOTAGE)
    return reverse("synthese:recueil", args=[convention.code])


def lignes(*rangs):
    gestion = {"form-TOTAL_FORMS": str(len(rangs)), "form-INITIAL_FORMS": "0"}
    return gestion | {f"form-{n}-{nom}": v for n, rang in enumerate(rangs) for nom, v in rang.items()}


def test_pilot_asks_then_sees_who_is_silent_and_never_asked(client, convention, page, jour):
    assert client.get(page).text.count('aria-label="Écrire à ') == 38
    cochee = {"choisi": "on", "insee": "59014", "organisation": "Anzin", "courriel": "m@exemple.invalid"}
    laissee = {"insee": "59383", "organisation": "Marly", "courriel": "marly@exemple.invalid"}
    envoi = lignes(cochee, laissee) | {"jusqu_au": jour.isoformat()}
    assert client.post(page, envoi).status_code == 302
    tenu = client.get(page).context["recueil"]
    assert ([s.organisation for s in tenu.silencieuses], len(tenu.jamais)) == (["Anzin"], 34)


def test_row_ticked_without_address_sends_nothing(client, convention, page, jour):
    cochee = {"choisi": "on", "insee": "59014", "organisation": "Anzin", "courriel": ""}
    reponse = client.post(page, lignes(cochee) | {"jusqu_au": jour.isoformat()})
    assert (reponse.status_code, "1 ligne est à corriger" in reponse.text) == (422, True)
    assert not Sollicitation.objects.exists()


@pytest.mark.parametrize("nombre", [1, 3])
def test_page_costs_the_same_whatever_was_asked(client, convention, page, django_assert_num_queries, nombre):
    for rang in range(nombre):
        SollicitationFactory(convention=convention, organisation=f"Commune {rang}")
    client.get(page)
    with django_assert_num_queries(8):
        assert len(client.get(page).context["recueil"].silencieuses) == nombre
