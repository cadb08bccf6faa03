"""Signing in with a provider of identity, against a real one on this machine."""

from __future__ import annotations

import dataclasses
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.messages import get_messages
from django.urls import reverse

from convenir.acteurs.federation import fournisseur as echanges
from convenir.acteurs.federation.jetons import HEURE, INCONFORME
from convenir.acteurs.federation.operations import (
    AUTRE_IDENTITE,
    COMPTE_FERME,
    COURRIEL_INCERTAIN,
    PREUVE,
)
from convenir.acteurs.federation.seance import PERIMEE, REFUSEE
from convenir.acteurs.models import Occupation, Personne
from convenir.acteurs.operations import effacer_personnes
from convenir.acteurs.queries import CLE_DE_SESSION
from convenir.journal.models import Evenement
from tests.acteurs.fournisseur import PERSONNE
from tests.factories.acteurs import OrganisationFactory, PersonneFactory

pytestmark = pytest.mark.django_db
RETOUR = "/compte/fournisseur/retour/"
MOT_DE_PASSE = "une-phrase-de-passe-longue"


def phrases(reponse):
    return [str(message) for message in get_messages(reponse.wsgi_request)]


def dire(phrase):
    return phrase.format(nom="ProConnect")


def chez_le_fournisseur(adresse, **corps):
    """Fill in the provider's form; where it sends the browser back, as the path of this site."""
    formulaire = requests.get(adresse, timeout=5)
    assert formulaire.status_code == 200, formulaire.text
    demande = unescape(formulaire.text).split('name="demande" value="')[1].split('"')[0]
    base = adresse.split("/autoriser")[0]
    reponse = requests.post(
        f"{base}/autoriser", {"demande": demande, **corps}, timeout=5, allow_redirects=False
    )
    morceaux = urlsplit(reponse.headers["Location"])
    return f"{morceaux.path}?{morceaux.query}"


def entrer(client, suite="", **corps):
    """The whole journey: our button, the provider's form, the way back."""
    depart = client.post("/compte/fournisseur/", {"next": suite})
    return client.get(chez_le_fournisseur(depart["Location"], **corps))


def qui(client):
    return int(client.session["_auth_user_id"]) if "_auth_user_id" in client.session else None


def est_refusee(client, reponse, phrase):
    """One sentence at the sign-in page, nobody signed in, nothing written."""
    assert (reponse.status_code, urlsplit(reponse["Location"]).path) == (302, "/compte/connexion/")
    assert phrases(reponse)[-1] == dire(phrase)
    return qui(client) is None and not SocialAccount.objects.exists() and not Evenement.objects.exists()


# Who enters


def test_new_person_is_recorded_with_no_role_and_the_post_of_the_employer(anonyme, fournisseur):
    organisation = OrganisationFactory(siren="200071140")
    reponse = entrer(anonyme)
    personne = Personne.objects.get()
    assert (personne.prenom, personne.nom, personne.email) == ("Nora", "Sylve", "nora.sylve@ambre.example")
    assert (qui(anonyme), reponse["Location"]) == (personne.pk, "/")
    assert not personne.has_usable_password()
    assert not personne.installation
    occupation = Occupation.objects.get()
    assert (occupation.poste.organisation, occupation.poste.intitule) == (organisation, "Agent (ProConnect)")
    assert [(e.type, e.objet) for e in Evenement.objects.order_by("rang")] == [
        ("acteurs.personne_creee", personne.cle),
        ("acteurs.identite_rattachee", personne.cle),
        ("acteurs.poste_occupe", personne.cle),
    ]
    assert SocialAccount.objects.values_list("provider", "uid", "extra_data").get() == (
        fournisseur.adresse,
        PERSONNE["sub"],
        {},
    )


@pytest.mark.parametrize("siret", ["99999999900011", "", "12 34", None, 20007114000015])
def test_new_person_of_an_unknown_employer_has_no_post(anonyme, fournisseur, siret):
    OrganisationFactory(siren="200071140")
    fournisseur.claims["siret"] = siret
    reponse = entrer(anonyme)
    assert qui(anonyme) == Personne.objects.get().pk
    assert Occupation.objects.count() == 0
    assert phrases(reponse)[0].startswith("Vous n’agissez ici pour aucune organisation")


def test_person_is_known_by_the_identity_whatever_the_address_becomes(anonyme, fournisseur):
    entrer(anonyme)
    anonyme.logout()
    fournisseur.claims |= {"email": "nora.autre@ambre.example", "email_verified": False}
    entrer(anonyme)
    assert qui(anonyme) == Personne.objects.get().pk
    assert Personne.objects.get().email == "nora.sylve@ambre.example"
    assert Evenement.objects.count() == 2


