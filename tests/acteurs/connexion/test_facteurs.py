"""The second factor: asked of pilots, kept encrypted, read without writing; and what is kept of someone."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from convenir.acteurs.connexion.facteurs import Facteurs
from convenir.acteurs.enums import Role
from convenir.journal.purge import effacer_personne
from convenir.notifications.models import Courriel
from tests.acteurs.connexion.conftest import MOT_DE_PASSE
from tests.factories.acteurs import PersonneFactory
from tests.factories.conventions import ConventionFactory, MembreFactory

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def pilote(ida, connecter):
    """A pilot signed in without a second factor; returns her browser and her convention."""
    convention = ConventionFactory()
    organisation = ida.occupations.get().poste.organisation
    MembreFactory(convention=convention, personne=ida, organisation=organisation, role=Role.PILOTAGE)
    navigateur = Client()
    connecter(navigateur, ida.email)
    return navigateur, convention


def test_pilot_without_a_factor_is_led_to_one_then_back(pilote, ida):
    navigateur, convention = pilote
    page = reverse("conventions:modifier", args=[convention.code, "article-1"])
    assert navigateur.get(page)["Location"] == reverse("mfa_index")
    TOTP.activate(ida, SECRET)
    assert "Revenir où vous étiez" in navigateur.get(reverse("mfa_index")).content.decode()
    assert navigateur.get(reverse("retour"))["Location"] == page
    assert navigateur.get(reverse("retour"))["Location"] == reverse("acteurs:compte")


def test_form_refused_for_want_of_a_factor_leads_back_to_its_page_and_nowhere_else(pilote):
    navigateur, convention = pilote
    acte = reverse("relecture:relire", args=[convention.code])
    for venue, retour in (("http://testserver/ici/?a=1", "/ici/"), ("https://ailleurs.example/la/", None)):
        navigateur.post(acte, headers={"referer": venue})
        assert navigateur.session.get("retour") == retour
        navigateur.get(reverse("retour"))


def test_password_alone_does_not_open_an_account_that_has_a_factor(ida, connecter):
    TOTP.activate(ida, SECRET)
    navigateur = Client()
    assert connecter(navigateur, ida.email)["Location"].startswith(reverse("mfa_authenticate"))
    assert navigateur.get(reverse("acteurs:compte"))["Location"].startswith(reverse("account_login"))
    page = navigateur.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    assert "n’est pas le bon" in page


def test_sixth_wrong_code_waits_and_says_until_when(ida, connecter):
    TOTP.activate(ida, SECRET)
    navigateur = Client()
    connecter(navigateur, ida.email)
    pages = [navigateur.post(reverse("mfa_authenticate"), {"code": "abc"}).content.decode() for _ in range(6)]
    assert ["Trop d’essais" in page for page in pages] == [False] * 5 + [True]


def test_recovery_code_opens_the_account_once(ida, connecter):
    TOTP.activate(ida, SECRET)
    code = RecoveryCodes.activate(ida).get_unused_codes()[0]
    entres = []
    for _ in range(2):
        navigateur = Client()
        connecter(navigateur, ida.email)
        entres.append(navigateur.post(reverse("mfa_authenticate"), {"code": code}).status_code)
    assert entres == [302, 200]


def test_recovery_codes_are_read_after_a_proof_and_reading_writes_nothing(ida):
    TOTP.activate(ida, SECRET)
    codes = RecoveryCodes.activate(ida)
    navigateur = Client()
    navigateur.force_login(ida)
    page = reverse("mfa_view_recovery_codes")
    assert navigateur.get(page)["Location"].partition("?")[0] == reverse("account_reauthenticate")
    navigateur.post(reverse("account_reauthenticate"), {"password": MOT_DE_PASSE})
    avant = Authenticator.objects.get(pk=codes.instance.pk).data
    contenu = navigateur.get(page).content.decode()
    assert [code for code in codes.get_unused_codes() if code not in contenu] == []
    assert Authenticator.objects.get(pk=codes.instance.pk).data == avant


def test_secrets_are_encrypted_and_survive_a_new_key(ida, settings):
    TOTP.activate(ida, SECRET)
    garde = Authenticator.objects.get().data["secret"]
    assert SECRET not in garde
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "une autre"
    assert Facteurs().decrypt(garde) == SECRET


def test_secret_that_no_key_reads_any_more_is_said_in_one_sentence(ida, settings):
    settings.SECRET_KEY, cle = "une autre", settings.SECRET_KEY
    TOTP.activate(ida, SECRET)
    settings.SECRET_KEY = cle
    navigateur = Client()
    navigateur.force_login(ida)
    reponse = navigateur.post(reverse("mfa_reauthenticate"), {"code": "000000"})
    assert reponse.status_code < 500
    suite = navigateur.get(reponse["Location"]) if reponse.status_code == 302 else reponse
    assert "Vos codes ne peuvent plus être vérifiés" in suite.content.decode()


def test_passkeys_belong_to_the_site_and_not_to_the_name_a_request_gives(settings):
    settings.ADRESSE_DU_SITE = "https://convenir.exemple.fr"
    assert Facteurs().get_public_key_credential_rp_entity()["id"] == "convenir.exemple.fr"


def test_session_of_someone_else_cannot_be_closed(ida, connecter):
    voisin = PersonneFactory(password=ida.password)
    le_sien, ici = Client(), Client()
    connecter(le_sien, voisin.email)
    connecter(ici, ida.email)
    numero = UserSession.objects.get(user=voisin).pk
    for envoi in (str(numero), "x", "9" * 30):
        assert ici.post(reverse("usersessions_list"), {"session": envoi}).status_code == 404
    ici.post(reverse("usersessions_list"))
    assert le_sien.get(reverse("acteurs:compte")).status_code == 200


def test_data_taken_away_are_those_of_the_account_and_not_of_a_namesake(ida, connecter):
    PersonneFactory(prenom=ida.prenom, nom=ida.nom, email=f"x.{ida.email}")
    navigateur = Client()
    connecter(navigateur, ida.email)
    TOTP.activate(ida, SECRET)
    contenu = navigateur.get(reverse("acteurs:mes_donnees")).content.decode()
    assert f"x.{ida.email}" not in contenu
    assert Authenticator.objects.get().data["secret"] not in contenu
    assert [cle in contenu for cle in (ida.email, "Chargée de coopération", "127.0.0.1")] == [True] * 3


def test_erasure_takes_the_ways_in_with_it(ida, connecter):
    connecter(Client(), ida.email)
    TOTP.activate(ida, SECRET)
    effacer_personne(ida.email, "Demande de la personne.")
    assert (Authenticator.objects.count(), UserSession.objects.count()) == (0, 0)


def test_erasure_is_asked_once_of_whoever_keeps_the_service(ida, connecter):
    gardien = PersonneFactory(installation=True)
    navigateur = Client()
    connecter(navigateur, ida.email)
    statuts = [navigateur.post(reverse("acteurs:effacement")).status_code for _ in range(2)]
    assert statuts == [302, 422]
    assert [c.adresse for c in Courriel.objects.all()] == [gardien.email]
