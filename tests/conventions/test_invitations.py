"""Invitations: written by mail, accepted once, dead for everyone else in the same words."""

import datetime
import os
import re
import subprocess
import sys
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convenir.acteurs.enums import Role
from convenir.acteurs.models import Organisation, Personne
from convenir.conventions.enums import EtatInvitation
from convenir.conventions.enums.invitations import TRANSITIONS
from convenir.conventions.models import Invitation, Membre
from convenir.conventions.operations import (
    LienMort,
    accepter_en_s_inscrivant,
    accepter_invitation,
    annuler_invitation,
    inviter,
    renvoyer_invitation,
)
from convenir.conventions.operations.invitations import FERMEE, _passer, effacer_invitations
from convenir.conventions.rules.membres import RESERVE_AUX_ADMINISTRATEURS, VALIDITE
from convenir.journal.models import Evenement
from convenir.journal.purge import exporter_personne
from convenir.notifications.models import Courriel
from convenir.socle.erreurs import Refus
from tests.conftest import RACINE
from tests.factories.acteurs import OrganisationFactory, PersonneFactory
from tests.factories.conventions import InvitationFactory, MembreFactory

pytestmark = pytest.mark.django_db
QUI = {"prenom": "Lise", "nom": "Invitée", "mot_de_passe": "Quatre chats gris, 12 lunes"}


def attente(**champs):
    valeurs = {"email": "Lise@Exemple.invalid", "prenom": "Lise", "nom": "Invitée", "poste": "Directrice"}
    return Invitation(**valeurs | {"role": Role.CONTRIBUTION, "organisation": OrganisationFactory()} | champs)


def jeton_du_courriel():
    dernier = Courriel.objects.order_by("-cree_le").first()
    return re.search(r"/invitation/([\w-]+)/", dernier.texte)[1]


# --- inviting ---


def test_inviter_writes_a_mail_with_a_link_kept_as_a_hash(convention, pilote, acces):
    invitation = inviter(attente(convention=convention), acces(pilote))
    courriel = Courriel.objects.get()
    assert (courriel.adresse, courriel.objet) == (
        "lise@exemple.invalid",
        f"Invitation : {convention.nom}".replace(" : ", "\u00a0: "),
    )
    jeton = jeton_du_courriel()
    assert jeton not in str(Invitation.objects.values().get())
    assert reverse("conventions:invitation", args=[jeton]) in courriel.texte
    assert invitation.expire_le - timezone.now() > VALIDITE - datetime.timedelta(minutes=5)
    assert Evenement.objects.get(type="convention.invite").acteur == pilote.personne.cle


def test_inviter_an_administrator_is_reserved_to_administrators(convention, pilote, acces):
    with pytest.raises(Refus) as refus:
        inviter(attente(convention=convention, role=Role.ADMINISTRATION), acces(pilote))
    assert refus.value.message == RESERVE_AUX_ADMINISTRATEURS
    assert (Invitation.objects.count(), Courriel.objects.count()) == (0, 0)


def test_inviter_a_member_is_refused(convention, pilote, acces):
    deja = MembreFactory(convention=convention, autre=True)
    with pytest.raises(Refus) as refus:
        inviter(
            attente(convention=convention, email=deja.personne.email, organisation=deja.organisation),
            acces(pilote),
        )
    assert refus.value.message == "Cette personne est déjà membre pour cette organisation."


def test_inviter_twice_is_refused_while_the_first_waits(convention, pilote, acces):
    inviter(attente(convention=convention), acces(pilote))
    with pytest.raises(Refus) as refus:
        inviter(attente(convention=convention), acces(pilote))
    assert refus.value.message == "Une invitation attend déjà cette personne : renvoyez-la."


def test_form_invites_a_commune_of_the_territory(convention, pilote, entrer):
    adresse = reverse("conventions:inviter", args=[convention.code])
    champs = {
        "prenom": "Lise",
        "nom": "Invitée",
        "email": "lise@exemple.invalid",
        "organisation": "commune:59505",
        "qualite": "maire",
        "role": "contribution",
        "communes": ["59505"],
    }
    reponse = entrer(pilote).post(adresse, champs)
    invitation = Invitation.objects.get()
    assert reponse["Location"] == reverse("conventions:membres", args=[convention.code])
    assert (invitation.organisation.insee, invitation.qualite) == ("59505", "maire")