def test_same_sub_of_another_provider_is_somebody_else(anonyme, fournisseur):
    autre = PersonneFactory()
    SocialAccount.objects.create(user=autre, provider="https://ailleurs.example", uid=PERSONNE["sub"])
    entrer(anonyme)
    assert qui(anonyme) == Personne.objects.exclude(pk=autre.pk).get().pk


def test_invited_person_who_never_entered_is_known_by_the_confirmed_address(anonyme, fournisseur):
    invitee = PersonneFactory(email=PERSONNE["email"])
    fournisseur.claims["email"] = "Nora.Sylve@Ambre.example"
    entrer(anonyme)
    assert qui(anonyme) == invitee.pk
    assert SocialAccount.objects.get().user_id == invitee.pk
    assert Occupation.objects.count() == 0


@pytest.mark.parametrize("confirme", [False, "true", None, 1])
def test_address_that_is_not_confirmed_opens_nothing(anonyme, fournisseur, confirme):
    PersonneFactory(email=PERSONNE["email"])
    fournisseur.claims["email_verified"] = confirme
    assert est_refusee(anonyme, entrer(anonyme), COURRIEL_INCERTAIN)


def test_address_without_a_claim_is_confirmed_when_the_settings_say_so(anonyme, fournisseur, settings):
    del fournisseur.claims["email_verified"]
    assert est_refusee(anonyme, entrer(anonyme), COURRIEL_INCERTAIN)
    settings.FEDERATION = dataclasses.replace(settings.FEDERATION, courriels_confirmes=True)
    entrer(anonyme)
    assert qui(anonyme) == Personne.objects.get().pk


def test_closed_account_stays_closed(anonyme, fournisseur):
    personne = PersonneFactory(email=PERSONNE["email"], is_active=False)
    assert est_refusee(anonyme, entrer(anonyme), COMPTE_FERME)
    SocialAccount.objects.create(user=personne, provider=fournisseur.adresse, uid=PERSONNE["sub"])
    assert phrases(entrer(anonyme))[-1] == COMPTE_FERME
    assert qui(anonyme) is None


def test_address_given_to_a_newcomer_does_not_open_the_account_of_who_had_it(anonyme, fournisseur):
    personne = PersonneFactory(email=PERSONNE["email"])
    SocialAccount.objects.create(user=personne, provider=fournisseur.adresse, uid="l’ancienne")
    assert phrases(entrer(anonyme)) == [dire(AUTRE_IDENTITE)]
    assert qui(anonyme) is None
    assert SocialAccount.objects.get().uid == "l’ancienne"


def test_demonstration_account_is_never_attached(anonyme, fournisseur):
    PersonneFactory(email=PERSONNE["email"], demonstration=True)
    reponse = entrer(anonyme)
    assert est_refusee(anonyme, reponse, "Cette adresse est déjà celle d’une autre personne.")


def test_erased_person_is_not_known_any_more(anonyme, fournisseur):
    entrer(anonyme)
    effacer_personnes(PERSONNE["email"], "demande de la personne")
    assert SocialAccount.objects.count() == 0


# An account with proofs of its own


@pytest.fixture
def proprietaire(db):
    """Someone who signs in by password at the same address."""
    personne = PersonneFactory(email=PERSONNE["email"])
    personne.set_password(MOT_DE_PASSE)
    personne.save()
    return personne


def par_mot_de_passe(client, personne):
    return client.post("/compte/connexion/", {"login": personne.email, "password": MOT_DE_PASSE})


def test_account_with_a_password_asks_for_it_once(anonyme, fournisseur, proprietaire):
    assert est_refusee(anonyme, entrer(anonyme), PREUVE)
    par_mot_de_passe(anonyme, proprietaire)
    assert qui(anonyme) == proprietaire.pk
    assert SocialAccount.objects.values_list("user", "uid").get() == (proprietaire.pk, PERSONNE["sub"])
    anonyme.logout()
    entrer(anonyme)
    assert qui(anonyme) == proprietaire.pk


def test_account_with_a_passkey_asks_for_it_once(anonyme, fournisseur):
    personne = PersonneFactory(email=PERSONNE["email"])
    Authenticator.objects.create(user=personne, type=Authenticator.Type.WEBAUTHN, data={})
    assert est_refusee(anonyme, entrer(anonyme), PREUVE)


def test_proof_by_somebody_else_attaches_nothing(anonyme, fournisseur, proprietaire):
    autre = PersonneFactory()
    autre.set_password(MOT_DE_PASSE)
    autre.save()
    entrer(anonyme)
    par_mot_de_passe(anonyme, autre)
    assert qui(anonyme) == autre.pk
    assert SocialAccount.objects.count() == 0
    anonyme.logout()
    par_mot_de_passe(anonyme, proprietaire)
    assert SocialAccount.objects.count() == 0


# The organisation in use


def employer(personne, *noms_et_sirens):
    for nom, siren in noms_et_sirens:
        organisation = OrganisationFactory(nom=nom, siren=siren)
        personne.occupations.create(
            poste=organisation.postes.create(intitule="Chargée de coopération"), debut="2026-01-01"
        )
        yield organisation


def test_employer_of_the_day_is_the_organisation_in_use(anonyme, fournisseur):
    personne = PersonneFactory(email=PERSONNE["email"])
    _, seconde = employer(personne, ("Ambre", "111111118"), ("Val d’Ambre", "200071140"))
    reponse = entrer(anonyme)
    assert anonyme.session[CLE_DE_SESSION] == seconde.pk
    assert phrases(reponse)[0] == "Vous agissez pour Val d’Ambre, que ProConnect donne comme votre employeur."


def test_employer_that_changed_is_told_and_grants_nothing(anonyme, fournisseur):
    personne = PersonneFactory(email=PERSONNE["email"])
    list(employer(personne, ("Ambre", "111111118")))
    OrganisationFactory(nom="Val d’Ambre", siren="200071140")
    reponse = entrer(anonyme)
    assert qui(anonyme) == personne.pk
    assert CLE_DE_SESSION not in anonyme.session
    assert personne.occupations.count() == 1
    assert phrases(reponse)[0].startswith("ProConnect donne comme votre employeur le SIREN 200071140, que")


def test_employer_unchanged_says_nothing(anonyme, fournisseur):
    personne = PersonneFactory(email=PERSONNE["email"])
    (seule,) = employer(personne, ("Val d’Ambre", "200071140"))
    reponse = entrer(anonyme)
    assert anonyme.session[CLE_DE_SESSION] == seule.pk
    assert [phrase for phrase in phrases(reponse) if "ProConnect" in phrase] == []


# The second factor, the way there and back


def demander_un_second_facteur(fournisseur):
    personne = PersonneFactory(email=PERSONNE["email"])
    SocialAccount.objects.create(user=personne, provider=fournisseur.adresse, uid=PERSONNE["sub"])
    Authenticator.objects.create(user=personne, type=Authenticator.Type.TOTP, data={})


def test_second_factor_is_still_asked(anonyme, fournisseur):
    demander_un_second_facteur(fournisseur)
    reponse = entrer(anonyme)
    assert qui(anonyme) is None
    assert reponse["Location"].partition("?")[0] == reverse("mfa_authenticate")


@pytest.mark.parametrize(
    ("suite", "attendu"),
    [("/conventions/nouvelle/", "/conventions/nouvelle/"), ("https://ailleurs.example/", "/")],
)
def test_person_goes_on_where_they_were_going_when_it_is_here(anonyme, fournisseur, suite, attendu):
    assert entrer(anonyme, suite)["Location"] == attendu


def test_identity_of_another_person_replaces_the_session(anonyme, fournisseur):
    anonyme.force_login(PersonneFactory())
    session = anonyme.session
    session["à elle"] = 1
    session.save()
    entrer(anonyme)
    assert qui(anonyme) == Personne.objects.get(email=PERSONNE["email"]).pk
    assert "à elle" not in anonyme.session


def test_person_who_says_no_is_told_that_nothing_was_done(anonyme, fournisseur):
    assert est_refusee(anonyme, entrer(anonyme, non="1"), REFUSEE)


def test_return_serves_once(anonyme, fournisseur):
    depart = anonyme.post("/compte/fournisseur/")
    retour = chez_le_fournisseur(depart["Location"])
    anonyme.get(retour)
    anonyme.logout()
    assert phrases(anonyme.get(retour)) == [PERIMEE]
    assert qui(anonyme) is None


@pytest.mark.parametrize(
    "demande", ["", "?code=x", "?code=x&state=", "?code=x&state=faux", "?state=é&code=x"]
)
def test_return_nobody_left_for_opens_nothing(anonyme, fournisseur, demande):
    assert est_refusee(anonyme, anonyme.get(f"{RETOUR}{demande}"), PERIMEE)


def test_return_in_another_browser_opens_nothing(anonyme, fournisseur, client):
    depart = client.post("/compte/fournisseur/")
    assert est_refusee(anonyme, anonyme.get(chez_le_fournisseur(depart["Location"])), PERIMEE)