def test_form_refused_says_why_and_keeps_what_was_typed(convention, pilote, entrer):
    champs = {"prenom": "Lise", "nom": "Invitée", "email": "lise@exemple.invalid", "organisation": "autre"}
    reponse = entrer(pilote).post(reverse("conventions:inviter", args=[convention.code]), champs)
    erreurs = reponse.context["formulaire"].errors
    assert (reponse.status_code, sorted(erreurs)) == (422, ["autre_nom", "autre_type", "poste", "role"])
    assert 'value="lise@exemple.invalid"' in reponse.content.decode()


def test_form_lists_no_organisation_of_another_convention(convention, pilote, entrer):
    ailleurs = MembreFactory(autre=True, organisation=OrganisationFactory(nom="Association secrète"))
    contenu = entrer(pilote).get(reverse("conventions:inviter", args=[convention.code])).content.decode()
    assert ailleurs.organisation.nom not in contenu


# --- writing again, cancelling ---


def test_renvoyer_at_once_is_refused_and_keeps_the_first_link(convention, pilote, acces):
    invitation = inviter(attente(convention=convention), acces(pilote))
    with pytest.raises(Refus, match="déjà été adressé"):
        renvoyer_invitation(invitation, acces(pilote))
    assert accepter_en_s_inscrivant(jeton_du_courriel(), **QUI).convention == convention


def test_renvoyer_later_gives_another_link(convention, pilote, acces):
    invitation = inviter(attente(convention=convention), acces(pilote))
    premier = jeton_du_courriel()
    Courriel.objects.update(cree_le=timezone.now() - datetime.timedelta(days=3))
    renvoyer_invitation(invitation, acces(pilote))
    with pytest.raises(LienMort):
        accepter_en_s_inscrivant(premier, **QUI)
    assert accepter_en_s_inscrivant(jeton_du_courriel(), **QUI).role == Role.CONTRIBUTION


def test_renvoyer_an_expired_one_opens_it_again(pilote, acces):
    expiree = InvitationFactory(convention=pilote.convention, **_echue())
    renvoyer_invitation(expiree, acces(pilote))
    assert Invitation.objects.get().est_ouverte is True
    types = Evenement.objects.order_by("rang").values_list("type", flat=True)
    assert list(types) == ["convention.invitation_expiree", "convention.invitation_renvoyee"]


def _echue():
    hier = timezone.now() - datetime.timedelta(days=1)
    return {"creee_le": hier - VALIDITE, "expire_le": hier}


def test_annuler_kills_the_link_and_forgets_the_person(pilote, acces):
    invitation = InvitationFactory(convention=pilote.convention, jeton="secret")
    annuler_invitation(invitation, acces(pilote))
    invitation.refresh_from_db()
    assert (invitation.etat, invitation.email, invitation.nom) == (EtatInvitation.ANNULEE, "", "")
    with pytest.raises(LienMort):
        accepter_en_s_inscrivant("secret", **QUI)


def test_annuler_twice_is_refused(pilote, acces):
    invitation = InvitationFactory(convention=pilote.convention)
    annuler_invitation(invitation, acces(pilote))
    with pytest.raises(Refus) as refus:
        annuler_invitation(invitation, acces(pilote))
    assert refus.value.message == FERMEE


def test_pilot_does_not_cancel_the_invitation_of_an_administrator(pilote, acces):
    invitation = InvitationFactory(convention=pilote.convention, role=Role.ADMINISTRATION)
    with pytest.raises(Refus) as refus:
        annuler_invitation(invitation, acces(pilote))
    assert refus.value.message == RESERVE_AUX_ADMINISTRATEURS


@pytest.mark.parametrize(("avant", "apres"), [*product(EtatInvitation, EtatInvitation)])
def test_states_follow_the_table(avant, apres):
    invitation = InvitationFactory(**_en(avant))
    if apres == EtatInvitation.ACCEPTEE:
        invitation.membre = MembreFactory(autre=True, convention=invitation.convention)
    nomme = {} if _attend(apres) else {"email": "", "nom": "", "prenom": ""}
    for champ, valeur in nomme.items():
        setattr(invitation, champ, valeur)
    if apres in TRANSITIONS[avant]:
        assert _passer(invitation, apres).etat == apres
    else:
        with pytest.raises(Refus):
            _passer(invitation, apres)
        assert Invitation.objects.get(pk=invitation.pk).etat == avant