def test_return_too_late_opens_nothing(anonyme, fournisseur, monkeypatch):
    monkeypatch.setattr(echanges, "DUREE_D_UN_DEPART", 0)
    assert est_refusee(anonyme, entrer(anonyme), PERIMEE)


def test_code_stolen_before_its_return_is_useless_without_the_verifier(anonyme, fournisseur):
    depart = anonyme.post("/compte/fournisseur/")
    retour = chez_le_fournisseur(depart["Location"])
    session = anonyme.session
    session["federation_depart"] |= {"verificateur": "celui d’une autre"}
    session.save()
    assert est_refusee(anonyme, anonyme.get(retour), INCONFORME)


# Answers that do not hold


@pytest.mark.parametrize(
    ("faute", "phrase"),
    [
        *(
            (f"{quoi}:{faute}", INCONFORME)
            for quoi in ("id_token", "userinfo")
            for faute in (
                "signature",
                "alg none",
                "secret partagé",
                "iss",
                "aud",
                "aud partagée",
                "sans exp",
                "sub",
            )
        ),
        ("id_token:nonce", INCONFORME),
        ("id_token:exp", HEURE),
        ("id_token:futur", HEURE),
        ("userinfo:exp", HEURE),
        ("userinfo:json", INCONFORME),
        *((f"500:{guichet}", echanges.PANNE) for guichet in ("/jetons", "/informations", "/cles")),
        *((f"charabia:{guichet}", INCONFORME) for guichet in ("/jetons", "/cles")),
        *((f"redirige:{guichet}", INCONFORME) for guichet in ("/jetons", "/informations", "/cles")),
    ],
)
def test_answer_that_does_not_hold_opens_nothing(anonyme, fournisseur, faute, phrase):
    fournisseur.fautes = {faute}
    assert est_refusee(anonyme, entrer(anonyme), phrase)


@pytest.mark.parametrize("guichet", ["/jetons", "/informations", "/cles"])
def test_provider_too_slow_is_not_waited_for(anonyme, fournisseur, guichet, monkeypatch):
    monkeypatch.setattr(echanges, "DELAI", 0.2)
    fournisseur.fautes = {f"lent:{guichet}"}
    assert est_refusee(anonyme, entrer(anonyme), echanges.PANNE)


@pytest.mark.parametrize(
    ("faute", "phrase"),
    [("500", echanges.PANNE), ("charabia", INCONFORME), ("redirige", INCONFORME)],
)
def test_provider_that_does_not_present_itself_is_not_gone_to(anonyme, fournisseur, faute, phrase):
    fournisseur.fautes = {f"{faute}:/.well-known/openid-configuration"}
    reponse = anonyme.post("/compte/fournisseur/", {"next": "/conventions/nouvelle/"})
    assert est_refusee(anonyme, reponse, phrase)
    assert reponse["Location"].endswith("?next=%2Fconventions%2Fnouvelle%2F")


@pytest.mark.parametrize(
    "annonce",
    [
        {"issuer": "https://ailleurs.example"},
        {"issuer": None},
        {"authorization_endpoint": "https://ailleurs.example/autoriser"},
        {"end_session_endpoint": "https://ailleurs.example/fin"},
        {"token_endpoint": "http://ailleurs.example/jetons"},
        {"jwks_uri": "file:///etc/passwd"},
        {"userinfo_endpoint": 12},
    ],
)
def test_provider_that_leads_elsewhere_or_in_the_clear_is_not_gone_to(anonyme, fournisseur, annonce):
    fournisseur.annonce = annonce
    assert est_refusee(anonyme, anonyme.post("/compte/fournisseur/"), INCONFORME)


def test_provider_stopped_is_told(anonyme, fournisseur):
    fournisseur.shutdown()
    fournisseur.server_close()
    assert est_refusee(anonyme, anonyme.post("/compte/fournisseur/"), echanges.PANNE)


def test_keys_that_change_are_followed(anonyme, fournisseur):
    entrer(anonyme)
    anonyme.logout()
    fournisseur.cle = 2
    entrer(anonyme)
    assert qui(anonyme) == Personne.objects.get().pk


def test_user_info_without_a_signature_is_read_only_when_both_accept_it(anonyme, fournisseur, settings):
    fournisseur.signe = False
    assert est_refusee(anonyme, entrer(anonyme), INCONFORME)
    settings.FEDERATION = dataclasses.replace(settings.FEDERATION, sans_signature=True)
    fournisseur.signe, fournisseur.fautes = True, {"userinfo:json"}
    assert est_refusee(anonyme, entrer(anonyme), INCONFORME)
    fournisseur.signe = False
    entrer(anonyme)
    assert qui(anonyme) == Personne.objects.get().pk