def _attend(etat):
    return etat in {EtatInvitation.ENVOYEE, EtatInvitation.EXPIREE}


def _en(etat):
    nomme = {} if _attend(etat) else {"email": "", "nom": "", "prenom": ""}
    accepte = {"membre": MembreFactory(autre=True)} if etat == EtatInvitation.ACCEPTEE else {}
    return {"etat": etat, **nomme, **accepte}


@pytest.mark.parametrize(
    "champs",
    [
        {"etat": "perdue"},
        {"nom": ""},
        {"email": "Lise@exemple.invalid"},
        {"etat": EtatInvitation.ACCEPTEE, "email": "", "nom": ""},
        {"etat": EtatInvitation.ANNULEE},
        {"qualite": "maire"},
        {"poste": ""},
        {"role": "roi"},
        {"role": Role.LECTURE, "themes": ["jeunesse"]},
        {"expire_le": timezone.now() - datetime.timedelta(days=1)},
    ],
)
def test_database_refuses_what_an_invitation_cannot_be(champs):
    with pytest.raises(IntegrityError), transaction.atomic():
        InvitationFactory(**champs)


# --- accepting ---


def test_newcomer_chooses_a_password_and_enters(pilote):
    InvitationFactory(convention=pilote.convention, jeton="secret", email="lise@exemple.invalid")
    client = Client()
    reponse = client.post("/invitation/secret/", QUI)
    lise = Personne.objects.get(email="lise@exemple.invalid")
    assert reponse["Location"] == reverse("lecture:texte", args=[pilote.convention.code])
    assert (lise.check_password(QUI["mot_de_passe"]), client.session["_auth_user_id"]) == (True, str(lise.pk))
    membre = Membre.objects.get(personne=lise)
    assert (membre.role, membre.convention) == (Role.CONTRIBUTION, pilote.convention)
    assert [o.poste.intitule for o in lise.occupations.all()] == ["Directrice de la jeunesse"]
    invitation = Invitation.objects.get()
    assert (invitation.etat, invitation.membre, invitation.email) == (EtatInvitation.ACCEPTEE, membre, "")


def test_elected_member_gets_the_mandate():
    InvitationFactory(jeton="secret", poste="", qualite="maire")
    membre = accepter_en_s_inscrivant("secret", **QUI)
    assert [m.qualite for m in membre.personne.mandats.all()] == ["maire"]


def test_someone_recorded_without_any_way_in_gets_one():
    connue = PersonneFactory(email="lise@exemple.invalid")
    InvitationFactory(jeton="secret", email=connue.email)
    assert accepter_en_s_inscrivant("secret", **QUI).personne == connue


@pytest.mark.parametrize("ouvert", [True, False])
def test_account_that_exists_or_was_closed_gets_no_other_password(ouvert):
    connue = PersonneFactory(email="lise@exemple.invalid", is_active=ouvert)
    connue.set_password("un autre mot de passe")
    connue.save()
    InvitationFactory(jeton="secret", email=connue.email)
    with pytest.raises(Refus, match="déjà un compte"):
        accepter_en_s_inscrivant("secret", **QUI)
    assert Client().get("/invitation/secret/").context["situation"] == "connexion"


def test_owner_of_the_address_accepts_signed_in(entrer):
    lectrice = MembreFactory(autre=True)
    invitation = InvitationFactory(jeton="secret", email=lectrice.personne.email)
    client = entrer(lectrice)
    assert client.get("/invitation/secret/").context["situation"] == "accepter"
    client.post("/invitation/secret/")
    assert Membre.objects.filter(personne=lectrice.personne, convention=invitation.convention).count() == 1


def test_someone_else_signed_in_is_told_so_and_accepts_nothing(entrer):
    lectrice = MembreFactory(autre=True)
    InvitationFactory(jeton="secret")
    client = entrer(lectrice)
    reponse = client.post("/invitation/secret/", QUI)
    assert (reponse.status_code, reponse.context["situation"]) == (200, "autre")
    assert Invitation.objects.get().etat == EtatInvitation.ENVOYEE
    with pytest.raises(Refus, match="quelqu’un d’autre"):
        accepter_invitation("secret", lectrice.personne)