def test_secret_goes_in_the_header_where_the_provider_wants_it(anonyme, fournisseur):
    fournisseur.annonce = {"token_endpoint_auth_methods_supported": ["client_secret_basic"]}
    entrer(anonyme)
    assert qui(anonyme) == Personne.objects.get().pk


@pytest.mark.parametrize("claim", ["given_name", "usual_name"])
@pytest.mark.parametrize("valeur", [None, "", "\x00\x07", 3, ["a"], "é" * 3000])
def test_strange_names_never_break_the_sign_in(anonyme, fournisseur, claim, valeur):
    fournisseur.claims[claim] = valeur
    entrer(anonyme)
    assert qui(anonyme) == Personne.objects.get().pk


def test_address_that_is_none_is_refused(anonyme, fournisseur):
    fournisseur.claims["email"] = "pas une adresse"
    reponse = entrer(anonyme)
    assert qui(anonyme) is None
    assert phrases(reponse) == ["Saisissez une adresse de courriel valide."]


# Signing out


def test_signing_out_ends_the_session_at_the_provider_too(anonyme, fournisseur, settings):
    entrer(anonyme)
    reponse = anonyme.post("/compte/deconnexion/")
    assert qui(anonyme) is None
    fin = requests.get(reponse["Location"], timeout=5, allow_redirects=False).headers["Location"]
    assert fournisseur.finies == [
        {
            "id_token_hint": fournisseur.jetons[-1],
            "post_logout_redirect_uri": f"{settings.ADRESSE_DU_SITE}/compte/fournisseur/fin/",
            "state": parse_qs(urlsplit(fin).query)["state"][0],
        }
    ]
    reponse = anonyme.get(fin.removeprefix(settings.ADRESSE_DU_SITE))
    assert reponse["Location"] == "/"
    assert phrases(reponse)[-1] == "ProConnect a fermé votre session aussi."


def test_signing_out_without_the_word_of_the_provider_is_told(anonyme, fournisseur):
    entrer(anonyme)
    anonyme.post("/compte/deconnexion/")
    assert "n’a pas confirmé avoir fermé" in phrases(anonyme.get("/compte/fournisseur/fin/?state=faux"))[-1]


def test_end_nobody_asked_for_says_nothing(anonyme, fournisseur):
    assert phrases(anonyme.get("/compte/fournisseur/fin/?state=x")) == []


def test_session_opened_by_password_ends_here(anonyme, fournisseur, proprietaire):
    par_mot_de_passe(anonyme, proprietaire)
    assert anonyme.post("/compte/deconnexion/")["Location"] == "/"


def test_provider_without_an_end_of_session_ends_here(anonyme, fournisseur):
    fournisseur.annonce = {"end_session_endpoint": None}
    entrer(anonyme)
    assert anonyme.post("/compte/deconnexion/")["Location"] == "/"


def test_giving_up_at_the_second_factor_ends_the_session_at_the_provider_too(anonyme, fournisseur):
    demander_un_second_facteur(fournisseur)
    entrer(anonyme)
    assert anonyme.post("/compte/deconnexion/")["Location"].startswith(f"{fournisseur.adresse}/fin?")
    assert "account_login" not in anonyme.session


def test_token_of_someone_else_is_never_given_back(anonyme, fournisseur, proprietaire):
    session = anonyme.session
    session["federation_venue"] = {
        "personne": proprietaire.pk + 1,
        "siren": "200071140",
        "fournisseur": "ProConnect",
        "fin_de_session": f"{fournisseur.adresse}/fin",
        "id_token": "celui d’une autre personne",
    }
    session.save()
    par_mot_de_passe(anonyme, proprietaire)
    assert qui(anonyme) == proprietaire.pk
    assert anonyme.post("/compte/deconnexion/")["Location"] == "/"


# Without a provider


def test_without_a_provider_there_is_no_button_and_no_address(anonyme):
    assert "fournisseur" not in anonyme.get("/compte/connexion/").content.decode()
    statuts = [
        anonyme.post("/compte/fournisseur/"),
        anonyme.get(RETOUR),
        anonyme.get("/compte/fournisseur/fin/"),
    ]
    assert [reponse.status_code for reponse in statuts] == [404, 404, 404]


def test_button_names_the_provider(anonyme, fournisseur):
    assert "Se connecter avec ProConnect" in anonyme.get("/compte/connexion/").content.decode()