def test_every_dead_link_has_the_same_answer_in_both_methods():
    InvitationFactory(jeton="echu", **_echue())
    InvitationFactory(jeton="annule", **_en(EtatInvitation.ANNULEE))
    InvitationFactory(jeton="utilise", **_en(EtatInvitation.ACCEPTEE))
    client = Client()
    reponses = [
        getattr(client, methode)(f"/invitation/{jeton}/", QUI if methode == "post" else None)
        for jeton in ("inconnu", "echu", "annule", "utilise", "☃" * 400)
        for methode in ("get", "post")
    ]
    assert {r.status_code for r in reponses} == {404}
    assert len({r.content.replace(r.wsgi_request.path.encode(), b"") for r in reponses}) == 1
    assert "Val d’Ambre" not in reponses[0].content.decode()


def test_replayed_link_is_dead(client):
    InvitationFactory(jeton="secret")
    Client().post("/invitation/secret/", QUI)
    membres = Membre.objects.count()
    assert Client().post("/invitation/secret/", QUI).status_code == 404
    assert Membre.objects.count() == membres


def test_get_of_a_link_writes_nothing_and_opens_no_session():
    InvitationFactory(jeton="secret")
    client = Client()
    assert client.get("/invitation/secret/").status_code == 200
    assert (Invitation.objects.get().etat, "sessionid" in client.cookies) == (EtatInvitation.ENVOYEE, False)


# --- what is kept of people ---


def test_erasing_someone_invited_closes_the_invitation():
    InvitationFactory(email="lise@exemple.invalid")
    assert effacer_invitations("lise@exemple.invalid", "À sa demande.") == 1
    assert effacer_invitations("lise@exemple.invalid", "À sa demande.") == 0
    assert exporter_personne("lise@exemple.invalid") == []


# --- two at once ---

DEUX_REPONSES = """
import threading
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from convenir.acteurs.models import Personne
from convenir.conventions.models import Membre
from convenir.conventions.operations import accepter_en_s_inscrivant
from convenir.socle.erreurs import Refus
from tests.factories.conventions import InvitationFactory

call_command("migrate", verbosity=0)
InvitationFactory(jeton="secret", convention__membre=None)
depart, sorts = threading.Barrier(2), []

def accepter(nom):
    depart.wait()
    try:
        accepter_en_s_inscrivant("secret", prenom="Lise", nom=nom, mot_de_passe="Quatre chats gris, 12 lunes")
        sorts.append("membre")
    except Refus as refus:
        sorts.append(type(refus).__name__)
    connection.close()

fils = [threading.Thread(target=accepter, args=(nom,)) for nom in ("Une", "Deux")]
for f in fils: f.start()
for f in fils: f.join()
print(sorted(sorts), Membre.objects.count(), Personne.objects.filter(prenom="Lise").count())
"""


def test_two_who_accept_at_once_make_one_member(tmp_path):
    environnement = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "CONVENIR_DONNEES": str(tmp_path),
        "CONVENIR_CLE_SECRETE": "tests",
        "PYTHONPATH": str(RACINE),
    }
    environnement.pop("CONVENIR_POSTGRESQL", None)
    fini = subprocess.run(
        [sys.executable, "-c", DEUX_REPONSES],
        env=environnement,
        cwd=RACINE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (fini.stdout, fini.stderr) == ("['LienMort', 'membre'] 1 1\n", "")


def test_organisation_known_by_its_siren_is_not_made_twice(convention, pilote, entrer):
    connue = OrganisationFactory(nom="Caf de l’Ambre", siren="130021397")
    champs = {
        "prenom": "Lise",
        "nom": "Invitée",
        "email": "lise@exemple.invalid",
        "organisation": "autre",
        "autre_nom": "Caf",
        "autre_type": "caf",
        "autre_siren": "130021397",
        "poste": "Conseillère",
        "role": "lecture",
    }
    entrer(pilote).post(reverse("conventions:inviter", args=[convention.code]), champs)
    assert Invitation.objects.get().organisation == connue
    assert Organisation.objects.filter(siren="130021397").count() == 1
